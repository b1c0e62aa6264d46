import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  type ValidationArguments,
} from 'class-validator';
import { isId } from './id.js';

/** Common to all field decorators. Each one documents the field in OpenAPI and checks it, naming value and way out. */
interface FieldOptions {
  readonly optional?: boolean;
  readonly nullable?: boolean;
  readonly description?: string;
  /** A list of such values: limits on its length. */
  readonly list?: { readonly min?: number; readonly max: number; readonly unique?: boolean };
  /** Comes as text in a query string. */
  readonly query?: boolean;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** True for an ISO date that exists, between 1900 and 2199. */
export function isIsoDate(value: unknown): value is string {
  if (typeof value !== 'string' || !DATE.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value) return false;
  return value >= '1900-01-01' && value < '2200-01-01';
}

/** What was given, short enough for a message. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

export function DateField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'date', example: '2026-08-05' },
    options,
    check('isDate', isIsoDate, options, (value) => `${value} is not a date; write it as 2026-08-05`),
  );
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:00(\.0{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** True for an instant of a whole minute with its offset from UTC, between 1900 and 2199. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !INSTANT.test(value) || !isIsoDate(value.slice(0, 10))) return false;
  return !Number.isNaN(Date.parse(value));
}

/** A moment: an ISO 8601 date and time to the minute, with its offset. */
export function InstantField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'date-time', example: '2026-08-05T20:30:00Z' },
    options,
    check(
      'isInstant',
      isInstant,
      options,
      (value) =>
        `${value} is not a moment to the minute; write it with its offset, as 2026-08-05T20:30:00Z or 2026-08-05T21:30:00+01:00`,
    ),
  );
}

export function IdField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'uuid' },
    options,
    check(
      'isId',
      isId,
      options,
      (value) => `${value} is not an id; ids look like 3f2c9a70-5b1e-4d5c-9a55-0d6f3c1e2b7a`,
    ),
  );
}

interface TextOptions extends FieldOptions {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  /** Way out when the pattern does not fit: "write it as #rrggbb". */
  readonly patternHint?: string;
}

// Postgres cannot store NUL; other control characters have no place in a name. Tab and line ends may stand in notes.
const FORBIDDEN_CHARACTERS = /(?![\t\n\r])\p{Control}|\p{Surrogate}/u;

function isPlainText(value: unknown, min: number, max: number): value is string {
  if (typeof value !== 'string' || value.length > max) return false;
  return value.trim().length >= min && !FORBIDDEN_CHARACTERS.test(value);
}

export function TextField(options: TextOptions = {}): PropertyDecorator {
  const { min = 1, max = 200, pattern, patternHint } = options;
  const each = options.list !== undefined;
  return field(
    { type: 'string', minLength: min, maxLength: max, ...(pattern ? { pattern: pattern.source } : {}) },
    options,
    check(
      'isText',
      (value) => isPlainText(value, min, max),
      options,
      (value) => `${value} is not a text of ${min} to ${max} characters without control characters`,
    ),
    ...(pattern
      ? [
          Matches(pattern, {
            each,
            message: ({ value }: ValidationArguments) =>
              `${shown(value)} does not fit; ${patternHint ?? `it has to match ${pattern.source}`}`,
          }),
        ]
      : []),
  );
}

export function EmailField(options: FieldOptions = {}): PropertyDecorator {
  return TextField({
    max: 254,
    pattern: /^[^@\s]+@[^@\s]+$/,
    patternHint: 'write it as name@example.nhs.uk',
    ...options,
  });
}

interface NumberOptions extends FieldOptions {
  readonly min: number;
  readonly max: number;
}

export function IntField(options: NumberOptions): PropertyDecorator {
  const each = options.list !== undefined;
  const message = ({ value }: ValidationArguments): string =>
    `${shown(value)} is not a whole number from ${options.min} to ${options.max}`;
  return field(
    { type: 'integer', minimum: options.min, maximum: options.max },
    options,
    ...(options.query === true ? [Transform(({ value }: { value: unknown }) => toNumber(value))] : []),
    IsInt({ message, each }),
    Min(options.min, { message, each }),
    Max(options.max, { message, each }),
  );
}

/** A number with at most `decimals` places. */
export function DecimalField(options: NumberOptions & { readonly decimals: number }): PropertyDecorator {
  const message = ({ value }: ValidationArguments): string =>
    `${shown(value)} is not a number from ${options.min} to ${options.max} with at most ${options.decimals} decimals`;
  return field(
    { type: 'number', minimum: options.min, maximum: options.max },
    options,
    IsNumber({ maxDecimalPlaces: options.decimals, allowNaN: false, allowInfinity: false }, { message }),
    Min(options.min, { message }),
    Max(options.max, { message }),
  );
}

export function BooleanField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'boolean' },
    options,
    ...(options.query === true ? [Transform(({ value }: { value: unknown }) => toBoolean(value))] : []),
    IsBoolean({ message: ({ value }: ValidationArguments) => `${shown(value)} is neither true nor false` }),
  );
}

export function OneOfField(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', enum: [...values] },
    options,
    IsIn([...values], {
      each: options.list !== undefined,
      message: ({ value }: ValidationArguments) => `${shown(value)} is none of ${values.join(', ')}`,
    }),
  );
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

function toBoolean(value: unknown): unknown {
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}

function check(
  name: string,
  fits: (value: unknown) => boolean,
  { list }: FieldOptions,
  message: (shownValue: string) => string,
): PropertyDecorator {
  return ValidateBy(
    {
      name,
      validator: {
        validate: (value: unknown) => fits(value),
        defaultMessage: (args?: ValidationArguments) => message(shown(args?.value)),
      },
    },
    { each: list !== undefined },
  );
}

function field(
  schema: Record<string, unknown>,
  { optional = false, nullable = false, description, list }: FieldOptions,
  ...checks: PropertyDecorator[]
): PropertyDecorator {
  const shape = list
    ? {
        type: 'array',
        items: schema,
        minItems: list.min ?? 0,
        maxItems: list.max,
        ...(list.unique === true ? { uniqueItems: true } : {}),
      }
    : schema;
  const documented = { ...shape, required: !optional, nullable, ...(description ? { description } : {}) };
  return applyDecorators(
    ApiProperty(documented),
    ...(optional && nullable ? [IsOptional()] : []),
    ...(optional && !nullable ? [ValidateIf((_, value: unknown) => value !== undefined)] : []),
    ...(!optional && nullable ? [ValidateIf((_, value: unknown) => value !== null)] : []),
    ...(list ? listChecks(list) : []),
    ...checks,
  );
}

function listChecks(list: NonNullable<FieldOptions['list']>): PropertyDecorator[] {
  const { min = 0, max } = list;
  const message = ({ value }: ValidationArguments): string =>
    `${shown(value)} is not a list of ${min} to ${max} items`;
  return [
    IsArray({ message }),
    ArrayMinSize(min, { message }),
    ArrayMaxSize(max, { message }),
    ...(list.unique === true
      ? [ArrayUnique({ message: ({ value }) => `${shown(value)} names something twice` })]
      : []),
  ];
}
