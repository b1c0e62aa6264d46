import {
  type Ledger,
  mergeLedgers,
  payElement,
  payLine,
  PayError,
  type PayScheme,
  paySchemeOf,
  totalsByElement,
} from '../../../../solver/pay/index.js';
import { addDays, dateInWords } from '../../rotas/problem/rota-clock.js';
import { uncovered } from '../../pay/payroll/pay-person.js';
import { common, type Period } from '../../pay/payroll/payroll-input.js';
import { lineDay, payLineOf } from './pattern-line.js';
import { type PayContent } from './schedule-content.js';
import { type ScheduleInput, type ScheduleTerm } from './schedule-input.js';

/** Basic pay of a year is paid in 52 weeks. */
const YEAR_DAYS = 364;

/** What the pattern is worth: for the days of the placement and, where it repeats, for 52 weeks. */
export function payOf(input: ScheduleInput): PayContent {
  const { placement, terms } = input;
  const scheme = paySchemeOf(placement.contractCode);
  if (scheme === undefined) throw new PayError(`How "${placement.contractCode}" pays is not known here.`);
  const days = paidDays(input);
  const ledger = mergeLedgers(terms.flatMap((term) => pay(input, scheme, term, common(days, term))));
  const year = yearOf(input, scheme);
  const yearPence = new Map(
    totalsByElement(year?.entries ?? []).map(({ element, pence }) => [element, pence]),
  );
  const elements = totalsByElement(ledger.entries).map(({ element, pence, entries }) => {
    const { name, clause, source, evidence } = payElement(element);
    const working = [...new Set(entries.map((entry) => entry.working))].join('; ');
    const own = year === null ? null : (yearPence.get(element) ?? 0);
    return { element, name, clause, source, evidence, working, pence, yearPence: own };
  });
  return {
    payPoints: [...new Set(terms.map(({ payPoint }) => payPoint))],
    ...days,
    elements,
    totalPence: elements.reduce((total, { pence }) => total + pence, 0),
    yearTotalPence: year === null ? null : [...yearPence.values()].reduce((total, pence) => total + pence, 0),
    notes: [...unpaidDays(days, terms), ...ledger.notes],
  };
}

/** The days of the placement for which the pattern is given; 52 weeks of them where they have no end. */
function paidDays({ placement, pattern }: ScheduleInput): Period {
  const from = placement.firstDate;
  const placed = { from, to: placement.lastDate ?? addDays(from, YEAR_DAYS - 1) };
  const days = common(placed, { firstDate: pattern.validFrom, lastDate: pattern.validTo });
  if (days !== null) return days;
  throw new PayError(`The pattern "${pattern.name}" is for no day of the placement.`);
}

/** 52 weeks from the first day by the first pay point. */
function yearOf(input: ScheduleInput, scheme: PayScheme): Ledger | null {
  const [term] = input.terms;
  if (input.pattern.source === 'roster' || term === undefined) return null;
  const from = input.placement.firstDate;
  return mergeLedgers(pay(input, scheme, term, { from, to: addDays(from, YEAR_DAYS - 1) }));
}

function pay(input: ScheduleInput, scheme: PayScheme, term: ScheduleTerm, days: Period | null): Ledger[] {
  if (days === null) return [];
  const { pattern } = input;
  const [firstDay, lastDay] = [lineDay(pattern, days.from), lineDay(pattern, days.to)];
  const turns = pattern.source === 'roster' ? 1 : Math.ceil(lastDay / pattern.cells.length);
  return [payLine(scheme, payLineOf(input, term, turns), { firstDay, lastDay })];
}

/** Days without a pay point, so that nothing is left out without a word. */
function unpaidDays(days: Period, terms: readonly ScheduleTerm[]): string[] {
  const paid = terms.flatMap((term) => common(days, term) ?? []);
  return uncovered(days, paid).map(
    ({ from, to }) =>
      `No pay point is known from ${dateInWords(from)} to ${dateInWords(to)}, so these days are not in the sums: enter one (HR, Pay points).`,
  );
}
