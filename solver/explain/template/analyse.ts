import { RuleError } from '../../rules/index.js';
import { isLong, isNight } from './cycle-problem.js';
import { type TemplateFault, templateFaults } from './faults.js';
import {
  type CheckOptions,
  estimateMissing,
  judgeLine,
  type NotJudged,
  type TemplateViolation,
} from './judge-line.js';
import {
  DAYS_PER_WEEK,
  MINUTES_PER_DAY,
  shiftOn,
  type Template,
  type TemplateLine,
  type TemplateShift,
} from './template.js';

/** What a line is like, averaged over its cycle, and every rule that it breaks. Hours are hours, not minutes. */
export interface LineAnalysis {
  readonly line: string;
  readonly weeks: number;
  readonly wte: number;
  /** Null where on-call has no estimate of work. */
  readonly averageWeeklyHours: number | null;
  /** Null without an estimate of work or of leave. */
  readonly averageWeeklyHoursWithProspectiveCover: number | null;
  /** Hours of the shifts that begin in each week of the cycle; null where on-call has no estimate of work. */
  readonly weeklyHours: readonly number[] | null;
  /** Weekends worked of all weekends: 0.25 is 1 in 4. */
  readonly weekendFrequency: number;
  readonly weekendsWorked: number;
  readonly shifts: number;
  readonly nights: number;
  readonly longShifts: number;
  readonly onCallPeriods: number;
  readonly violations: readonly TemplateViolation[];
  readonly notJudged: readonly NotJudged[];
}

/** The share of a full-time line that falls to somebody who works less than full time. */
export interface LtftShare {
  readonly wte: number;
  readonly averageWeeklyHours: number | null;
  readonly weekends: number;
  readonly nights: number;
  readonly longShifts: number;
  readonly onCallPeriods: number;
}

export interface TemplateAnalysis {
  /** `doctors2016@2019-08-07`. */
  readonly pack: string;
  /** Doctors that it stands for: a single line is worked by as many as it has weeks, each a week on. */
  readonly doctors: number;
  /** Mean of the lines; null where a line has none. */
  readonly averageWeeklyHours: number | null;
  readonly lines: readonly LineAnalysis[];
}

const WEEKS_IN_YEAR = 52;
/** Who works at night on a third of their shifts does so as a normal course (M). */
const NIGHTS_OF_A_NIGHT_WORKER = 1 / 3;

/** A template that cannot be judged, with all its faults at once. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(readonly faults: readonly TemplateFault[]) {
    super(faults.map(({ place, message }) => `${place}: ${message}`).join('\n'));
  }
}

/**
 * @throws TemplateError with every fault of the template.
 * @throws RuleError for prospective cover that makes no sense.
 */
export function analyseTemplate(template: Template, options: CheckOptions): TemplateAnalysis {
  const faults = templateFaults(template);
  if (faults.length > 0) throw new TemplateError(faults);
  checkCover(options);
  const lines = template.lines.map((line) => analyseLine(template, line, options));
  const hours = lines.map(({ averageWeeklyHours }) => averageWeeklyHours);
  const known = hours.filter((each) => each !== null);
  const { pack } = options;
  return {
    pack: `${pack.code}@${pack.effectiveFrom}`,
    doctors: lines.length === 1 ? lines[0]!.weeks : lines.length,
    averageWeeklyHours:
      known.length < hours.length ? null : known.reduce((sum, each) => sum + each, 0) / known.length,
    lines,
  };
}

function checkCover({ prospectiveCover }: CheckOptions): void {
  if (prospectiveCover === undefined) return;
  const { leaveWeeksPerYear, leaveWeekMin } = prospectiveCover;
  if (!(leaveWeeksPerYear >= 0 && leaveWeeksPerYear < WEEKS_IN_YEAR))
    throw new RuleError(
      `weeks of leave must be from 0 to below ${WEEKS_IN_YEAR} a year, not ${leaveWeeksPerYear}`,
    );
  if (!(leaveWeekMin >= 0 && leaveWeekMin <= DAYS_PER_WEEK * MINUTES_PER_DAY))
    throw new RuleError(`hours of a week of leave must be from 0 to 168, not ${leaveWeekMin / 60}`);
}

function analyseLine(template: Template, line: TemplateLine, options: CheckOptions): LineAnalysis {
  const days = line.weeks.length * DAYS_PER_WEEK;
  const shifts = Array.from({ length: days }, (_, day) => shiftOn(template, line, day));
  const worked = shifts.filter((shift) => shift !== null);
  const nights = worked.filter(isNight).length;
  const weekendsWorked = countWeekends(shifts);
  const nightWorker = options.nightWorker ?? nights >= worked.length * NIGHTS_OF_A_NIGHT_WORKER;
  const verdict = judgeLine(template, line, { ...options, nightWorker: nightWorker && nights > 0 });
  return {
    line: line.name,
    weeks: line.weeks.length,
    wte: line.wte,
    ...averages(worked, line.weeks.length, options),
    weeklyHours: weeklyHours(shifts),
    weekendFrequency: weekendsWorked / line.weeks.length,
    weekendsWorked,
    shifts: worked.length,
    nights,
    longShifts: worked.filter(isLong).length,
    onCallPeriods: worked.filter(({ nonResidentOnCall }) => nonResidentOnCall).length,
    violations: verdict.violations,
    notJudged: withAverage(worked, verdict.notJudged),
  };
}

/** D / B, and with E = leave weeks a year × B / 52 of C hours each: (D − E·C) / (B − E). */
function averages(
  worked: readonly TemplateShift[],
  weeks: number,
  { prospectiveCover }: CheckOptions,
): Pick<LineAnalysis, 'averageWeeklyHours' | 'averageWeeklyHoursWithProspectiveCover'> {
  let minutes = 0;
  for (const { workMin } of worked) {
    if (workMin === null) return { averageWeeklyHours: null, averageWeeklyHoursWithProspectiveCover: null };
    minutes += workMin;
  }
  const average = minutes / weeks / 60;
  if (prospectiveCover === undefined)
    return { averageWeeklyHours: average, averageWeeklyHoursWithProspectiveCover: null };
  const leaveWeeks = (prospectiveCover.leaveWeeksPerYear * weeks) / WEEKS_IN_YEAR;
  return {
    averageWeeklyHours: average,
    averageWeeklyHoursWithProspectiveCover:
      (minutes - leaveWeeks * prospectiveCover.leaveWeekMin) / (weeks - leaveWeeks) / 60,
  };
}

function weeklyHours(shifts: readonly (TemplateShift | null)[]): number[] | null {
  const hours: number[] = [];
  for (const [day, shift] of shifts.entries()) {
    const workMin = shift === null ? 0 : shift.workMin;
    if (workMin === null) return null;
    const week = Math.floor(day / DAYS_PER_WEEK);
    hours[week] = (hours[week] ?? 0) + workMin / 60;
  }
  return hours;
}

/** A pack may have no rule on hours; that there is no average is told all the same. */
function withAverage(
  worked: readonly TemplateShift[],
  notJudged: readonly NotJudged[],
): readonly NotJudged[] {
  const codes = [...new Set(worked.filter(({ workMin }) => workMin === null).map(({ code }) => code))];
  if (codes.length === 0) return notJudged;
  return [
    { rule: 'averageWeeklyHours', reason: estimateMissing(codes.join(', '), 'work_hours') },
    ...notJudged,
  ];
}

const FRIDAY = 4;

/** Weekends with any work from Saturday 00:01 to Sunday 23:59; the first days also see what ran over from the cycle's end. */
function countWeekends(shifts: readonly (TemplateShift | null)[]): number {
  let count = 0;
  for (let monday = 0; monday < shifts.length; monday += DAYS_PER_WEEK) {
    const [friday = null, saturday = null, sunday = null] = shifts.slice(monday + FRIDAY);
    const late = friday !== null && friday.startMin + friday.lengthMin > MINUTES_PER_DAY + 1;
    const onSunday = sunday !== null && sunday.startMin < MINUTES_PER_DAY - 1;
    if (late || saturday !== null || onSunday) count++;
  }
  return count;
}

/** What falls to somebody of a whole time equivalent, pro rata of a full-time line. */
export function ltftShare(line: LineAnalysis, wte: number): LtftShare {
  if (!(wte > 0 && wte <= 1)) throw new RuleError(`wte must be above 0 and at most 1, not ${wte}`);
  const share = (value: number): number => Math.round(value * wte * 1000) / 1000;
  return {
    wte,
    averageWeeklyHours: line.averageWeeklyHours === null ? null : share(line.averageWeeklyHours),
    weekends: share(line.weekendsWorked),
    nights: share(line.nights),
    longShifts: share(line.longShifts),
    onCallPeriods: share(line.onCallPeriods),
  };
}
