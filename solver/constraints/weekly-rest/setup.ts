import { elapsedMin, type ConstraintData } from '../../model/index.js';
import { chargedSteps, numberParam, optionalNumber } from '../kind.js';
import { type LineContext, weekdayOf } from '../line.js';
import { filterMask, filterOf } from '../shift-filter.js';

/**
 * Unbroken rest in each week from Monday to Sunday. Parameters: `weekRestMin` in the week, or `fortnightRestMin` in the week and the one before
 * or after it; `stepMin` (60); and a shift filter for what breaks a rest. What lies before the history or after the line is rest. What
 * fixed shifts alone leave short is not charged.
 */
export interface WeeklyRestSetup {
  readonly weekRestMin: number;
  readonly fortnightRestMin: number;
  readonly mask: Uint8Array;
  /** Line index of the first week's Monday, at most 0. */
  readonly firstMonday: number;
  readonly weekCount: number;
  /** Elapsed minutes at which each week begins; one entry more than there are weeks, and one before them. */
  readonly weekStart: (week: number) => number;
  readonly amountOf: (restMin: number) => number;
}

export function weeklyRestSetup(data: ConstraintData, context: LineContext): WeeklyRestSetup {
  const weekRestMin = numberParam(data, 'weekRestMin');
  const stepMin = optionalNumber(data, 'stepMin') ?? 60;
  const firstMonday = -weekdayOf(context, 0);
  const weekCount = Math.ceil((context.length - firstMonday) / 7);
  const starts = Array.from({ length: weekCount + 3 }, (_, week) =>
    elapsedMin(context.days, firstMonday + (week - 1) * 7 - context.before, 0),
  );
  return {
    weekRestMin,
    fortnightRestMin: numberParam(data, 'fortnightRestMin'),
    mask: filterMask(context, filterOf(data.params), true),
    firstMonday,
    weekCount,
    weekStart: (week) => starts[week + 1]!,
    amountOf: (restMin) => chargedSteps(weekRestMin - restMin, stepMin),
  };
}
