import { ApiProperty } from '@nestjs/swagger';
import {
  BooleanField,
  DateField,
  DecimalField,
  IdField,
  IntField,
  OneOfField,
  TextField,
} from '../../common/fields.js';
import { type CoverExceptionEntity } from './cover-exception.entity.js';
import { type CoverLineEntity } from './cover-line.entity.js';
import { type CoverTemplateEntity } from './cover-template.entity.js';

const VERSION = { min: 1, max: 2_147_483_647 };
const PEOPLE = { min: 0, max: 500 };
const WEIGHT = { min: 0, max: 1_000_000 };
const MEASURES = ['count', 'share'] as const;

export class TemplateInput {
  @TextField({ max: 120 })
  name: string;

  @DateField()
  validFrom: string;

  @DateField({ nullable: true, description: 'Last day; null: until further notice.' })
  validUntil: string | null;

  @IntField({
    min: 0,
    max: 6,
    nullable: true,
    description: 'A bank holiday needs the cover of this weekday (0 = Monday); null: of its own.',
  })
  bankHolidayWeekday: number | null;
}

export class NewTemplate extends TemplateInput {
  @IdField()
  unitId: string;
}

/** How many people of a sort are needed; a person counts in every line that they match. */
export class LineInput {
  @TextField({ max: 120 })
  name: string;

  @IntField({ min: 0, max: 6, list: { min: 1, max: 7, unique: true }, description: '0 = Monday.' })
  weekdays: number[];

  @IdField({ list: { min: 1, max: 50, unique: true }, description: 'Working any of these counts.' })
  shiftTypeIds: string[];

  @TextField({ max: 40, list: { max: 100, unique: true }, description: 'Any of these; empty: every grade.' })
  gradeCodes: string[];

  @TextField({ max: 40, nullable: true, description: 'This grade and above in its family.' })
  minimumGradeCode: string | null;

  @TextField({ max: 20, list: { max: 20, unique: true }, description: 'All of these, valid on the day.' })
  skillCodes: string[];

  @BooleanField({ nullable: true, description: 'Only registered (true) or unregistered (false) staff.' })
  registered: boolean | null;

  @OneOfField(MEASURES)
  measure: (typeof MEASURES)[number];

  @IntField({ ...PEOPLE, nullable: true, description: 'count only' })
  minimum: number | null;

  @IntField({ ...PEOPLE, nullable: true, description: 'count only' })
  target: number | null;

  @IntField({ ...PEOPLE, nullable: true, description: 'count only; null: no limit' })
  maximum: number | null;

  @DecimalField({
    min: 0.001,
    max: 1,
    decimals: 3,
    nullable: true,
    description: 'share only: of everybody on these shifts, at least this share matches.',
  })
  minShare: number | null;

  @IntField({ ...WEIGHT, optional: true, description: 'Cost of each person short of the minimum.' })
  underMinimumWeight = 1000;

  @IntField({ ...WEIGHT, optional: true })
  underTargetWeight = 20;

  @IntField({ ...WEIGHT, optional: true })
  overMaximumWeight = 50;

  @IntField({ min: 0, max: 10_000, optional: true, description: 'Order in lists.' })
  position = 0;
}

export class ExceptionInput {
  @IntField(PEOPLE)
  minimum: number;

  @IntField(PEOPLE)
  target: number;

  @IntField({ ...PEOPLE, nullable: true })
  maximum: number | null;

  @TextField({ max: 300 })
  reason: string;
}

export class ExceptionDto extends ExceptionInput {
  @DateField()
  date: string;

  @IntField(VERSION)
  version: number;
}

export class LineDto extends LineInput {
  @IdField()
  id: string;

  @ApiProperty({ type: [ExceptionDto], description: 'Other numbers on single dates.' })
  exceptions: ExceptionDto[];

  @IntField(VERSION)
  version: number;
}

export class TemplateDto extends NewTemplate {
  @IdField()
  id: string;

  @ApiProperty({ type: [LineDto] })
  lines: LineDto[];

  @IntField(VERSION)
  version: number;
}

export class DemandDto {
  @ApiProperty({ type: [TemplateDto] })
  templates: TemplateDto[];
}

export class DemandQuery {
  @IdField({ optional: true, description: 'Only of this unit.' })
  unitId?: string;
}

export function exceptionView({
  date,
  minimum,
  target,
  maximum,
  reason,
  version,
}: CoverExceptionEntity): ExceptionDto {
  return { date, minimum, target, maximum, reason, version };
}

export function lineView(line: CoverLineEntity, exceptions: readonly CoverExceptionEntity[]): LineDto {
  const { id, name, weekdays, shiftTypeIds, gradeCodes, minimumGradeCode, skillCodes, registered } = line;
  const { measure, minimum, target, maximum, minShare, position, version } = line;
  const { underMinimumWeight, underTargetWeight, overMaximumWeight } = line;
  return {
    id,
    name,
    weekdays,
    shiftTypeIds,
    gradeCodes,
    minimumGradeCode,
    skillCodes,
    registered,
    measure,
    minimum,
    target,
    maximum,
    minShare,
    underMinimumWeight,
    underTargetWeight,
    overMaximumWeight,
    position,
    exceptions: exceptions.map(exceptionView),
    version,
  };
}

export function templateView(template: CoverTemplateEntity, lines: LineDto[]): TemplateDto {
  const { id, unitId, name, validFrom, validUntil, bankHolidayWeekday, version } = template;
  return { id, unitId, name, validFrom, validUntil, bankHolidayWeekday, lines, version };
}
