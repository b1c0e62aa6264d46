import { type ConstraintData } from '../../model/index.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine } from '../line.js';
import { type Mend, mendByDayOff, work, workLess, workMore } from '../mend.js';
import { hours, makeViolation, plural, type Violation } from '../violation.js';
import { type Average, type TotalSetup } from './setup.js';

export function explainTotal(
  context: LineContext,
  data: ConstraintData,
  setup: TotalSetup,
  line: Line,
): Violation[] {
  const { from, to, useAt } = setup;
  const use = (shift: LineShift): number => useAt(shift.index, shift.token);
  const inside = (shift: LineShift): boolean => shift.index >= from && shift.index <= to;
  let sum = 0;
  for (const shift of shiftsOfLine(context, line)) if (inside(shift)) sum += use(shift);
  const amount = setup.amountOf(sum);
  if (amount === 0) return [];
  const shifts = shiftsOfLine(context, line).filter((shift) => inside(shift) && use(shift) > 0);
  const tooMuch = setup.max !== null && sum > setup.max;
  const limit = (tooMuch ? setup.max : setup.min!) + setup.carried;
  const measured = sum + setup.carried;
  const clockChange = tooMuch && setup.clockMatters && setup.amountOf(nominalSum(shifts, sum, use)) === 0;
  const averaged = tooMuch && setup.average !== null;
  return [
    makeViolation(context, data, {
      shifts,
      fromDay: setup.from - context.before,
      toDay: setup.to - context.before,
      measured: averaged ? perWeek(setup.average, measured) : measured,
      limit: averaged ? setup.average.weeklyMax : limit,
      unit: averaged ? 'minutes-a-week' : setup.measure,
      amount,
      clockChange,
      mend: mendTotal(context, setup, shifts, measured, limit, tooMuch),
      message:
        (averaged ? sayAverage(setup.average, measured) : saySum(setup, measured, limit, tooMuch)) +
        (clockChange ? ' It is the change of the clock that makes it too much.' : ''),
    }),
  ];
}

/** What the sum would be if every day had 24 hours. */
function nominalSum(shifts: readonly LineShift[], sum: number, use: (shift: LineShift) => number): number {
  return shifts.reduce((total, shift) => total + (shift.facts.workMin - use(shift)), sum);
}

function perWeek({ weeks, creditMin }: Average, sum: number): number {
  return Math.round(((sum - creditMin) / weeks) * 100) / 100;
}

function sayAverage(average: Average, sum: number): string {
  const measured = perWeek(average, sum);
  const credit = average.creditMin > 0 ? ', with prospective cover' : '';
  return (
    `${hundredths(measured)} h a week on average over ${weeksInWords(average.weeks)}${credit}; ` +
    `at most ${hundredths(average.weeklyMax)} h allowed: ${hundredths(measured - average.weeklyMax)} h too much.`
  );
}

function weeksInWords(weeks: number): string {
  return plural(Math.round(weeks * 100) / 100, 'week');
}

function hundredths(minutes: number): string {
  return (minutes / 60).toFixed(2);
}

function saySum(setup: TotalSetup, sum: number, limit: number, tooMuch: boolean): string {
  const days = setup.to - setup.from + 1;
  const before = setup.carried === 0 ? '' : ` with ${say(setup, setup.carried, false)} from before`;
  return (
    `${say(setup, sum)} in ${plural(days, 'day')}${before}; ${tooMuch ? 'at most' : 'at least'} ${say(setup, limit)} ` +
    `${tooMuch ? 'allowed' : 'needed'}: ${say(setup, Math.abs(sum - limit), false)} ${tooMuch ? 'too much' : 'short'}.`
  );
}

function mendTotal(
  context: LineContext,
  setup: TotalSetup,
  shifts: readonly LineShift[],
  sum: number,
  limit: number,
  tooMuch: boolean,
): Mend | null {
  if (tooMuch && shifts.every(({ fixed }) => fixed)) return null;
  if (setup.measure === 'minutes') return tooMuch ? workLess(sum - limit) : workMore(limit - sum);
  return tooMuch ? mendByDayOff(context, shifts, () => true) : work(`Add ${say(setup, limit - sum)}.`);
}

function say(setup: TotalSetup, value: number, named = true): string {
  if (setup.measure === 'minutes') return named ? `${hours(value)} of ${setup.name}` : hours(value);
  const shown = Math.round(value * 100) / 100;
  return named ? plural(shown, setup.name) : String(shown);
}
