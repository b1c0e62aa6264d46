import { type ConstraintKind, type DeltaFace, type PrefixFace } from '../kind.js';
import { type Line, type LineContext } from '../line.js';
import { explainWeeklyRest } from './explain.js';
import { weeklyRestSetup, type WeeklyRestSetup } from './setup.js';

/** Days on which a shift that began earlier can still be going on. */
const SPILL_DAYS = 3;
const DAYS_PER_WEEK = 7;

function faces(context: LineContext, setup: WeeklyRestSetup): { delta: DeltaFace; prefix: PrefixFace } {
  const { mask, firstMonday, weekCount, weekStart, fortnightRestMin, amountOf } = setup;
  const { startAt, endAt, tokenCount, base, length } = context;

  /** Longest rest between the beginnings of two weeks, if nothing is worked after an index. */
  function longestRest(line: Line, week: number, until: number, final: number): number {
    let last = weekStart(week);
    const end = weekStart(until);
    let longest = 0;
    const high = Math.min(final + 1, firstMonday + until * 7);
    for (let index = Math.max(0, firstMonday + week * 7 - SPILL_DAYS); index < high; index++) {
      const token = line[index]!;
      if (mask[token] === 0) continue;
      const at = index * tokenCount + token;
      if (startAt[at]! >= end) break;
      longest = Math.max(longest, startAt[at]! - last);
      last = Math.max(last, endAt[at]!);
    }
    return Math.max(longest, end - last);
  }

  /** Units of a week, what fixed shifts alone cost not counted. */
  function weekAmount(line: Line, week: number, final: number): number {
    const amount = amountOf(longestRest(line, week, week + 1, final)) - fixed[week]!;
    if (amount <= 0) return 0;
    if (longestRest(line, week - 1, week + 1, final) >= fortnightRestMin) return 0;
    return longestRest(line, week, week + 2, final) >= fortnightRestMin ? 0 : amount;
  }

  const fixed = new Int32Array(weekCount);
  for (let week = 0; week < weekCount; week++) fixed[week] = weekAmount(base, week, length - 1);

  function weeks(line: Line, from: number, to: number, final = length - 1): number {
    let amount = 0;
    for (let week = from; week <= to; week++) amount += weekAmount(line, week, final);
    return amount;
  }

  const prefix: PrefixFace = {
    // The week before is judged with the one before that.
    reach: 3 * DAYS_PER_WEEK + SPILL_DAYS,
    amount(line, index) {
      if (mask[line[index]!] === 0) return 0;
      const week = Math.floor((index - firstMonday) / DAYS_PER_WEEK);
      const low = Math.max(0, week - 1);
      const high = Math.min(weekCount - 1, week + 1);
      return weeks(line, low, high, index) - weeks(line, low, high, index - 1);
    },
  };
  const delta: DeltaFace = {
    reset: (line) => weeks(line, 0, weekCount - 1),
    change(before, after, from, to) {
      const low = Math.max(0, Math.floor((from - firstMonday) / 7) - 1);
      const high = Math.min(weekCount - 1, Math.floor((to + SPILL_DAYS - firstMonday) / 7) + 1);
      return weeks(after, low, high) - weeks(before, low, high);
    },
  };
  return { delta, prefix };
}

/** 24 h of unbroken rest a week, or 48 h a fortnight. Its label would have to remember two weeks of rests. */
export const weeklyRest: ConstraintKind = {
  name: 'weekly-rest',
  compile(data, context) {
    const setup = weeklyRestSetup(data, context);
    return {
      data,
      explain: (line) => explainWeeklyRest(context, data, setup, line),
      ...faces(context, setup),
    };
  },
};
