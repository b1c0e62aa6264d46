import { type ConstraintData } from '../../model/index.js';
import { ConstraintError, type ConstraintKind, idleWithout, type LabelFace, numberParam } from '../kind.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine } from '../line.js';
import { localDelta } from '../local-delta.js';
import { mendByDayOff } from '../mend.js';
import { filterMask, filterOf } from '../shift-filter.js';
import { dayName, makeViolation, plural, type Violation } from '../violation.js';

/**
 * Shifts of a sort in any so many days. Parameters: `windowDays` (2 to 30), `max`, `name` for messages, and a shift filter. A window is
 * judged where it ends with such a shift; one with nothing but fixed shifts is not charged.
 */
interface CountSetup {
  readonly windowDays: number;
  readonly max: number;
  readonly name: string;
  readonly mask: Uint8Array;
}

const LONGEST_WINDOW_DAYS = 30;

function countSetup(data: ConstraintData, context: LineContext): CountSetup {
  const windowDays = numberParam(data, 'windowDays');
  if (!Number.isInteger(windowDays) || windowDays < 2 || windowDays > LONGEST_WINDOW_DAYS) {
    throw new ConstraintError(
      `${data.rule}: parameter "windowDays" of windowed-count must be a whole number from 2 to ` +
        `${LONGEST_WINDOW_DAYS}, not ${windowDays}`,
    );
  }
  return {
    windowDays,
    max: numberParam(data, 'max'),
    name: typeof data.params.name === 'string' ? data.params.name : 'such shift',
    mask: filterMask(context, filterOf(data.params)),
  };
}

function explain(context: LineContext, data: ConstraintData, setup: CountSetup, line: Line): Violation[] {
  const shifts = shiftsOfLine(context, line).filter((shift) => setup.mask[shift.token] === 1);
  const found: LineShift[][] = [];
  for (const [k, last] of shifts.entries()) {
    const inside = shifts.slice(0, k + 1).filter((shift) => shift.index > last.index - setup.windowDays);
    if (inside.length > setup.max && inside.some(({ fixed }) => !fixed)) found.push(inside);
  }
  return found.map((inside) => {
    const last = inside.at(-1)!;
    return makeViolation(context, data, {
      shifts: inside,
      fromDay: inside[0]!.dayIndex,
      toDay: last.dayIndex,
      measured: inside.length,
      limit: setup.max,
      unit: 'shifts',
      amount: inside.length - setup.max,
      mend: mendByDayOff(context, [...inside].reverse(), () => true),
      message:
        `${plural(inside.length, setup.name)} in the ${setup.windowDays} days to ${dayName(context, last.dayIndex)}; ` +
        `at most ${setup.max} allowed: ${inside.length - setup.max} too many.`,
    });
  });
}

/** The state has a bit for each of the days before that still counts. */
function label(setup: CountSetup): LabelFace {
  const kept = 2 ** (setup.windowDays - 1);
  return {
    initial: 0,
    step(state, _index, token) {
      const member = setup.mask[token]!;
      const amount = member === 0 ? 0 : Math.max(0, bits(state) + 1 - setup.max);
      return { state: (state * 2 + member) % kept, amount, use: 0 };
    },
    end: () => 0,
    dayClass: () => 0,
    counter: null,
  };
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

/** How many shifts of a sort there are in any window of days. */
export const windowedCount: ConstraintKind = {
  name: 'windowed-count',
  compile(data, context) {
    const setup = countSetup(data, context);
    const { mask, windowDays, max } = setup;
    return {
      data,
      explain: (line) => explain(context, data, setup, line),
      delta: localDelta(context.length, windowDays - 1, (line, index) => {
        if (mask[line[index]!] === 0) return 0;
        let count = 0;
        let free = false;
        for (let near = Math.max(0, index - windowDays + 1); near <= index; near++) {
          if (mask[line[near]!] === 0) continue;
          count++;
          if (context.base[near] === 0) free = true;
        }
        return free ? Math.max(0, count - max) : 0;
      }),
      label: label(setup),
      ...idleWithout(mask),
    };
  },
};
