import {
  type Ledger,
  mergeLedgers,
  payLine,
  PayError,
  type PayLine,
  type PayScheme,
  paySchemeOf,
  type PayShift,
} from '../../../../solver/pay/index.js';
import { addDays, dateInWords, rotaClock, type RotaClock } from '../../rotas/problem/rota-clock.js';
import { common, type PayrollInput, type PayrollPerson, type Period } from './payroll-input.js';
import { workDone, type WorkDone, workMinutes } from './work-done.js';

const LEAD_DAYS = 1;
/** Work that begins late on the last day ends on the second day after at the latest. */
const TAIL_DAYS = 2;

/** What a person has earned in a unit and period, and from what. */
export interface PersonPay {
  readonly person: PayrollPerson['person'];
  /** Contracts of their placements in the period. */
  readonly contractCodes: readonly string[];
  readonly payPoints: readonly string[];
  /** Of the shifts that start in the period, as far as it is known. */
  readonly workMin: number;
  readonly work: readonly WorkDone[];
  readonly ledger: Ledger;
}

type Placement = PayrollPerson['placements'][number];
type Terms = PayrollPerson['terms'][number];

/** Pays one person. What cannot be paid is a note of the ledger, never an error: the others are paid all the same. */
export function payPerson(input: PayrollInput, person: PayrollPerson): PersonPay {
  const work = workDone(person, input.basis);
  const placements = person.placements.filter((placement) => common(input, placement) !== null);
  const ledgers = placements.map((placement) => payPlacement(input, person, placement, work));
  const own = work.filter(({ date }) => input.from <= date && date <= input.to);
  const terms = person.terms.filter((term) => common(input, term) !== null);
  return {
    person: person.person,
    contractCodes: [...new Set(placements.map(({ contractCode }) => contractCode))],
    payPoints: [...new Set(terms.map(({ payPoint }) => payPoint))],
    workMin: own.reduce((total, each) => total + (workMinutes(each) ?? 0), 0),
    work: own,
    ledger: mergeLedgers([...outsidePlacements(own, placements), ...ledgers]),
  };
}

/** Nothing that was worked is left out without a word. */
function outsidePlacements(work: readonly WorkDone[], placements: readonly Placement[]): Ledger[] {
  const dates = work
    .map(({ date }) => date)
    .filter((date) => !placements.some((placement) => common({ from: date, to: date }, placement) !== null));
  if (dates.length === 0) return [];
  return [
    noted(
      `Work on ${dates.map(dateInWords).join(', ')} lies outside the placement and is not paid: correct the placement.`,
    ),
  ];
}

function payPlacement(
  input: PayrollInput,
  person: PayrollPerson,
  placement: Placement,
  work: readonly WorkDone[],
): Ledger {
  const days = common(input, placement);
  if (days === null) return mergeLedgers([]);
  const scheme = paySchemeOf(placement.contractCode);
  if (scheme === undefined) {
    return noted(`How the contract "${placement.contractCode}" pays is not known here: hours only.`);
  }
  const ledgers = scheme.averaged
    ? averagedLines(input, placement, days).map(({ line, rota }) =>
        mergeLedgers([
          ...(rota === null ? [noted(withoutRota(line))] : []),
          payByTerms(input, person, placement, { line, paid: common(days, asDates(line))!, scheme, work }),
        ]),
      )
    : [payByTerms(input, person, placement, { line: days, paid: days, scheme, work })];
  return mergeLedgers(ledgers);
}

interface Line {
  readonly line: Period;
  readonly rota: string | null;
}

/** Averages are taken over each published rota, as far as the placement lasts; days between rotas are lines without shifts. */
function averagedLines(input: PayrollInput, placement: Placement, days: Period): Line[] {
  const lines: Line[] = [];
  let next = days.from;
  for (const { name, firstDate, lastDate } of input.rotas) {
    const line = common({ from: firstDate, to: lastDate }, placement);
    if (line === null || line.to < days.from || line.from > days.to) continue;
    if (line.from > next) lines.push({ line: { from: next, to: addDays(line.from, -1) }, rota: null });
    lines.push({ line, rota: name });
    next = addDays(line.to, 1);
  }
  if (next <= days.to) lines.push({ line: { from: next, to: days.to }, rota: null });
  return lines;
}

interface Paid {
  /** The days that averages are taken over. */
  readonly line: Period;
  /** Those that are paid. */
  readonly paid: Period;
  readonly scheme: PayScheme;
  readonly work: readonly WorkDone[];
}

function payByTerms(input: PayrollInput, person: PayrollPerson, placement: Placement, what: Paid): Ledger {
  const terms = person.terms.flatMap((term) => {
    const days = common(what.paid, term);
    return days === null ? [] : [{ term, days }];
  });
  const unpaid = uncovered(
    what.paid,
    terms.map(({ days }) => days),
  );
  return mergeLedgers([
    ...unpaid.map(({ from, to }) =>
      noted(
        `No pay point is entered for ${inWords({ from, to })}, so these days are not paid: enter one (HR, Pay points).`,
      ),
    ),
    ...terms.map(({ term, days }) => payTerm(input, person, placement, { ...what, paid: days }, term)),
  ]);
}

function payTerm(
  input: PayrollInput,
  person: PayrollPerson,
  placement: Placement,
  { line, paid, scheme, work }: Paid,
  term: Terms,
): Ledger {
  const clock = rotaClock(
    addDays(line.from, -LEAD_DAYS),
    addDays(line.to, TAIL_DAYS),
    input.timeZone,
    input.bankHolidays,
  );
  const payable: PayLine = {
    days: clock.days,
    firstDay: LEAD_DAYS,
    lastDay: clock.dayIndex(line.to),
    shifts: work
      .filter(({ date }) => line.from <= date && date <= line.to)
      .map((each) => payShift(clock, each)),
    leaveDays: person.absences.flatMap((absence) => leaveDays(clock, common(line, absence))),
    wte: placement.wte,
    optedOut: term.optedOut,
    payPoint: term.payPoint,
  };
  try {
    return payLine(scheme, payable, {
      firstDay: clock.dayIndex(paid.from),
      lastDay: clock.dayIndex(paid.to),
    });
  } catch (error) {
    if (!(error instanceof PayError)) throw error;
    return noted(`${inWords(paid)} could not be paid: ${error.message}`);
  }
}

function payShift(clock: RotaClock, work: WorkDone): PayShift {
  const { id, date, startsAt, endsAt, unpaidBreakMin, onCall, estimate, called } = work;
  return {
    id,
    dayIndex: clock.dayIndex(date),
    startMin: clock.elapsedMin(startsAt),
    endMin: clock.elapsedMin(endsAt),
    unpaidBreakMin,
    onCall: onCall
      ? {
          estimate: estimate && { workMin: estimate.workMin, enhancedMin: estimate.enhancedMin },
          called: called && {
            startMin: clock.elapsedMin(called.startsAt),
            endMin: clock.elapsedMin(called.endsAt),
          },
        }
      : null,
  };
}

function leaveDays(clock: RotaClock, days: Period | null): number[] {
  if (days === null) return [];
  const first = clock.dayIndex(days.from);
  return Array.from({ length: clock.dayIndex(days.to) - first + 1 }, (_, index) => first + index);
}

/** Days of a period that none of others, which are sorted and do not overlap, covers. */
export function uncovered({ from, to }: Period, others: readonly Period[]): Period[] {
  const gaps: Period[] = [];
  let next = from;
  for (const other of others) {
    if (other.from > next) gaps.push({ from: next, to: addDays(other.from, -1) });
    next = addDays(other.to, 1);
  }
  return next <= to ? [...gaps, { from: next, to }] : gaps;
}

function asDates({ from, to }: Period): { firstDate: string; lastDate: string } {
  return { firstDate: from, lastDate: to };
}

function inWords({ from, to }: Period): string {
  return from === to ? dateInWords(from) : `${dateInWords(from)} to ${dateInWords(to)}`;
}

function withoutRota(line: Period): string {
  return `No rota is published for ${inWords(line)}: only basic pay is paid for these days.`;
}

function noted(note: string): Ledger {
  return { entries: [], shifts: [], notes: [note] };
}
