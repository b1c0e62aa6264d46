import { type ConstraintData } from '../../model/index.js';
import {
  chargedSteps,
  ConstraintError,
  type ConstraintKind,
  type DeltaFace,
  optionalNumber,
} from '../kind.js';
import { type Line, type LineContext, shiftsOfLine } from '../line.js';
import { mendByDayOff, work } from '../mend.js';
import { filterMask, filterOf } from '../shift-filter.js';
import { makeViolation, plural, type Violation } from '../violation.js';

/**
 * How many of the named days are worked. Parameters: `onDays`: day indexes of the horizon; `min`, `max`; `name` of such a day for
 * messages; and a shift filter. What fixed shifts alone exceed is not charged.
 */
interface DaysSetup {
  readonly min: number | null;
  readonly max: number | null;
  readonly name: string;
  readonly days: number;
  /** 1 for a line index that counts. */
  readonly counts: Uint8Array;
  readonly mask: Uint8Array;
  readonly fixed: number;
  readonly amountOf: (count: number) => number;
}

function setupOf(data: ConstraintData, context: LineContext): DaysSetup {
  const { onDays, name } = data.params;
  const wanted = onDays as readonly (number | string)[];
  if (!Array.isArray(onDays) || !wanted.every((day) => Number.isInteger(day))) {
    throw new ConstraintError(`${data.rule}: parameter "onDays" of ${data.kind} must be a list of days`);
  }
  const counts = new Uint8Array(context.length);
  for (const day of wanted) {
    const index = Number(day);
    if (index < 0 || index >= context.dayCount) {
      throw new ConstraintError(`${data.rule}: day ${index} of "onDays" is outside the horizon`);
    }
    counts[index + context.before] = 1;
  }
  const mask = filterMask(context, filterOf(data.params));
  let fixed = 0;
  for (let index = 0; index < context.length; index++) fixed += counts[index]! * mask[context.base[index]!]!;
  // Of no days nothing can be asked.
  const min = wanted.length === 0 ? null : optionalNumber(data, 'min');
  const max = wanted.length === 0 ? null : optionalNumber(data, 'max');
  return {
    min,
    max,
    name: typeof name === 'string' ? name : 'such day',
    days: new Set(wanted).size,
    counts,
    mask,
    fixed,
    amountOf: (count) =>
      (max === null ? 0 : chargedSteps(count - Math.max(max, fixed), 1)) +
      (min === null ? 0 : chargedSteps(min - count, 1)),
  };
}

function explain(context: LineContext, data: ConstraintData, setup: DaysSetup, line: Line): Violation[] {
  const shifts = shiftsOfLine(context, line).filter(
    ({ index, token }) => setup.counts[index] === 1 && setup.mask[token] === 1,
  );
  const amount = setup.amountOf(shifts.length);
  if (amount === 0) return [];
  const tooMany = setup.max !== null && shifts.length > setup.max;
  const limit = tooMany ? setup.max : setup.min!;
  const first = setup.counts.indexOf(1) - context.before;
  const last = setup.counts.lastIndexOf(1) - context.before;
  return [
    makeViolation(context, data, {
      shifts,
      fromDay: first,
      toDay: last,
      measured: shifts.length,
      limit,
      unit: 'days',
      amount,
      mend: tooMany
        ? mendByDayOff(context, shifts, () => true)
        : work(`Work ${plural(limit - shifts.length, `more ${setup.name}`)}.`),
      message:
        `${plural(shifts.length, setup.name)} worked of ${setup.days}; ` +
        `${tooMany ? `at most ${limit} expected: ${shifts.length - limit} too many` : `at least ${limit} expected: ${limit - shifts.length} too few`}.`,
    }),
  ];
}

function delta(setup: DaysSetup): DeltaFace {
  const { counts, mask } = setup;
  let count = 0;
  function difference(before: Line, after: Line, from: number, to: number): number {
    let added = 0;
    for (let index = from; index <= to; index++) {
      if (counts[index] === 1) added += mask[after[index]!]! - mask[before[index]!]!;
    }
    return added;
  }
  return {
    reset(line) {
      count = 0;
      for (let index = 0; index < line.length; index++) count += counts[index]! * mask[line[index]!]!;
      return setup.amountOf(count);
    },
    change(before, after, from, to) {
      const added = difference(before, after, from, to);
      return added === 0 ? 0 : setup.amountOf(count + added) - setup.amountOf(count);
    },
    commit(before, after, from, to) {
      count += difference(before, after, from, to);
    },
  };
}

/** Worked days out of a list: bank holidays. */
export const shiftsOnDays: ConstraintKind = {
  name: 'shifts-on-days',
  compile(data, context) {
    const setup = setupOf(data, context);
    return {
      data,
      explain: (line) => explain(context, data, setup, line),
      delta: delta(setup),
      label: {
        initial: 0,
        stateless: true,
        step: (_state, index, token) => ({
          state: 0,
          amount: 0,
          use: setup.counts[index]! * setup.mask[token]!,
        }),
        end: () => 0,
        dayClass: (index) => setup.counts[index]!,
        counter: {
          min: setup.min,
          max: setup.max === null ? null : Math.max(setup.max, setup.fixed),
          amountOf: setup.amountOf,
        },
      },
    };
  },
};
