import { exactWte, Fraction, ZERO } from '../exact.js';
import { type ShiftHours } from '../ledger.js';
import { type PayLine, type PayShift } from '../pay-line.js';
import { type Doctors2016Terms } from '../tables/doctors2016.terms.js';
import { nightParts } from './night-enhancement.js';
import { fullTimeFrequency, type Weekends, weekendsOf } from './weekends.js';

const DAYS_PER_WEEK = 7;
const NIGHT = 'doctors2016.night-enhancement';

/** Averages of a line: what a work schedule states, and what pay is worked out from. Exact, in minutes a week. */
export interface LineFigures {
  /** Days of the line that averages are taken over: all but leave. */
  readonly countedDays: number;
  readonly shifts: readonly ShiftHours[];
  /** Null: the hours of some on-call are not known, or the whole line is leave. */
  readonly averages: LineAverages | null;
  readonly weekends: Weekends;
  /** Of the full-time line. */
  readonly weekendFrequency: Fraction | null;
  readonly onCallShiftIds: readonly string[];
  /** On-call periods without an estimate of work. */
  readonly unknownShiftIds: readonly string[];
}

export interface LineAverages {
  readonly workMin: Fraction;
  readonly enhancedMin: Fraction;
  /** Above 40 h, as far as it is paid. */
  readonly additionalMin: Fraction;
  /** Above what the contract lets be rostered: paid by no clause of a work schedule. */
  readonly unpaidMin: Fraction;
}

export function doctorFigures(line: PayLine, terms: Doctors2016Terms): LineFigures {
  const shifts = line.shifts
    .toSorted((a, b) => a.startMin - b.startMin)
    .map((shift) => shiftHours(shift, line, terms));
  const weekends = weekendsOf(line);
  const countedDays = daysCounted(line);
  return {
    countedDays,
    shifts,
    averages: averagesOf(line, shifts, countedDays, terms),
    weekends,
    weekendFrequency: fullTimeFrequency(weekends, line.wte),
    onCallShiftIds: line.shifts.filter(({ onCall }) => onCall !== null).map(({ id }) => id),
    unknownShiftIds: shifts.filter(({ workMin }) => workMin === null).map(({ shiftId }) => shiftId),
  };
}

function daysCounted({ firstDay, lastDay, leaveDays, shifts }: PayLine): number {
  const worked = new Set(shifts.map(({ dayIndex }) => dayIndex));
  const away = new Set(leaveDays.filter((day) => day >= firstDay && day <= lastDay && !worked.has(day)));
  return lastDay - firstDay + 1 - away.size;
}

function shiftHours(shift: PayShift, { days }: PayLine, terms: Doctors2016Terms): ShiftHours {
  const { id: shiftId, onCall } = shift;
  if (onCall !== null && onCall.called === null) {
    const { estimate } = onCall;
    return { shiftId, workMin: estimate?.workMin ?? null, enhanced: estimated(estimate?.enhancedMin ?? 0) };
  }
  const worked = { ...shift, ...onCall?.called };
  const enhanced = nightParts(worked, days, terms).map((part) => ({ element: NIGHT, ...part }) as const);
  return { shiftId, workMin: worked.endMin - worked.startMin - shift.unpaidBreakMin, enhanced };
}

function estimated(minutes: number): ShiftHours['enhanced'] {
  return minutes === 0 ? [] : [{ element: NIGHT, part: 'on-call-estimate', minutes }];
}

function averagesOf(
  { wte, optedOut }: PayLine,
  shifts: readonly ShiftHours[],
  countedDays: number,
  terms: Doctors2016Terms,
): LineAverages | null {
  if (countedDays === 0) return null;
  let workTotal = 0;
  let enhancedTotal = 0;
  for (const { workMin, enhanced } of shifts) {
    if (workMin === null) return null;
    workTotal += workMin;
    enhancedTotal += enhanced.reduce((total, { minutes }) => total + minutes, 0);
  }
  const weekly = (minutes: number): Fraction => new Fraction(minutes * DAYS_PER_WEEK, countedDays);
  const share = exactWte(wte).mul(60);
  const bought = share.mul(terms.basicHoursPerWeek);
  const limit = share.mul(optedOut ? terms.paidUpToHoursPerWeekOptedOut : terms.paidUpToHoursPerWeek);
  const workMin = weekly(workTotal);
  return {
    workMin,
    enhancedMin: weekly(enhancedTotal),
    additionalMin: positive((workMin.gt(limit) ? limit : workMin).sub(bought)),
    unpaidMin: positive(workMin.sub(limit)),
  };
}

function positive(value: Fraction): Fraction {
  return value.lt(ZERO) ? ZERO : value;
}
