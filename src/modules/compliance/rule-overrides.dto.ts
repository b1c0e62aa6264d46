import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { catalogue, coverCatalogue, type RuleParameters } from '../../../solver/rules/index.js';
import { DateField, IdField, IntField, shown, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type UnitRuleOverrideEntity } from './unit-rule-override.entity.js';

const MOST_PARAMETERS = 20;
const MOST_ITEMS = 100;
const LONGEST_TEXT = 100;

/** Values by parameter: numbers, true or false, or lists of texts. Which a rule has, and how far they may go, the service says. */
function ParametersField(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: 'object',
      example: { max: 8 },
      minProperties: 1,
      maxProperties: MOST_PARAMETERS,
      additionalProperties: {
        oneOf: [
          { type: 'number' },
          { type: 'boolean' },
          {
            type: 'array',
            maxItems: MOST_ITEMS,
            items: { type: 'string', minLength: 1, maxLength: LONGEST_TEXT },
          },
        ],
      },
      description: 'Those that the unit sets otherwise; GET /api/v1/rule-packs tells names and bounds.',
    }),
    ValidateBy({
      name: 'isParameters',
      validator: {
        validate: isParameters,
        defaultMessage: (args?: ValidationArguments) =>
          `${shown(args?.value)} is not an object of 1 to ${MOST_PARAMETERS} parameters with numbers, true or false, or lists of texts`,
      },
    }),
  );
}

function isParameters(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const values = Object.values(value);
  if (values.length === 0 || values.length > MOST_PARAMETERS) return false;
  return values.every(
    (each) =>
      (typeof each === 'number' && Number.isFinite(each)) ||
      typeof each === 'boolean' ||
      (Array.isArray(each) && each.length <= MOST_ITEMS && each.every(isShortText)),
  );
}

function isShortText(value: unknown): boolean {
  return (
    typeof value === 'string' && value.length >= 1 && value.length <= LONGEST_TEXT && !value.includes('\0')
  );
}

/** What is said of a unit's own setting of a rule when it is changed. */
export class RuleOverrideInput {
  @ParametersField()
  parameters: RuleParameters;

  @DateField({ description: 'Rotas that begin on this day or later are judged by it.' })
  effectiveFrom: string;

  @DateField({ nullable: true, description: 'Last day; null: until it is withdrawn.' })
  effectiveUntil: string | null;

  @TextField({ max: 1000, description: 'Why the unit needs it.' })
  reason: string;

  @TextField({ max: 200, description: 'Who approved it, by name and office.' })
  approvedBy: string;
}

export class NewRuleOverride extends RuleOverrideInput {
  @IdField()
  unitId: string;

  @TextField({ max: 100, description: 'Code of a rule.' })
  ruleCode: string;
}

export class RuleOverrideDto extends NewRuleOverride {
  @IdField()
  id: string;

  @TextField()
  ruleName: string;

  @TextField({ nullable: true, description: 'Where in the contract or law.' })
  clause: string | null;

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class RuleOverridePage extends PageOf(RuleOverrideDto) {}

export class RuleOverridesQuery extends PageQuery {
  @IdField()
  unitId: string;
}

export function ruleOverrideView(row: UnitRuleOverrideEntity): RuleOverrideDto {
  const { id, unitId, ruleCode, parameters, effectiveFrom, effectiveUntil, reason, approvedBy, version } =
    row;
  const rule = catalogue.get(ruleCode) ?? coverCatalogue.get(ruleCode);
  return {
    id,
    unitId,
    ruleCode,
    ruleName: rule?.name ?? ruleCode,
    clause: rule?.clause ?? null,
    parameters,
    effectiveFrom,
    effectiveUntil,
    reason,
    approvedBy,
    version,
  };
}
