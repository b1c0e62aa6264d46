import { type ConstraintData } from '../../model/index.js';
import { type ConstraintKind, idleWithout, type LabelFace } from '../kind.js';
import { type Line, type LineContext, shiftsOfLine, weekdayOf } from '../line.js';
import { localDelta } from '../local-delta.js';
import { mendByDayOff } from '../mend.js';
import { quietMask } from '../quiet.js';
import { filterMask, filterOf } from '../shift-filter.js';
import { dayName, makeViolation, type Violation } from '../violation.js';

/**
 * Shifts of a sort are not worked on two days in a row. Parameters: `firstWeekdays`: weekdays (0 = Monday) on which the first of two may
 * stand all the same; `quietWorkMaxMin`, `quietEpisodesMax`: two low-intensity on-call periods may follow each other; and a shift filter.
 */
interface PairSetup {
  readonly mask: Uint8Array;
  readonly quiet: Uint8Array;
  readonly allowedFirst: ReadonlySet<number>;
}

function pairSetup(data: ConstraintData, context: LineContext): PairSetup {
  const weekdays = data.params.firstWeekdays;
  return {
    mask: filterMask(context, filterOf(data.params)),
    quiet: quietMask(context, data),
    allowedFirst: new Set(Array.isArray(weekdays) ? (weekdays as readonly number[]) : []),
  };
}

function explain(context: LineContext, data: ConstraintData, setup: PairSetup, line: Line): Violation[] {
  const shifts = shiftsOfLine(context, line).filter((shift) => setup.mask[shift.token] === 1);
  return shifts.flatMap((later, k) => {
    const earlier = shifts[k - 1];
    if (earlier?.index !== later.index - 1 || (earlier.fixed && later.fixed)) return [];
    if (setup.allowedFirst.has(weekdayOf(context, earlier.index))) return [];
    if (setup.quiet[earlier.token] === 1 && setup.quiet[later.token] === 1) return [];
    return [
      makeViolation(context, data, {
        shifts: [earlier, later],
        fromDay: earlier.dayIndex,
        toDay: later.dayIndex,
        measured: 2,
        limit: 1,
        unit: 'shifts',
        amount: 1,
        mend: mendByDayOff(context, [later, earlier], () => true),
        message:
          `${later.facts.label} on ${dayName(context, later.dayIndex)} follows ${earlier.facts.label} on ` +
          `${dayName(context, earlier.dayIndex)}; they must not be on two days in a row.`,
      }),
    ];
  });
}

/** The state: yesterday none of the sort, one, or a low-intensity one. */
function label(context: LineContext, setup: PairSetup): LabelFace {
  return {
    initial: 0,
    step(state, index, token) {
      if (setup.mask[token] === 0) return { state: 0, amount: 0, use: 0 };
      const quiet = setup.quiet[token] === 1;
      const yesterday = weekdayOf(context, index - 1);
      const breach = state > 0 && !(state === 2 && quiet) && !setup.allowedFirst.has(yesterday);
      return { state: quiet ? 2 : 1, amount: breach ? 1 : 0, use: 0 };
    },
    end: () => 0,
    dayClass: (index) => (setup.allowedFirst.has(weekdayOf(context, index - 1)) ? 1 : 0),
    counter: null,
  };
}

/** No two of a sort on days that follow each other. */
export const consecutivePair: ConstraintKind = {
  name: 'consecutive-pair',
  compile(data, context) {
    const setup = pairSetup(data, context);
    const { mask, quiet, allowedFirst } = setup;
    const { base } = context;
    return {
      data,
      explain: (line) => explain(context, data, setup, line),
      delta: localDelta(context.length, 1, (line, index) => {
        if (index === 0 || mask[line[index]!] === 0 || mask[line[index - 1]!] === 0) return 0;
        if (base[index] !== 0 && base[index - 1] !== 0) return 0;
        if (quiet[line[index]!] === 1 && quiet[line[index - 1]!] === 1) return 0;
        return allowedFirst.has(weekdayOf(context, index - 1)) ? 0 : 1;
      }),
      label: label(context, setup),
      ...idleWithout(mask),
    };
  },
};
