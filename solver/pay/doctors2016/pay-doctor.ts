import { exactWte, Fraction, ZERO } from '../exact.js';
import { EMPTY_LEDGER, type Ledger, ledgerEntry, type LedgerEntry } from '../ledger.js';
import { type PaidDays, type PayLine } from '../pay-line.js';
import { datesOf, daysWithin, segments, tableNote } from '../segments.js';
import { doctors2016Tables, type NodalPoint } from '../tables/doctors2016.tables.js';
import { type Doctors2016Terms, doctors2016Terms } from '../tables/doctors2016.terms.js';
import { inForce, pointOf } from '../tables/table.js';
import { hours, percent, pounds } from '../words.js';
import { doctorFigures, type LineFigures } from './figures.js';
import { weekendPercent } from './weekends.js';

const DAYS_PER_WEEK = 7;

/** What one stretch of days is paid from: nothing changes inside it. */
interface Stretch extends PaidDays {
  readonly line: PayLine;
  readonly figures: LineFigures;
  readonly point: NodalPoint;
  readonly terms: Doctors2016Terms;
}

/**
 * Pay of a resident doctor on the 2016 contract: the averages of the whole line, for the days that are paid.
 * Paying a period in parts comes to the same exact sum.
 */
export function payDoctor(line: PayLine, period: PaidDays): Ledger {
  const paid = daysWithin(line, period);
  if (paid === null) return EMPTY_LEDGER;
  const dated = [...doctors2016Tables, ...doctors2016Terms];
  const notes = new Set<string>();
  const ledgers = segments(line, paid, dated).map((days) => {
    const { from } = datesOf(line, days);
    const table = inForce(doctors2016Tables, from, 'pay table of resident doctors');
    const terms = inForce(doctors2016Terms, from, 'version of the pay clauses of the 2016 contract');
    const stretch = {
      ...days,
      line,
      terms,
      point: pointOf(table, line.payPoint),
      figures: doctorFigures(line, terms),
    };
    [...tableNote(table, datesOf(line, days).to), ...figureNotes(stretch)].forEach((note) => notes.add(note));
    return { entries: entriesOf(stretch), shifts: ownShifts(stretch) };
  });
  return {
    entries: ledgers.flatMap(({ entries }) => entries),
    shifts: ledgers.flatMap(({ shifts }) => shifts),
    notes: [...notes],
  };
}

function entriesOf(stretch: Stretch): LedgerEntry[] {
  return [
    basicPay(stretch),
    ...additionalHours(stretch),
    ...nightEnhancement(stretch),
    ...weekendAllowance(stretch),
    ...onCallAvailability(stretch),
  ];
}

function ownShifts({ line, figures, firstDay, lastDay }: Stretch): LineFigures['shifts'] {
  const own = new Set(
    line.shifts.filter(({ dayIndex }) => firstDay <= dayIndex && dayIndex <= lastDay).map(({ id }) => id),
  );
  return figures.shifts.filter(({ shiftId }) => own.has(shiftId));
}

function weeksOf({ firstDay, lastDay }: PaidDays): Fraction {
  return new Fraction(lastDay - firstDay + 1, DAYS_PER_WEEK);
}

function hourlyRate({ point, terms }: Stretch): Fraction {
  return new Fraction(point.annualPence).div(terms.weeksPerYear).div(terms.basicHoursPerWeek);
}

/** Pence a week of a share of basic pay. */
function weeklyShare({ point, terms, line }: Stretch, share: Fraction): Fraction {
  return new Fraction(point.annualPence).mul(exactWte(line.wte)).mul(share).div(terms.weeksPerYear);
}

function basicPay(stretch: Stretch): LedgerEntry {
  const { line, point, terms } = stretch;
  return ledgerEntry({
    element: 'doctors2016.basic-pay',
    ...datesOf(line, stretch),
    quantity: weeksOf(stretch),
    rate: weeklyShare(stretch, new Fraction(1)),
    working: `${pounds(point.annualPence)} a year (${point.name}) / ${terms.weeksPerYear} weeks × ${line.wte} WTE`,
    shiftIds: [],
  });
}

function additionalHours(stretch: Stretch): LedgerEntry[] {
  const { line, figures, terms } = stretch;
  const { averages } = figures;
  if (averages === null || averages.additionalMin.equals(ZERO)) return [];
  const bought = exactWte(line.wte).mul(terms.basicHoursPerWeek).mul(60);
  const working = `${hours(averages.workMin)} a week on average, of which basic pay buys ${hours(bought)}: ${hours(averages.additionalMin)} a week`;
  return [
    ledgerEntry({
      element: 'doctors2016.additional-hours',
      ...datesOf(line, stretch),
      quantity: averages.additionalMin.div(60).mul(weeksOf(stretch)),
      rate: hourlyRate(stretch),
      working,
      shiftIds: figures.shifts.map(({ shiftId }) => shiftId),
    }),
  ];
}

function nightEnhancement(stretch: Stretch): LedgerEntry[] {
  const { line, figures, terms } = stretch;
  const { averages } = figures;
  if (averages === null || averages.enhancedMin.equals(ZERO)) return [];
  return [
    ledgerEntry({
      element: 'doctors2016.night-enhancement',
      ...datesOf(line, stretch),
      quantity: averages.enhancedMin.div(60).mul(weeksOf(stretch)),
      rate: hourlyRate(stretch).mul(percent(terms.nightPercent)),
      working: `${hours(averages.enhancedMin)} enhanced a week on average, ${terms.nightPercent} % of the hourly rate`,
      shiftIds: figures.shifts.filter(({ enhanced }) => enhanced.length > 0).map(({ shiftId }) => shiftId),
    }),
  ];
}

function weekendAllowance(stretch: Stretch): LedgerEntry[] {
  const { line, figures, terms } = stretch;
  const { weekends, weekendFrequency } = figures;
  const allowed = weekendFrequency === null ? 0 : weekendPercent(weekendFrequency, terms);
  if (allowed === 0) return [];
  const share = line.wte === 1 ? '' : ` at ${line.wte} WTE`;
  return [
    ledgerEntry({
      element: 'doctors2016.weekend-allowance',
      ...datesOf(line, stretch),
      quantity: weeksOf(stretch),
      rate: weeklyShare(stretch, percent(allowed)),
      working: `${weekends.worked} of ${weekends.total} weekends${share}: ${allowed} % of basic pay`,
      shiftIds: weekends.shiftIds,
    }),
  ];
}

function onCallAvailability(stretch: Stretch): LedgerEntry[] {
  const { line, figures, point, terms } = stretch;
  if (figures.onCallShiftIds.length === 0) return [];
  const { onCallAvailabilityPence } = point;
  return [
    ledgerEntry({
      element: 'doctors2016.on-call-availability',
      ...datesOf(line, stretch),
      quantity: weeksOf(stretch),
      rate: new Fraction(onCallAvailabilityPence).mul(exactWte(line.wte)).div(terms.weeksPerYear),
      working: `${pounds(onCallAvailabilityPence)} a year as printed / ${terms.weeksPerYear} weeks × ${line.wte} WTE`,
      shiftIds: figures.onCallShiftIds,
    }),
  ];
}

function figureNotes({ figures, terms, line }: Stretch): string[] {
  const { averages, unknownShiftIds, countedDays } = figures;
  const notes: string[] = [];
  if (unknownShiftIds.length > 0) {
    notes.push(
      `Nobody has said how much of ${unknownShiftIds.length} on-call ${unknownShiftIds.length === 1 ? 'period' : 'periods'} is work, so average hours, additional hours and night enhancement are not paid: give an estimate of work.`,
    );
  } else if (countedDays === 0) {
    notes.push('The whole line is leave, so there are no hours to average: only basic pay is paid.');
  }
  if (averages?.unpaidMin.gt(ZERO) === true) {
    const limit = line.optedOut ? terms.paidUpToHoursPerWeekOptedOut : terms.paidUpToHoursPerWeek;
    notes.push(
      `${hours(averages.workMin)} a week on average are ${hours(averages.unpaidMin)} above the ${limit} h that may be rostered${line.wte === 1 ? '' : ` (× ${line.wte} WTE)`}; no clause of a work schedule pays them.`,
    );
  }
  return notes;
}
