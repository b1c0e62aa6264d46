import { ApiProperty } from '@nestjs/swagger';
import {
  BooleanField,
  DateField,
  IdField,
  InstantField,
  IntField,
  OneOfField,
  TextField,
} from '../../common/fields.js';
import { PageOf, PageQuery } from '../../common/paging.js';
import { EVENTS, type ReportEvent } from './exception-report-event.entity.js';
import {
  type Choice,
  CHOICES,
  type Evidence,
  type ReportKind,
  KINDS,
  type ReportState,
  type Route,
  ROUTES,
  STATES,
  type TermCode,
  TERM_CODES,
  type Timeliness,
  TIMELINESS,
} from './terms.js';

const VERSION = { min: 1, max: 2_147_483_647 };
const MINUTES = { min: 0, max: 2880 };
const OWN_PLAN = 'Null when a shift is named, or nothing was planned.';

/** What was not as planned. */
export class NewExceptionReport {
  @OneOfField(KINDS, {
    description:
      '`hours`: longer work or less rest; `pattern`: other times than planned; `missed-break`; `support`: too little of it on duty; `education`: training that was missed.',
  })
  kind: ReportKind;

  @BooleanField({ optional: true, description: 'Somebody was, or is, in immediate danger.' })
  immediateSafetyConcern = false;

  @DateField({ description: 'The day on which the shift began; at most 28 days ago.' })
  date: string;

  @IdField({ nullable: true, description: "A published shift of one's own; null: none." })
  assignmentId: string | null;

  @InstantField({ nullable: true, description: OWN_PLAN })
  plannedStartsAt: string | null;

  @InstantField({ nullable: true, description: OWN_PLAN })
  plannedEndsAt: string | null;

  @InstantField({ nullable: true, description: 'For `hours` and `pattern`; else null.' })
  actualStartsAt: string | null;

  @InstantField({ nullable: true, description: 'For `hours` and `pattern`; else null.' })
  actualEndsAt: string | null;

  @IntField({ min: 1, max: 240, nullable: true, description: 'For `missed-break`; else null.' })
  missedBreakMin: number | null;

  @TextField({ max: 4000 })
  whatHappened: string;

  @OneOfField(CHOICES, {
    nullable: true,
    description: 'What one wants for work beyond what was planned; null where there was none.',
  })
  choice: Choice | null;
}

/** A report as it stands in a list: without whose it is, and without their words. */
export class ExceptionReportItemDto {
  @IdField()
  id: string;

  @ApiProperty({ enum: KINDS })
  kind: ReportKind;

  @ApiProperty({ enum: ROUTES, description: 'Who deals with it.' })
  route: Route;

  @ApiProperty()
  immediateSafetyConcern: boolean;

  @ApiProperty()
  unitName: string;

  @DateField()
  date: string;

  @IntField({ ...MINUTES, description: 'Work beyond what was planned.' })
  extraMin: number;

  @ApiProperty({ description: 'Up to two hours: a matter of whether it was worked, not of why.' })
  routine: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  raisedAt: string;

  @DateField({ description: 'The last day on which an answer is in time.' })
  actBy: string;

  @IntField({ min: -100_000, max: 100_000, description: 'Until that day; negative: since it.' })
  daysLeft: number;

  @ApiProperty({ enum: TIMELINESS })
  timeliness: Timeliness;

  @ApiProperty({ enum: STATES })
  state: ReportState;

  @ApiProperty({ description: 'The doctor has asked the guardian to decide; nobody can do so twice.' })
  escalated: boolean;

  @IntField(VERSION)
  version: number;
}

export class ReporterDto {
  @IdField()
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({ type: String, nullable: true })
  email: string | null;

  @ApiProperty()
  gradeName: string;
}

export class ReportDecisionDto {
  @ApiProperty({ enum: ['approved', 'refused'] })
  outcome: 'approved' | 'refused';

  @ApiProperty({ enum: CHOICES, nullable: true, type: String })
  compensation: Choice | null;

  @IntField(MINUTES)
  compensatedMin: number;

  @ApiProperty()
  reason: string;

  @ApiProperty({ description: 'Why it is time off although the doctor wanted pay; empty: it is not.' })
  safetyReason: string;

  @ApiProperty({ type: String, format: 'date-time' })
  decidedAt: string;
}

export class ExceptionReportDto extends ExceptionReportItemDto {
  @ApiProperty({ type: ReporterDto })
  reporter: ReporterDto;

  @IdField()
  unitId: string;

  @IdField({ nullable: true })
  assignmentId: string | null;

  @InstantField({ nullable: true })
  plannedStartsAt: string | null;

  @InstantField({ nullable: true })
  plannedEndsAt: string | null;

  @InstantField({ nullable: true })
  actualStartsAt: string | null;

  @InstantField({ nullable: true })
  actualEndsAt: string | null;

  @ApiProperty({ type: Number, nullable: true })
  missedBreakMin: number | null;

  @ApiProperty()
  whatHappened: string;

  @ApiProperty({ enum: CHOICES, nullable: true, type: String })
  choice: Choice | null;

  @ApiProperty({ description: 'What the doctor asks the guardian to look at; empty: they have not asked.' })
  escalationReason: string;

  @ApiProperty({ type: ReportDecisionDto, nullable: true, description: 'The last one; null: none yet.' })
  decision: ReportDecisionDto | null;
}

export class ExceptionReportPage extends PageOf(ExceptionReportItemDto) {}
export class OwnExceptionReportPage extends PageOf(ExceptionReportDto) {}

export class ExceptionReportQuery extends PageQuery {
  @BooleanField({ optional: true, query: true, description: 'True: those that wait; false: the others.' })
  open?: boolean;
}

export class ReportDecisionInput {
  @OneOfField(['approved', 'refused'])
  outcome: 'approved' | 'refused';

  @OneOfField(CHOICES, {
    nullable: true,
    description: "The doctor's choice; time off instead of pay only with a safetyReason. Null when refused.",
  })
  compensation: Choice | null;

  @IntField({ ...MINUTES, description: '0 when refused, or where no time is owed.' })
  compensatedMin: number;

  @TextField({
    min: 0,
    max: 2000,
    optional: true,
    description:
      'Needed for a refusal, for fewer minutes than reported, and for what is to be done about education.',
  })
  reason = '';

  @TextField({ min: 0, max: 2000, optional: true, description: 'Why safety demands time off.' })
  safetyReason = '';
}

export class EscalationInput {
  @TextField({ max: 2000, description: 'What the guardian should look at.' })
  reason: string;
}

/** What somebody did with a report. */
export class ReportEventDto {
  @IdField()
  id: string;

  @ApiProperty({ enum: EVENTS })
  event: ReportEvent;

  @ApiProperty({ type: String, format: 'date-time' })
  at: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({ description: 'What they did it as.' })
  role: string;
}

export class ReportEventPage extends PageOf(ReportEventDto) {}

export class ReportTermDto {
  @ApiProperty({ enum: TERM_CODES })
  code: TermCode;

  @ApiProperty({ type: 'integer' })
  value: number;

  @ApiProperty({ enum: ['days', 'minutes'] })
  unit: 'days' | 'minutes';

  @ApiProperty({ enum: ['C', 'M'], description: 'C: read on an official page; M: not confirmed.' })
  evidence: Evidence;

  @ApiProperty()
  source: string;
}

export class ReportTermsDto {
  @DateField()
  effectiveFrom: string;

  @ApiProperty({ type: [ReportTermDto] })
  terms: ReportTermDto[];
}

export class KindCountDto {
  @ApiProperty({ enum: KINDS })
  kind: ReportKind;

  @ApiProperty({ type: 'integer' })
  reports: number;
}

export class QuarterCountDto {
  @ApiProperty({ example: '2026-Q2' })
  quarter: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Null: so few, or none, that somebody could be told from it.',
  })
  reports: number | null;

  @ApiProperty({ type: [KindCountDto], nullable: true })
  kinds: KindCountDto[] | null;
}

export class ReportCountsDto {
  @IdField()
  unitId: string;

  @ApiProperty({
    type: [QuarterCountDto],
    description: 'Quarters of which no more can be reported, newest first.',
  })
  quarters: QuarterCountDto[];
}

export class ReportCountsQuery {
  @IdField()
  unitId: string;
}
