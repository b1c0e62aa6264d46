import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
import { BooleanField, DateField, IdField, IntField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { TemplateAnalysisDto } from '../compliance/template-analysis.dto.js';
import { TrainingNeedDto } from './training-needs.dto.js';

const VERSION = { min: 1, max: 2_147_483_647 };
const WEEK = { min: 0, max: 103 };
const SHARE = { min: 1, max: 1000 };
const MOST_TEMPLATES = 10;

export class AllocatedTemplateInput {
  @IdField({ description: 'Its newest version is worked.' })
  templateId: string;

  @DateField({
    optional: true,
    description: 'A Monday on which week 1 of the cycle begins; that of the first date when left out.',
  })
  cycleStart?: string;
}

export class LineAllocationInput {
  @IdField()
  unitId: string;

  @ApiProperty({
    type: [AllocatedTemplateInput],
    minItems: 1,
    maxItems: MOST_TEMPLATES,
    description: 'Of the unit; doctors are put on the lines of all of them.',
  })
  @IsArray({ message: 'templates is not a list' })
  @ArrayMinSize(1, { message: 'name at least one template' })
  @ArrayMaxSize(MOST_TEMPLATES, { message: `at most ${MOST_TEMPLATES} templates` })
  @ValidateNested({ each: true })
  @Type(() => AllocatedTemplateInput)
  templates: AllocatedTemplateInput[];

  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;

  @IdField({ optional: true, nullable: true })
  rotationId: string | null = null;
}

export class LineAllocationListQuery extends PageQuery {
  @IdField()
  unitId: string;
}

export class LinePlaceInput {
  @IdField()
  personId: string;

  @IdField()
  lineId: string;

  @IntField({
    ...WEEK,
    optional: true,
    description: 'Of a template with one line: the week in which this person begins.',
  })
  startWeek = 0;

  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;

  @IntField({
    ...SHARE,
    optional: true,
    description: 'Thousandths of full time; that of the placement when left out.',
  })
  shareThousandths?: number;

  @IntField({
    min: 0,
    max: 6,
    list: { max: 6, unique: true },
    description: 'Weekdays that they never work, 0 = Monday.',
  })
  daysOff: number[];

  @BooleanField({ optional: true, description: 'An optimisation leaves it.' })
  pinned = true;

  @TextField({
    max: 500,
    optional: true,
    nullable: true,
    description: 'Why it stands although grade or skills do not allow it.',
  })
  overrideReason: string | null = null;
}

export class LineSlotDto {
  @IdField()
  lineId: string;

  @IdField()
  templateId: string;

  @IntField(WEEK)
  startWeek: number;

  @ApiProperty({ example: 'SpR week 3', description: 'With its template, where several are allocated.' })
  name: string;

  @IntField({ ...SHARE, description: 'Share of full time for which it is made, in thousandths.' })
  thousandths: number;
}

export class LinePlaceDto {
  @IdField()
  id: string;

  @IdField()
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty()
  gradeCode: string;

  @IdField()
  lineId: string;

  @IntField(WEEK)
  startWeek: number;

  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;

  @IntField(SHARE)
  shareThousandths: number;

  @ApiProperty({ type: [Number], description: 'Weekdays, 0 = Monday.' })
  daysOff: number[];

  @ApiProperty()
  pinned: boolean;

  @ApiProperty({ type: String, nullable: true })
  overrideReason: string | null;

  @ApiProperty({ type: [String], description: 'Why it is this line.' })
  reasons: string[];
}

export const GAP_KINDS = ['hold', 'recruit', 'empty', 'part'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export class LineGapDto extends LineSlotDto {
  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;

  @ApiProperty({ enum: GAP_KINDS, description: '`part`: somebody is on the line, but not for all of it.' })
  kind: GapKind;

  @ApiProperty({ type: String, nullable: true, description: 'Of the deanery, for hold and recruit.' })
  post: string | null;

  @IntField({ ...SHARE, description: 'Thousandths of full time that nobody works.' })
  freeThousandths: number;
}

export class WithoutLineDto {
  @IdField()
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty()
  gradeCode: string;

  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;

  @IntField(SHARE)
  shareThousandths: number;

  @ApiProperty({ type: [Number], description: 'Weekdays that they never work, 0 = Monday.' })
  daysOff: number[];

  @ApiProperty({ description: 'Why they have none.' })
  reason: string;
}

export class AllocatedTemplateDto {
  @IdField()
  templateId: string;

  @ApiProperty()
  templateName: string;

  @IntField({ ...VERSION, description: 'Version of the template that is worked.' })
  templateNumber: number;

  @IntField({ ...VERSION, description: 'The newest version of the template.' })
  latestTemplateNumber: number;

  @DateField({ description: 'The Monday of week 1.' })
  cycleStart: string;

  @IntField({ min: 1, max: 104 })
  cycleWeeks: number;
}

export class LineAllocationSummaryDto {
  @IdField()
  id: string;

  @IdField()
  unitId: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty({ type: [AllocatedTemplateDto] })
  templates: AllocatedTemplateDto[];

  @IdField({ nullable: true })
  rotationId: string | null;

  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;

  @IntField({ ...VERSION, description: 'For If-Match; every change of a place moves it.' })
  version: number;
}

export class LineAllocationDto extends LineAllocationSummaryDto {
  @ApiProperty({ type: [LineSlotDto] })
  slots: LineSlotDto[];

  @ApiProperty({ type: [LinePlaceDto], description: 'By line.' })
  places: LinePlaceDto[];

  @ApiProperty({ type: [LineGapDto], description: 'Lines and parts of lines that nobody works.' })
  gaps: LineGapDto[];

  @ApiProperty({ type: [WithoutLineDto], description: 'Placed in the unit, and on none of these lines.' })
  withoutLine: WithoutLineDto[];

  @ApiProperty({ type: [TrainingNeedDto] })
  trainingNeeds: TrainingNeedDto[];
}

export class LineAllocationPage extends PageOf(LineAllocationSummaryDto) {}

export class ChangedLinePlaceDto {
  @ApiProperty({ type: LineAllocationDto })
  allocation: LineAllocationDto;

  @ApiProperty({ type: [String], description: 'What speaks for and against this line for this person.' })
  verdict: string[];

  @ApiProperty({
    type: TemplateAnalysisDto,
    description: 'Hours of the part that they work, and every rule that it breaks.',
  })
  analysis: TemplateAnalysisDto;
}
