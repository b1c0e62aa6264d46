import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
import { type ShiftKind } from '../../../solver/model/index.js';
import { DateField, DecimalField, IdField, IntField, OneOfField, TextField } from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { TemplateAnalysisDto } from '../compliance/template-analysis.dto.js';
import { TEMPLATE_LIMITS } from './sheet/template-sheet.js';

const COUNT = { min: 1, max: 2_147_483_647 };
const MOST_CELLS = TEMPLATE_LIMITS.weeks * 7;

export class RotaTemplateLineInput {
  @TextField({ max: TEMPLATE_LIMITS.nameCharacters })
  name: string;

  @DecimalField({
    min: 0.001,
    max: 1,
    decimals: 3,
    optional: true,
    description: 'Share of full time for which it is made.',
  })
  wte = 1;

  @TextField({
    min: 0,
    max: TEMPLATE_LIMITS.codeCharacters,
    list: { min: 7, max: MOST_CELLS },
    description: 'Codes of shift types, seven a week from Monday on; empty: off.',
  })
  cells: string[];
}

export class TemplateLinesInput {
  @TextField({
    max: 60,
    description: 'Code of the rule pack by which the lines are checked, for example doctors2016.',
  })
  contractCode: string;

  @ApiProperty({ type: [RotaTemplateLineInput], minItems: 1, maxItems: TEMPLATE_LIMITS.lines })
  @IsArray({ message: 'lines is not a list' })
  @ArrayMinSize(1, { message: 'a template has at least one line' })
  @ArrayMaxSize(TEMPLATE_LIMITS.lines, { message: `a template has at most ${TEMPLATE_LIMITS.lines} lines` })
  @ValidateNested({ each: true })
  @Type(() => RotaTemplateLineInput)
  lines: RotaTemplateLineInput[];
}

export class RotaTemplateInput extends TemplateLinesInput {
  @TextField({ max: 120 })
  name: string;
}

export class TemplateDraftInput extends TemplateLinesInput {
  @IdField()
  unitId: string;
}

export class TemplateFaultDto {
  @ApiProperty({ example: 'line Line 1 week 2 Thu' })
  path: string;

  @ApiProperty()
  message: string;
}

export class TemplateVerdictDto {
  @ApiProperty({ type: [TemplateFaultDto], description: 'For which the lines could not be saved.' })
  faults: TemplateFaultDto[];

  @ApiProperty({ type: TemplateAnalysisDto, nullable: true, description: 'Null while there are faults.' })
  analysis: TemplateAnalysisDto | null;
}

export class NewRotaTemplate extends RotaTemplateInput {
  @IdField()
  unitId: string;
}

export class RotaTemplateLineDto {
  @IdField()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  wte: number;

  @ApiProperty({
    type: [String],
    description: 'Codes of shift types, seven a week from Monday on; empty: off.',
  })
  cells: string[];
}

export class LineShiftTypeDto {
  @IdField()
  id: string;

  @ApiProperty()
  code: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ['day', 'long-day', 'evening', 'night', 'on-call', 'off'] })
  kind: ShiftKind;

  @ApiProperty({ type: 'integer', description: 'Local minutes after midnight.' })
  startMin: number;

  @ApiProperty({ type: 'integer' })
  endMin: number;

  @ApiProperty({ example: '#1d70b8' })
  colour: string;
}

export class TemplateUseDto {
  @IdField()
  allocationId: string;

  @DateField()
  firstDate: string;

  @DateField()
  lastDate: string;

  @IntField({ ...COUNT, description: 'Version of the template that it is made of.' })
  number: number;
}

export class RotaTemplateSummaryDto {
  @IdField()
  id: string;

  @IdField()
  unitId: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ example: 'doctors2016' })
  contractCode: string;

  @IntField({ ...COUNT, description: 'The newest version of what it looks like.' })
  latestNumber: number;

  @IntField({ min: 1, max: 104 })
  cycleWeeks: number;

  @IntField({ min: 0, max: 10_000 })
  lineCount: number;

  @IntField({ ...COUNT, description: 'For If-Match.' })
  version: number;
}

export class RotaTemplateDto extends RotaTemplateSummaryDto {
  @IntField({ ...COUNT, description: 'The version that is shown.' })
  number: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: [RotaTemplateLineDto] })
  lines: RotaTemplateLineDto[];

  @ApiProperty({ type: [LineShiftTypeDto], description: 'Those that occur in it.' })
  shiftTypes: LineShiftTypeDto[];

  @ApiProperty({ type: [TemplateUseDto], description: 'Allocations made of it, latest first.' })
  uses: TemplateUseDto[];
}

export class RotaTemplatePage extends PageOf(RotaTemplateSummaryDto) {}

export class RotaTemplateListQuery extends PageQuery {
  @IdField()
  unitId: string;
}

export class TemplateNumberQuery {
  @IntField({
    ...COUNT,
    optional: true,
    query: true,
    description: 'Which version; the newest when left out.',
  })
  number?: number;
}

export class TemplateFileQuery extends TemplateNumberQuery {
  @OneOfField(['csv', 'xlsx'])
  format: 'csv' | 'xlsx';
}

export class TemplateUpload {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    description: 'Lines as CSV or .xlsx: line, week, Mon … Sun, and optionally wte.',
  })
  lines: unknown;

  @ApiProperty({ required: false, description: 'Codes that stand for a day off, separated by commas.' })
  offCodes?: string;

  @ApiProperty({
    required: false,
    description: 'Codes that stand for nothing on Saturday and Sunday, separated by commas.',
  })
  weekdayCodes?: string;
}

export class TemplateUploadFields {
  @TextField({ min: 0, max: 500, optional: true })
  offCodes = '';

  @TextField({ min: 0, max: 500, optional: true })
  weekdayCodes = '';
}

export class TemplateReadingQuery {
  @IdField()
  unitId: string;
}

export class TemplateReadingDto {
  @IntField({ min: 1, max: 104 })
  cycleWeeks: number;

  @ApiProperty({ type: [RotaTemplateLineInput] })
  lines: RotaTemplateLineInput[];
}
