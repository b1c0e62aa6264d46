import { type ConstraintData } from '../../model/index.js';
import { type Line, type LineContext, shiftsOfLine } from '../line.js';
import { hours, makeViolation, plural, type Violation } from '../violation.js';
import { type TotalSetup } from './setup.js';

export function explainTotal(
  context: LineContext,
  data: ConstraintData,
  setup: TotalSetup,
  line: Line,
): Violation[] {
  const shifts = shiftsOfLine(context, line).filter(
    (shift) => shift.index >= setup.from && shift.index <= setup.to && setup.use[shift.token]! > 0,
  );
  const sum = shifts.reduce((total, shift) => total + setup.use[shift.token]!, 0);
  const amount = setup.amountOf(sum);
  if (amount === 0) return [];
  const tooMuch = setup.max !== null && sum > setup.max;
  const limit = (tooMuch ? setup.max : setup.min!) + setup.carried;
  const measured = sum + setup.carried;
  const before = setup.carried === 0 ? '' : ` with ${say(setup, setup.carried, false)} from before`;
  const days = setup.to - setup.from + 1;
  return [
    makeViolation(context, data, {
      shifts,
      fromDay: setup.from - context.before,
      toDay: setup.to - context.before,
      measured,
      limit,
      unit: setup.measure,
      amount,
      message:
        `${say(setup, measured)} in ${plural(days, 'day')}${before}; ${tooMuch ? 'at most' : 'at least'} ${say(setup, limit)} ` +
        `${tooMuch ? 'allowed' : 'needed'}: ${say(setup, Math.abs(measured - limit), false)} ${tooMuch ? 'too much' : 'short'}.`,
    }),
  ];
}

function say(setup: TotalSetup, value: number, named = true): string {
  if (setup.measure === 'minutes') return named ? `${hours(value)} of ${setup.name}` : hours(value);
  const shown = Math.round(value * 100) / 100;
  return named ? plural(shown, setup.name) : String(shown);
}
