import { type ConstraintData } from '../../model/index.js';
import { chargedAbove, type ConstraintKind, type DeltaFace, type LabelFace } from '../kind.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine, weekdayOf } from '../line.js';
import { dayOff, work } from '../mend.js';
import { dayName, makeViolation, type Mend, plural, type Violation } from '../violation.js';
import { FRIDAY, SUNDAY, weekendSetup, type WeekendSetup, weekendWorked } from './setup.js';

function explain(context: LineContext, data: ConstraintData, setup: WeekendSetup, line: Line): Violation[] {
  const worked = new Set<number>();
  const shifts = shiftsOfLine(context, line).filter((shift) => {
    const weekend = setup.weekendOf[shift.index]!;
    if (weekend < 0) return false;
    const counts = setup.counts[shift.index - setup.saturdays[weekend]! + 1]![shift.token] === 1;
    if (counts) worked.add(weekend);
    return counts;
  });
  const amount = setup.amountOf(worked.size);
  if (amount === 0) return [];
  const tooMany = setup.max !== null && worked.size > setup.max;
  const limit = (tooMany ? setup.max : setup.min!) + setup.carried;
  const measured = worked.size + setup.carried;
  const before = setup.carried === 0 ? '' : ` and ${setup.carried} before`;
  return [
    makeViolation(context, data, {
      shifts,
      fromDay: setup.from - context.before,
      toDay: setup.to - context.before,
      measured,
      limit,
      unit: 'weekends',
      amount,
      mend: tooMany ? freeWeekend(context, setup, shifts) : work('Work one more weekend.'),
      message:
        `${plural(worked.size, 'weekend')} worked of ${setup.saturdays.length}${before}; ` +
        `${tooMany ? `at most ${limit} allowed: ${measured - limit} too many` : `at least ${limit} expected`}.`,
    }),
  ];
}

/** The weekend with the fewest shifts is the easiest to free. */
function freeWeekend(context: LineContext, setup: WeekendSetup, shifts: readonly LineShift[]): Mend | null {
  const weekends: LineShift[][] = setup.saturdays.map(() => []);
  for (const shift of shifts) weekends[setup.weekendOf[shift.index]!]!.push(shift);
  let fewest: readonly LineShift[] = [];
  for (const weekend of weekends) {
    if (weekend.some(({ fixed }) => fixed)) continue;
    if (fewest.length === 0 || (weekend.length > 0 && weekend.length < fewest.length)) fewest = weekend;
  }
  const [first, ...others] = fewest;
  if (first === undefined) return null;
  const days = fewest.map(({ dayIndex }) => dayName(context, dayIndex));
  return dayOff(context, first, `Leave ${days.join(' and ')} free.`, others);
}

function delta(setup: WeekendSetup): DeltaFace {
  let count = 0;
  function difference(before: Line, after: Line, from: number, to: number): number {
    let added = 0;
    let last = -1;
    for (let index = from; index <= to; index++) {
      const weekend = setup.weekendOf[index]!;
      if (weekend < 0 || weekend === last) continue;
      last = weekend;
      if (weekendWorked(setup, after, weekend)) added++;
      if (weekendWorked(setup, before, weekend)) added--;
    }
    return added;
  }
  return {
    reset(line) {
      count = setup.saturdays.filter((_, weekend) => weekendWorked(setup, line, weekend)).length;
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

/** The state says whether the open weekend counts already. */
function label(context: LineContext, setup: WeekendSetup): LabelFace {
  return {
    initial: 0,
    step(state, index, token) {
      if (index < setup.from || index > setup.to) return { state: 0, amount: 0, use: 0 };
      const weekday = weekdayOf(context, index);
      if (weekday < FRIDAY) return { state: 0, amount: 0, use: 0 };
      const begun = weekday === FRIDAY ? 0 : state;
      const counts = setup.counts[weekday - FRIDAY]![token] === 1;
      const now = begun === 1 || counts ? 1 : 0;
      return { state: weekday === SUNDAY ? 0 : now, amount: 0, use: now - begun };
    },
    end: () => 0,
    dayClass: (index) =>
      index < setup.from || index > setup.to ? 7 : Math.max(FRIDAY - 1, weekdayOf(context, index)),
    counter: {
      min: setup.min,
      max: setup.max === null ? null : chargedAbove(setup.max, setup.fixed),
      amountOf: setup.amountOf,
    },
  };
}

/** Number of weekends worked. */
export const weekendCount: ConstraintKind = {
  name: 'weekend-count',
  compile(data, context) {
    const setup = weekendSetup(data, context);
    return {
      data,
      explain: (line) => explain(context, data, setup, line),
      delta: delta(setup),
      label: label(context, setup),
    };
  },
};
