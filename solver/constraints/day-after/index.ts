import { type ConstraintData } from '../../model/index.js';
import { chargedSteps, type ConstraintKind, type LabelFace, numberParam, optionalNumber } from '../kind.js';
import { type Line, type LineContext, shiftsOfLine } from '../line.js';
import { localDelta } from '../local-delta.js';
import { endBefore } from '../mend.js';
import { clockClass } from '../rest-between/label.js';
import { filterMask, filterOf } from '../shift-filter.js';
import { dayName, hours, makeViolation, type Violation } from '../violation.js';

/**
 * The longest shift on the day after one of a sort; a second of the same sort is not judged. Parameters: `maxMin`; `unrestedMaxMin`:
 * the same where the estimate of the first expects less than `restMin` of rest, or less than `longestRestMin` in one piece; `stepMin` (60); and a
 * shift filter for the first.
 */
interface DayAfterSetup {
  /** For each token the longest shift on the day after it; -1 where there is no limit. */
  readonly maxAfter: Int32Array;
  /** 1 for shifts that are judged as followers. */
  readonly follows: Uint8Array;
  readonly stepMin: number;
}

function dayAfterSetup(data: ConstraintData, context: LineContext): DayAfterSetup {
  const first = filterMask(context, filterOf(data.params));
  const timed = filterMask(context, {}, true);
  const usual = numberParam(data, 'maxMin');
  const unrested = numberParam(data, 'unrestedMaxMin');
  const restMin = numberParam(data, 'restMin');
  const longestRestMin = numberParam(data, 'longestRestMin');
  return {
    maxAfter: Int32Array.from(context.tokens, (facts, token) => {
      if (facts === null || first[token] === 0) return -1;
      const { onCall } = facts;
      const rested =
        onCall === undefined || (onCall.restMin >= restMin && onCall.longestRestMin >= longestRestMin);
      return rested ? usual : unrested;
    }),
    follows: Uint8Array.from(timed, (is, token) => (is === 1 && first[token] === 0 ? 1 : 0)),
    stepMin: optionalNumber(data, 'stepMin') ?? 60,
  };
}

function explain(context: LineContext, data: ConstraintData, setup: DayAfterSetup, line: Line): Violation[] {
  const shifts = shiftsOfLine(context, line);
  return shifts.flatMap((later, k) => {
    const earlier = shifts[k - 1];
    if (earlier?.index !== later.index - 1 || (earlier.fixed && later.fixed)) return [];
    const limit = setup.maxAfter[earlier.token]!;
    const measured = later.endMin - later.startMin;
    if (limit < 0 || setup.follows[later.token] === 0 || measured <= limit) return [];
    const clockChange = later.facts.endMin - later.facts.startMin <= limit;
    return [
      makeViolation(context, data, {
        shifts: [earlier, later],
        fromDay: earlier.dayIndex,
        toDay: later.dayIndex,
        window: { fromMin: later.startMin, toMin: later.endMin },
        measured,
        limit,
        unit: 'minutes',
        amount: chargedSteps(measured - limit, setup.stepMin),
        clockChange,
        mend: later.fixed ? null : endBefore(context, later, later.startMin + limit),
        message:
          `${later.facts.label} on ${dayName(context, later.dayIndex)} lasts ${hours(measured)} on the day after ` +
          `${earlier.facts.label}; at most ${hours(limit)} allowed: ${hours(measured - limit)} too long` +
          `${clockChange ? ', because the clock changes' : ''}.`,
      }),
    ];
  });
}

/** The state is yesterday's token where it sets a limit: tokens of the same limit are one. */
function label(context: LineContext, setup: DayAfterSetup): LabelFace {
  const limits = [-1, ...new Set([...setup.maxAfter].filter((limit) => limit >= 0))];
  const { startAt, endAt, tokenCount } = context;
  return {
    initial: 0,
    step(state, index, token) {
      const limit = limits[state]!;
      const at = index * tokenCount + token;
      const judged = limit >= 0 && setup.follows[token] === 1;
      return {
        state: limits.indexOf(setup.maxAfter[token]!),
        amount: judged ? chargedSteps(endAt[at]! - startAt[at]! - limit, setup.stepMin) : 0,
        use: 0,
      };
    },
    end: () => 0,
    dayClass: (index) => clockClass(context, index),
    counter: null,
  };
}

/** How long may be worked on the day after an on-call period. */
export const dayAfter: ConstraintKind = {
  name: 'day-after',
  compile(data, context) {
    const setup = dayAfterSetup(data, context);
    const { startAt, endAt, tokenCount, base, length } = context;
    return {
      data,
      explain: (line) => explain(context, data, setup, line),
      delta: localDelta(length, 1, (line, index) => {
        if (index === 0 || (base[index] !== 0 && base[index - 1] !== 0)) return 0;
        const limit = setup.maxAfter[line[index - 1]!]!;
        const at = index * tokenCount + line[index]!;
        if (limit < 0 || setup.follows[line[index]!] === 0) return 0;
        return chargedSteps(endAt[at]! - startAt[at]! - limit, setup.stepMin);
      }),
      label: label(context, setup),
      ...(setup.maxAfter.every((limit) => limit < 0) ? { idle: true } : {}),
    };
  },
};
