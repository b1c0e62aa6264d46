import { ApiProperty } from '@nestjs/swagger';
import { type Level } from '../../../solver/model/index.js';
import { type Evidence } from '../../../solver/rules/index.js';
import { BooleanField, DecimalField, IdField, TextField } from '../../common/fields.js';

/** What a request may hold: both tables have to fit into one body. */
const LONGEST_LINES = 60_000;
const LONGEST_SHIFTS = 20_000;

export class AnalyseTemplateBody {
  @TextField({ max: 60, description: 'Code of a rule pack, or with its date: doctors2016@2019-08-07.' })
  pack: string;

  @TextField({
    max: LONGEST_LINES,
    description:
      'Comma-separated: line, week, Mon … Sun with shift codes, and optionally wte. A template with one line is worked by as many people as it has weeks.',
  })
  linesCsv: string;

  @TextField({
    max: LONGEST_SHIFTS,
    description:
      'Comma-separated: code, name, start, hours, work, weekday_only, on_call, resident, and optionally work_hours, paid_break_minutes, episodes, rest_hours, longest_rest_hours.',
  })
  shiftsCsv: string;

  @IdField({ optional: true, description: 'A unit whose own settings of rules count.' })
  unitId?: string;

  @DecimalField({
    optional: true,
    nullable: true,
    min: 0,
    max: 51,
    decimals: 3,
    description: 'Weeks of leave a year that colleagues cover; with leaveHours.',
  })
  leaveWeeks?: number | null;

  @DecimalField({
    optional: true,
    nullable: true,
    min: 0,
    max: 168,
    decimals: 3,
    description: 'Hours in each.',
  })
  leaveHours?: number | null;

  @DecimalField({
    optional: true,
    nullable: true,
    min: 0.001,
    max: 1,
    decimals: 3,
    description: 'Whole time equivalent of which to tell the share of each line.',
  })
  wte?: number | null;

  @BooleanField({ optional: true, description: 'Has opted out of the average of 48 hours.' })
  optedOut?: boolean;

  @BooleanField({ optional: true, description: 'More weekends than 1 in 3 have been authorised.' })
  weekendsAuthorised?: boolean;
}

export class TemplateShiftDto {
  @ApiProperty({ example: 'week 2 Sun' })
  day: string;

  @ApiProperty({ example: 'N' })
  code: string;

  @ApiProperty({ example: '20:00' })
  start: string;

  @ApiProperty({ example: '09:00' })
  end: string;
}

export class TemplateViolationDto {
  @ApiProperty({ example: 'doctors2016.rest-after-nights' })
  rule: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: String, nullable: true, example: 'A6' })
  clause: string | null;

  @ApiProperty({ enum: ['hard', 'soft', 'advisory'] })
  level: Level;

  @ApiProperty({ example: 'week 2 Thu' })
  from: string;

  @ApiProperty({ example: 'week 2 Sun' })
  to: string;

  @ApiProperty({ type: [TemplateShiftDto] })
  shifts: TemplateShiftDto[];

  @ApiProperty()
  measured: number;

  @ApiProperty()
  limit: number;

  @ApiProperty({ example: 'minutes' })
  unit: string;

  @ApiProperty({ description: 'How far inside the limit; negative for a breach.' })
  margin: number;

  @ApiProperty()
  message: string;

  @ApiProperty({ type: String, nullable: true })
  mend: string | null;
}

export class TemplateNotJudgedDto {
  @ApiProperty({
    example: 'doctors2016.on-call-rest',
    description: 'Code of a rule, or `averageWeeklyHours`.',
  })
  rule: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  reason: string;
}

export class LtftShareDto {
  @ApiProperty()
  wte: number;

  @ApiProperty({ type: Number, nullable: true })
  averageWeeklyHours: number | null;

  @ApiProperty()
  weekends: number;

  @ApiProperty()
  nights: number;

  @ApiProperty()
  longShifts: number;

  @ApiProperty()
  onCallPeriods: number;
}

export class LineAnalysisDto {
  @ApiProperty()
  line: string;

  @ApiProperty({ type: 'integer' })
  weeks: number;

  @ApiProperty()
  wte: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Null where on-call has no estimate of work.' })
  averageWeeklyHours: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Null without an estimate of work or of leave.' })
  averageWeeklyHoursWithProspectiveCover: number | null;

  @ApiProperty({
    type: 'array',
    items: { type: 'number' },
    nullable: true,
    description: 'Hours of the shifts that begin in each week; null where on-call has no estimate of work.',
  })
  weeklyHours: number[] | null;

  @ApiProperty({ description: 'Weekends worked of all weekends: 0.25 is 1 in 4.' })
  weekendFrequency: number;

  @ApiProperty({ type: 'integer' })
  weekendsWorked: number;

  @ApiProperty({ type: 'integer' })
  shifts: number;

  @ApiProperty({ type: 'integer' })
  nights: number;

  @ApiProperty({ type: 'integer' })
  longShifts: number;

  @ApiProperty({ type: 'integer' })
  onCallPeriods: number;

  @ApiProperty({ type: [TemplateViolationDto] })
  violations: TemplateViolationDto[];

  @ApiProperty({
    type: [TemplateNotJudgedDto],
    description: 'Rules that could not be judged, and what is missing.',
  })
  notJudged: TemplateNotJudgedDto[];

  @ApiProperty({ type: LtftShareDto, nullable: true, description: 'For the wte that was asked for.' })
  ltft: LtftShareDto | null;
}

export class TemplateAnalysisDto {
  @ApiProperty({ example: 'doctors2016@2019-08-07', description: 'The rules that it was judged by.' })
  pack: string;

  @ApiProperty()
  packName: string;

  @ApiProperty()
  source: string;

  @ApiProperty({ enum: ['C', 'Q', 'S', 'M'], description: 'How well its values are sourced.' })
  evidence: Evidence;

  @ApiProperty({ type: 'integer', description: 'People that it stands for.' })
  doctors: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Mean of the lines; null where a line has none.',
  })
  averageWeeklyHours: number | null;

  @ApiProperty({ type: [LineAnalysisDto] })
  lines: LineAnalysisDto[];
}
