import { type MyShift } from '../api/types';
import { type DateFields } from '../common/date-field';
import { addDays, dateFromParts } from '../common/dates';
import { londonInstant, londonTime } from '../common/london';
import { type FieldProblem } from '../common/problems';
import { type Choice, type ReportKind } from './types';

const MS_PER_MIN = 60_000;

export interface ReportFields {
  /** Empty: none of the published shifts. */
  shiftId: string;
  date: DateFields;
  plannedFrom: string;
  plannedTo: string;
  kind: ReportKind;
  from: string;
  to: string;
  breakMin: string;
  whatHappened: string;
  choice: Choice | '';
  safety: boolean;
}

export interface ReportBody {
  kind: ReportKind;
  immediateSafetyConcern: boolean;
  date: string;
  assignmentId: string | null;
  plannedStartsAt: string | null;
  plannedEndsAt: string | null;
  actualStartsAt: string | null;
  actualEndsAt: string | null;
  missedBreakMin: number | null;
  whatHappened: string;
  choice: Choice | null;
}

/** Which element of the form stands for which member of the request. */
export const FIELDS = {
  assignmentId: 'report-shift',
  date: 'report-date-day',
  plannedStartsAt: 'report-planned-from',
  plannedEndsAt: 'report-planned-to',
  actualStartsAt: 'report-from',
  actualEndsAt: 'report-to',
  missedBreakMin: 'report-break',
  whatHappened: 'report-words',
  choice: 'report-choice-1',
};

/** The form for a shift, with the times at which it was planned. */
export function fieldsFor(shift: MyShift | undefined): ReportFields {
  return {
    shiftId: shift?.assignmentId ?? '',
    date: {},
    plannedFrom: '',
    plannedTo: '',
    kind: 'hours',
    ...timesOf(shift),
    breakMin: '30',
    whatHappened: '',
    choice: '',
    safety: false,
  };
}

/** The planned times of a shift as the form has them. */
export function timesOf(shift: MyShift | undefined): Pick<ReportFields, 'from' | 'to'> {
  if (shift === undefined) return { from: '', to: '' };
  return { from: londonTime(shift.startsAt).time, to: londonTime(shift.endsAt).time };
}

/** True for kinds of which the doctor says when they began and ended. */
export function hasTimes(kind: ReportKind): boolean {
  return kind === 'hours' || kind === 'pattern';
}

/** Work beyond the plan, as far as the form says; null: it does not say yet. */
export function extraMin(fields: ReportFields, shift: MyShift | undefined): number | null {
  const { body } = reportFrom({ ...fields, whatHappened: 'x', choice: 'pay' }, shift);
  if (body === null) return null;
  if (body.missedBreakMin !== null) return body.missedBreakMin;
  const planned = shift ?? { startsAt: body.plannedStartsAt, endsAt: body.plannedEndsAt };
  const actual = { startsAt: body.actualStartsAt, endsAt: body.actualEndsAt };
  return Math.max(0, lengthMin(actual) - lengthMin(planned));
}

/** The report, or what is missing for it. An end that is not after the start is on the next day. */
export function reportFrom(
  fields: ReportFields,
  shift: MyShift | undefined,
): { body: ReportBody | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const date = shift?.date ?? dateFromParts(fields.date);
  if (date === null)
    problems.push({ field: FIELDS.date, message: 'Enter the day as a real date, like 5 8 2026' });
  const day = date ?? '2026-01-01';
  const planned = shift === undefined ? plannedOf(fields, day, problems) : NO_SPAN;
  const actual = hasTimes(fields.kind)
    ? spanOf(fields.from, fields.to, day, { from: FIELDS.actualStartsAt, to: FIELDS.actualEndsAt }, problems)
    : NO_SPAN;
  const missedBreakMin = fields.kind === 'missed-break' ? breakOf(fields, problems) : null;
  if (fields.whatHappened.trim() === '') {
    problems.push({ field: FIELDS.whatHappened, message: 'Say what happened; a sentence is enough' });
  }
  if (problems.length > 0) return { body: null, problems };
  const times = {
    plannedStartsAt: planned.startsAt,
    plannedEndsAt: planned.endsAt,
    actualStartsAt: actual.startsAt,
    actualEndsAt: actual.endsAt,
  };
  const body = {
    kind: fields.kind,
    immediateSafetyConcern: fields.safety,
    date: day,
    assignmentId: shift?.assignmentId ?? null,
    ...times,
    missedBreakMin,
    whatHappened: fields.whatHappened.trim(),
    choice: fields.choice === '' ? null : fields.choice,
  };
  return { body, problems };
}

interface Span {
  startsAt: string | null;
  endsAt: string | null;
}

const NO_SPAN: Span = { startsAt: null, endsAt: null };

/** Nothing need have been planned; and of what is not about times it does not matter. */
function plannedOf(
  { kind, plannedFrom, plannedTo }: ReportFields,
  date: string,
  problems: FieldProblem[],
): Span {
  if (!hasTimes(kind) || `${plannedFrom}${plannedTo}`.trim() === '') return NO_SPAN;
  const ids = { from: FIELDS.plannedStartsAt, to: FIELDS.plannedEndsAt };
  return spanOf(plannedFrom, plannedTo, date, ids, problems);
}

function spanOf(
  from: string,
  to: string,
  date: string,
  ids: { from: string; to: string },
  problems: FieldProblem[],
): Span {
  const startsAt = londonInstant(date, from);
  const sameDay = londonInstant(date, to);
  const isNextDay = startsAt !== null && sameDay !== null && sameDay <= startsAt;
  const endsAt = isNextDay ? londonInstant(addDays(date, 1), to) : sameDay;
  if (startsAt === null) problems.push({ field: ids.from, message: 'Enter the start as a time, like 08:30' });
  if (endsAt === null) problems.push({ field: ids.to, message: 'Enter the end as a time, like 17:00' });
  return { startsAt, endsAt };
}

function breakOf({ breakMin }: ReportFields, problems: FieldProblem[]): number {
  if (!/^\s*[1-9]\d{0,2}\s*$/.test(breakMin)) {
    problems.push({
      field: FIELDS.missedBreakMin,
      message: 'Enter the minutes of break that you missed, like 30',
    });
  }
  return Number(breakMin);
}

function lengthMin({ startsAt, endsAt }: Span): number {
  if (startsAt === null || endsAt === null) return 0;
  return Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / MS_PER_MIN);
}
