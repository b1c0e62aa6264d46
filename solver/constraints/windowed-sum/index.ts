import { type ConstraintData } from '../../model/index.js';
import {
  chargedSteps,
  type ConstraintKind,
  type DeltaFace,
  numberParam,
  optionalNumber,
  type PrefixFace,
} from '../kind.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine } from '../line.js';
import { filterMask, filterOf } from '../shift-filter.js';
import { hours, makeViolation, startTime, type Violation } from '../violation.js';

/**
 * Work within any window of elapsed time, shifts clipped at the window's edge. Parameters: `windowMin`, `maxMin`, `stepMin` (60), and a
 * shift filter. The sum is greatest in a window that begins with a shift, so those windows are judged, each by itself; windows with
 * nothing but fixed shifts are not charged.
 */
interface WindowSetup {
  readonly windowMin: number;
  readonly maxMin: number;
  readonly stepMin: number;
  readonly mask: Uint8Array;
  /** Days before a shift from which a window can reach it. */
  readonly reach: number;
}

function clippedWork(workMin: number, startMin: number, endMin: number, limitMin: number): number {
  if (endMin <= limitMin) return workMin;
  return Math.round((workMin * (limitMin - startMin)) / (endMin - startMin));
}

function faces(context: LineContext, setup: WindowSetup): { delta: DeltaFace; prefix: PrefixFace } {
  const { mask, windowMin, maxMin, stepMin, reach } = setup;
  const { startAt, endAt, tokenCount, length, base, tokens } = context;
  const work = Int32Array.from(tokens, (facts) => facts?.workMin ?? 0);

  function windowFrom(line: Line, first: number, last: number): number {
    const token = line[first]!;
    if (mask[token] === 0) return 0;
    const limit = startAt[first * tokenCount + token]! + windowMin;
    let sum = 0;
    let free = false;
    for (let index = first; index <= last; index++) {
      const next = line[index]!;
      if (mask[next] === 0) continue;
      const start = startAt[index * tokenCount + next]!;
      if (start >= limit) break;
      sum += clippedWork(work[next]!, start, endAt[index * tokenCount + next]!, limit);
      if (base[index] === 0) free = true;
    }
    return free && sum > maxMin ? chargedSteps(sum - maxMin, stepMin) : 0;
  }

  function windows(line: Line, from: number, to: number): number {
    let amount = 0;
    for (let index = from; index <= to; index++) amount += windowFrom(line, index, length - 1);
    return amount;
  }

  const delta: DeltaFace = {
    reset: (line) => windows(line, 0, length - 1),
    change(before, after, from, to) {
      const low = Math.max(0, from - reach);
      return windows(after, low, to) - windows(before, low, to);
    },
  };
  const prefix: PrefixFace = {
    reach,
    amount(line, index) {
      if (mask[line[index]!] === 0) return 0;
      const low = Math.max(0, index - reach);
      let sum = 0;
      for (let near = low; near <= index; near++) sum += work[line[near]!]!;
      if (sum <= maxMin) return 0;
      let amount = 0;
      for (let first = low; first <= index; first++) {
        amount += windowFrom(line, first, index) - (first < index ? windowFrom(line, first, index - 1) : 0);
      }
      return amount;
    },
  };
  return { delta, prefix };
}

function explain(context: LineContext, data: ConstraintData, setup: WindowSetup, line: Line): Violation[] {
  const shifts = shiftsOfLine(context, line).filter((shift) => setup.mask[shift.token] === 1);
  const found: { inside: LineShift[]; sum: number; amount: number; to: number }[] = [];
  for (const [k, first] of shifts.entries()) {
    const to = first.startMin + setup.windowMin;
    const inside = shifts.slice(k).filter((shift) => shift.startMin < to);
    const sum = inside.reduce(
      (total, shift) => total + clippedWork(shift.facts.workMin, shift.startMin, shift.endMin, to),
      0,
    );
    if (sum <= setup.maxMin || inside.every((shift) => shift.fixed)) continue;
    const amount = chargedSteps(sum - setup.maxMin, setup.stepMin);
    const open = found.at(-1);
    // Windows that overlap tell of the same crunch: one violation, shown at its worst.
    if (open !== undefined && open.inside.at(-1)!.index >= first.index) {
      const worse = sum > open.sum ? { inside, sum, to } : {};
      found[found.length - 1] = { ...open, ...worse, amount: open.amount + amount };
    } else found.push({ inside, sum, amount, to });
  }
  return found.map(({ inside, sum, amount, to }) => {
    const first = inside[0]!;
    return makeViolation(context, data, {
      shifts: inside,
      fromDay: first.dayIndex,
      toDay: inside.at(-1)!.dayIndex,
      window: { fromMin: first.startMin, toMin: to },
      measured: sum,
      limit: setup.maxMin,
      unit: 'minutes',
      amount,
      message:
        `${hours(sum)} of work in the ${hours(setup.windowMin)} from ${startTime(context, first)}; ` +
        `at most ${hours(setup.maxMin)} allowed: ${hours(sum - setup.maxMin)} too much.`,
    });
  });
}

/** Work within any window of elapsed time: 72 h in any 168 h. Its label would explode, so lines are priced without it. */
export const windowedSum: ConstraintKind = {
  name: 'windowed-sum',
  compile(data, context) {
    const windowMin = numberParam(data, 'windowMin');
    const setup: WindowSetup = {
      windowMin,
      maxMin: numberParam(data, 'maxMin'),
      stepMin: optionalNumber(data, 'stepMin') ?? 60,
      mask: filterMask(context, filterOf(data.params), true),
      reach: Math.ceil(windowMin / 1440) + 1,
    };
    return {
      data,
      explain: (line) => explain(context, data, setup, line),
      ...faces(context, setup),
    };
  },
};
