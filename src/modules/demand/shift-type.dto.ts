import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { BooleanField, DecimalField, IdField, IntField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { type OnCallEstimateOfType, type ShiftTypeEntity } from './shift-type.entity.js';

const KINDS = ['day', 'long-day', 'evening', 'night', 'on-call', 'off'] as const;

/** The prospective estimate of an on-call period from home. */
export class OnCallEstimateDto implements OnCallEstimateOfType {
  @IntField({ min: 0, max: 1500, description: 'Minutes of work in the whole period.' })
  workMin: number;

  @IntField({ min: 0, max: 1500, description: 'Those of them that are paid at enhanced hours.' })
  enhancedMin: number;

  @DecimalField({ min: 0, max: 100, decimals: 1, description: 'Calls a day.' })
  episodes: number;

  @IntField({ min: 0, max: 1440, description: 'Minutes of rest in each 24 hours.' })
  restMin: number;

  @IntField({ min: 0, max: 540, description: 'The longest piece of it between 22:00 and 07:00.' })
  longestRestMin: number;
}

/** What is said of a shift type when it is changed. */
export class ShiftTypeInput {
  @TextField({
    max: 10,
    pattern: /^[A-Za-z0-9][A-Za-z0-9 _/+-]{0,9}$/,
    patternHint: 'use up to 10 letters, digits, spaces or _ / + -, beginning with a letter or digit',
  })
  code: string;

  @TextField({ max: 80 })
  name: string;

  @OneOfField(KINDS)
  kind: (typeof KINDS)[number];

  @IntField({ min: 0, max: 1439, description: 'Local minutes after midnight.' })
  startMin: number;

  @IntField({
    min: 1,
    max: 2939,
    description: 'Local minutes after the same midnight; above 1440 on the next day.',
  })
  endMin: number;

  @IntField({ min: 0, max: 1439 })
  paidBreakMin: number;

  @IntField({ min: 0, max: 1439, description: 'Left out of hours.' })
  unpaidBreakMin: number;

  @TextField({ max: 7, pattern: /^#[0-9a-f]{6}$/, patternHint: 'write it as #1d70b8, in lower case' })
  colour: string;

  @TextField({
    max: 40,
    list: { max: 100, unique: true },
    description: 'Who may work it; empty: every grade.',
  })
  gradeCodes: string[];

  @TextField({ max: 20, list: { max: 20, unique: true }, description: 'All of these skills are needed.' })
  skillCodes: string[];

  @ApiProperty({
    type: OnCallEstimateDto,
    nullable: true,
    required: false,
    description:
      'Of on-call only: what counts as work and rest. Null: not estimated; its whole length then counts as work. Left out of a change: it stays.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => OnCallEstimateDto)
  onCallEstimate?: OnCallEstimateDto | null;

  @BooleanField({ description: 'Offered for new shifts.' })
  active: boolean;
}

export class NewShiftType extends ShiftTypeInput {
  @IdField()
  unitId: string;
}

export class ShiftTypeDto extends NewShiftType {
  @IdField()
  id: string;

  @ApiProperty({ type: 'integer', description: 'Work including paid breaks, in minutes.' })
  workMin: number;

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class ShiftTypePage extends PageOf(ShiftTypeDto) {}

export class OfUnitQuery extends PageQuery {
  @IdField({ optional: true, description: 'Only of this unit.' })
  unitId?: string;
}

export function shiftTypeView(type: ShiftTypeEntity): ShiftTypeDto {
  const { id, unitId, code, name, kind, startMin, endMin, paidBreakMin, unpaidBreakMin } = type;
  const { colour, gradeCodes, skillCodes, onCallEstimate, active, version } = type;
  return {
    id,
    unitId,
    code,
    name,
    kind,
    startMin,
    endMin,
    paidBreakMin,
    unpaidBreakMin,
    workMin: workMin(type),
    colour,
    gradeCodes,
    skillCodes,
    onCallEstimate,
    active,
    version,
  };
}

/** Actual work including paid breaks, of on-call the estimate of it: what hours rules count. */
function workMin(type: ShiftTypeEntity): number {
  if (type.kind === 'off') return 0;
  return type.onCallEstimate?.workMin ?? type.endMin - type.startMin - type.unpaidBreakMin;
}
