import { type ConstraintParam } from '../model/index.js';
import { FormatError } from './format-error.js';

/** Typed reading of parsed JSON; every error names the place and the value. */
export class Fields {
  private readonly known = new Set<string>();

  private constructor(
    readonly place: string,
    private readonly values: Readonly<Record<string, unknown>>,
  ) {}

  static of(value: unknown, place: string): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new FormatError(place, `must be an object, not ${show(value)}`);
    }
    return new Fields(place, value as Record<string, unknown>);
  }

  has(key: string): boolean {
    this.known.add(key);
    return this.values[key] !== undefined;
  }

  fail(key: string, detail: string): never {
    throw new FormatError(this.at(key), detail);
  }

  at(key: string): string {
    return this.place === '' ? key : `${this.place}.${key}`;
  }

  raw(key: string): unknown {
    this.known.add(key);
    return this.values[key];
  }

  text(key: string, fallback?: string): string {
    const value = this.raw(key) ?? fallback;
    if (typeof value === 'string') return value;
    return this.fail(key, `must be a text, not ${show(value)}`);
  }

  textOrNull(key: string): string | null {
    return (this.raw(key) ?? null) === null ? null : this.text(key);
  }

  number(key: string, fallback?: number, least = 0): number {
    const value = this.raw(key) ?? fallback;
    if (typeof value === 'number' && Number.isFinite(value) && value >= least) return value;
    return this.fail(key, `must be a number of at least ${least}, not ${show(value)}`);
  }

  integer(key: string, fallback?: number, least = 0): number {
    const value = this.number(key, fallback, least);
    return Number.isInteger(value) ? value : this.fail(key, `must be a whole number, not ${value}`);
  }

  flag(key: string): boolean {
    const value = this.raw(key) ?? false;
    if (typeof value === 'boolean') return value;
    return this.fail(key, `must be true or false, not ${show(value)}`);
  }

  oneOf<T extends string>(key: string, values: readonly T[], fallback?: T): T {
    const value = this.raw(key) ?? fallback;
    const found = values.find((candidate) => candidate === value);
    return found ?? this.fail(key, `must be one of ${values.join(', ')}, not ${show(value)}`);
  }

  texts(key: string, fallback?: readonly string[]): string[] {
    const value = this.raw(key) ?? fallback;
    if (!Array.isArray(value)) return this.fail(key, `must be a list of texts, not ${show(value)}`);
    return value.map((item: unknown, index) => {
      if (typeof item === 'string') return item;
      throw new FormatError(`${this.at(key)}[${index}]`, `must be a text, not ${show(item)}`);
    });
  }

  list(key: string): Fields[] {
    const value = this.raw(key) ?? [];
    if (!Array.isArray(value)) return this.fail(key, `must be a list, not ${show(value)}`);
    return value.map((item, index) => Fields.of(item, `${this.at(key)}[${index}]`));
  }

  /** Flat values as the parameters of constraints and rules have. */
  params(key: string): Record<string, ConstraintParam> {
    const value = this.raw(key) ?? {};
    const entries = Object.entries(Fields.of(value, this.at(key)).values);
    for (const [name, param] of entries) {
      const flat =
        param === null || ['number', 'string', 'boolean'].includes(typeof param) || isFlatList(param);
      if (!flat)
        throw new FormatError(
          `${this.at(key)}.${name}`,
          `must be a number, text, true, false or a list, not ${show(param)}`,
        );
    }
    return Object.fromEntries(entries) as Record<string, ConstraintParam>;
  }

  /** Fails for a field that nobody asked for: most are slips of the pen. */
  done(): void {
    const unknown = Object.keys(this.values).find((key) => !this.known.has(key));
    if (unknown !== undefined) this.fail(unknown, `unknown field; known are ${[...this.known].join(', ')}`);
  }
}

function isFlatList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number');
}

export function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80);
}

/** A local time: minutes after midnight, or "20:30". */
export function readMinute(fields: Fields, key: string): number {
  const value = fields.raw(key);
  if (typeof value === 'number') return fields.integer(key);
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(fields.text(key));
  if (match === null)
    return fields.fail(
      key,
      `must be a time such as "20:30" or minutes after midnight, not "${String(value)}"`,
    );
  return Number(match[1]) * 60 + Number(match[2]);
}
