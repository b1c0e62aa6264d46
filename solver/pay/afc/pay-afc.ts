import { exactWte, Fraction } from '../exact.js';
import { EMPTY_LEDGER, type Ledger, ledgerEntry, type LedgerEntry, type ShiftHours } from '../ledger.js';
import { type PaidDays, type PayLine, type PayShift } from '../pay-line.js';
import { datesOf, daysWithin, segments, tableNote } from '../segments.js';
import { afcTables, type BandPoint } from '../tables/afc.tables.js';
import { type AfcTerms, afcTerms } from '../tables/afc.terms.js';
import { inForce, pointOf } from '../tables/table.js';
import { percent, pounds } from '../words.js';
import { unsocialMinutes } from './unsocial-hours.js';

const DAYS_PER_WEEK = 7;
const NIGHTS_AND_SATURDAYS = 'afc.nights-and-saturdays';
const SUNDAYS_AND_HOLIDAYS = 'afc.sundays-and-public-holidays';

interface Stretch extends PaidDays {
  readonly line: PayLine;
  readonly point: BandPoint;
  readonly terms: AfcTerms;
}

/** Pay under Agenda for Change: the salary of the days, and unsocial hours of each shift that starts on them. */
export function payAfc(line: PayLine, period: PaidDays): Ledger {
  const paid = daysWithin(line, period);
  if (paid === null) return EMPTY_LEDGER;
  const notes = new Set<string>();
  const ledgers = segments(line, paid, [...afcTables, ...afcTerms]).map((days) => {
    const { from, to } = datesOf(line, days);
    const table = inForce(afcTables, from, 'pay table of Agenda for Change');
    const terms = inForce(afcTerms, from, 'version of the unsocial hours of Agenda for Change');
    const stretch = { ...days, line, terms, point: pointOf(table, line.payPoint) };
    tableNote(table, to).forEach((note) => notes.add(note));
    const paidShifts = ownShifts(stretch).map((shift) => paidShift(stretch, shift));
    paidShifts.flatMap((each) => each.notes).forEach((note) => notes.add(note));
    return {
      entries: [basicPay(stretch), ...paidShifts.flatMap(({ entries }) => entries)],
      shifts: paidShifts.map(({ hours }) => hours),
    };
  });
  return {
    entries: ledgers.flatMap(({ entries }) => entries),
    shifts: ledgers.flatMap(({ shifts }) => shifts),
    notes: [...notes],
  };
}

function ownShifts({ line, firstDay, lastDay }: Stretch): PayShift[] {
  return line.shifts
    .filter(({ dayIndex }) => firstDay <= dayIndex && dayIndex <= lastDay)
    .toSorted((a, b) => a.startMin - b.startMin);
}

function basicPay({ line, point, terms, firstDay, lastDay }: Stretch): LedgerEntry {
  return ledgerEntry({
    element: 'afc.basic-pay',
    ...datesOf(line, { firstDay, lastDay }),
    quantity: new Fraction(lastDay - firstDay + 1, DAYS_PER_WEEK),
    rate: new Fraction(point.annualPence).mul(exactWte(line.wte)).div(terms.weeksPerYear),
    working: `${pounds(point.annualPence)} a year (${point.name}) / ${terms.weeksPerYear} weeks × ${line.wte} WTE`,
    shiftIds: [],
  });
}

interface PaidShift {
  readonly hours: ShiftHours;
  readonly entries: readonly LedgerEntry[];
  readonly notes: readonly string[];
}

function paidShift(stretch: Stretch, shift: PayShift): PaidShift {
  const { onCall } = shift;
  if (onCall !== null && onCall.called === null) return unknownOnCall(shift);
  const worked = { ...shift, ...onCall?.called };
  const minutes = unsocialMinutes(worked, stretch.line.days, stretch.terms);
  const { nightAndSaturdayPercent, sundayAndHolidayPercent } = bandRates(stretch);
  const parts = [
    {
      element: NIGHTS_AND_SATURDAYS,
      part: 'weekday-night',
      minutes: minutes.weekdayNight,
      rate: nightAndSaturdayPercent,
    },
    {
      element: NIGHTS_AND_SATURDAYS,
      part: 'saturday',
      minutes: minutes.saturday,
      rate: nightAndSaturdayPercent,
    },
    {
      element: SUNDAYS_AND_HOLIDAYS,
      part: 'sunday-or-public-holiday',
      minutes: minutes.sundayOrHoliday,
      rate: sundayAndHolidayPercent,
    },
  ] as const;
  const enhanced = parts.filter((part) => part.minutes > 0);
  const date = stretch.line.days[shift.dayIndex]!.date;
  return {
    hours: {
      shiftId: shift.id,
      workMin: worked.endMin - worked.startMin - shift.unpaidBreakMin,
      enhanced: enhanced.map(({ element, part, minutes: length }) => ({ element, part, minutes: length })),
    },
    entries: enhanced.map(({ element, part, minutes: length, rate }) =>
      ledgerEntry({
        element,
        from: date,
        to: date,
        quantity: new Fraction(length, 60),
        rate: hourlyRate(stretch).mul(percent(rate)),
        working: `${PART_WORDS[part]}: ${rate} % of the hourly rate of ${stretch.point.name}`,
        shiftIds: [shift.id],
      }),
    ),
    notes: [],
  };
}

const PART_WORDS = {
  'weekday-night': 'Weekday hours from 20:00 to 06:00, or all of them when most of the shift is',
  saturday: 'Saturday',
  'sunday-or-public-holiday': 'Sunday or public holiday',
} as const;

/** What on-call pays under Agenda for Change is agreed locally. */
function unknownOnCall({ id, onCall }: PayShift): PaidShift {
  return {
    hours: { shiftId: id, workMin: onCall?.estimate?.workMin ?? null, enhanced: [] },
    entries: [],
    notes: ['On-call under Agenda for Change is paid by local agreement; nothing is worked out for it here.'],
  };
}

function hourlyRate({ point, terms }: Stretch): Fraction {
  return new Fraction(point.annualPence).div(terms.weeksPerYear).div(terms.hoursPerWeek);
}

function bandRates({ point, terms }: Stretch): AfcTerms['bands'][number] {
  const rates = terms.bands.find(({ lowest, highest }) => lowest <= point.band && point.band <= highest);
  if (rates === undefined) throw new RangeError(`no unsocial rates for band ${point.band}`);
  return rates;
}
