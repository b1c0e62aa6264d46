import { chargedSteps, type ConstraintKind, idleWithout, numberParam, optionalNumber } from '../kind.js';
import { type LineContext, shiftsOfLine } from '../line.js';
import { clockClass } from '../rest-between/label.js';
import { endBefore } from '../mend.js';
import { filterMask, filterOf } from '../shift-filter.js';
import { dayName, hours, makeViolation } from '../violation.js';

/**
 * The longest that one shift may last, in elapsed time. Parameters: `maxMin`, `stepMin` (60), and a shift filter.
 */
export const shiftLength: ConstraintKind = {
  name: 'shift-length',
  compile(data, context) {
    const maxMin = numberParam(data, 'maxMin');
    const stepMin = optionalNumber(data, 'stepMin') ?? 60;
    const mask = filterMask(context, filterOf(data.params), true);
    const lengthOf = (index: number, token: number): number => elapsedLength(context, index, token);
    const amountOn = (index: number, token: number): number =>
      mask[token] === 0 || context.base[index] !== 0
        ? 0
        : chargedSteps(lengthOf(index, token) - maxMin, stepMin);
    return {
      data,
      ...idleWithout(mask),
      explain: (line) =>
        shiftsOfLine(context, line)
          .filter((shift) => amountOn(shift.index, shift.token) > 0)
          .map((shift) => {
            const measured = lengthOf(shift.index, shift.token);
            const clockChange = shift.facts.endMin - shift.facts.startMin <= maxMin;
            return makeViolation(context, data, {
              shifts: [shift],
              fromDay: shift.dayIndex,
              toDay: shift.dayIndex,
              window: { fromMin: shift.startMin, toMin: shift.endMin },
              measured,
              limit: maxMin,
              unit: 'minutes',
              amount: amountOn(shift.index, shift.token),
              clockChange,
              mend: endBefore(context, shift, shift.startMin + maxMin),
              message:
                `${shift.facts.label} on ${dayName(context, shift.dayIndex)} lasts ${hours(measured)}; ` +
                `at most ${hours(maxMin)} allowed${clockChange ? ' (the clock changes in it)' : ''}.`,
            });
          }),
      delta: {
        reset: (line) => line.reduce((sum, token, index) => sum + amountOn(index, token), 0),
        change(before, after, from, to) {
          let change = 0;
          for (let index = from; index <= to; index++) {
            if (before[index] === after[index]) continue;
            change += amountOn(index, after[index]!) - amountOn(index, before[index]!);
          }
          return change;
        },
      },
      label: {
        initial: 0,
        stateless: true,
        step: (_state, index, token) => ({ state: 0, amount: amountOn(index, token), use: 0 }),
        end: () => 0,
        dayClass: (index) => (context.base[index] === 0 ? clockClass(context, index) : -1),
        counter: null,
      },
    };
  },
};

function elapsedLength(context: LineContext, index: number, token: number): number {
  const cell = index * context.tokenCount + token;
  return context.endAt[cell]! - context.startAt[cell]!;
}
