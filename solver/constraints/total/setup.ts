import { type ConstraintData } from '../../model/index.js';
import {
  chargedAbove,
  chargedSteps,
  ConstraintError,
  lessCarried,
  numberParam,
  optionalNumber,
} from '../kind.js';
import { type LineContext, OFF_TOKEN } from '../line.js';
import { filterMask, filterOf } from '../shift-filter.js';

/**
 * Sum over a stretch of days. Parameters: `measure`: `minutes` of work or number of `shifts`; `min`, `max`; `fromDay`, `toDay` (inclusive,
 * default the horizon; negative reaches into the history); `stepMin` (60 for minutes, 1 for shifts): a breach is charged by started step;
 * `carried` (0): what counts already and is not on the line; `name` for messages; and a shift filter. What fixed shifts alone exceed is
 * not charged; what is carried is.
 * With `weeks` the sum, less `creditMin` (0), is told as an average a week against `weeklyMax`; `max` stays what is charged against.
 */
export interface TotalSetup {
  readonly measure: 'minutes' | 'shifts';
  /** Limits of the sum over the line: what is carried is taken off them. */
  readonly min: number | null;
  readonly max: number | null;
  readonly step: number;
  readonly from: number;
  readonly to: number;
  readonly name: string;
  /** What a token adds on an index. */
  readonly useAt: (index: number, token: number) => number;
  /** Minutes of work are an hour more or less near a change of the clock. */
  readonly clockMatters: boolean;
  readonly average: Average | null;
  /** Sum of the fixed shifts. */
  readonly fixed: number;
  readonly carried: number;
  readonly amountOf: (sum: number) => number;
}

export interface Average {
  readonly weeks: number;
  readonly creditMin: number;
  readonly weeklyMax: number;
}

export function totalSetup(data: ConstraintData, context: LineContext): TotalSetup {
  const measure = data.params.measure ?? 'minutes';
  if (measure !== 'minutes' && measure !== 'shifts') {
    throw new ConstraintError(
      `${data.rule}: parameter "measure" of total must be minutes or shifts, not ${String(measure)}`,
    );
  }
  const mask = filterMask(context, filterOf(data.params));
  const { workAt, tokenCount } = context;
  const useAt =
    measure === 'minutes'
      ? (index: number, token: number): number =>
          mask[token] === 1 ? workAt[index * tokenCount + token]! : 0
      : (_index: number, token: number): number => mask[token]!;
  const from = Math.max(0, context.before + (optionalNumber(data, 'fromDay') ?? 0));
  const to = Math.min(
    context.length - 1,
    context.before + (optionalNumber(data, 'toDay') ?? context.dayCount - 1),
  );
  let fixed = 0;
  for (let index = from; index <= to; index++) {
    const token = context.base[index]!;
    if (token !== OFF_TOKEN) fixed += useAt(index, token);
  }
  const step = optionalNumber(data, 'stepMin') ?? (measure === 'minutes' ? 60 : 1);
  const carried = optionalNumber(data, 'carried') ?? 0;
  const min = lessCarried(optionalNumber(data, 'min'), carried);
  const max = lessCarried(optionalNumber(data, 'max'), carried);
  const name = data.params.name;
  return {
    measure,
    min,
    max,
    step,
    from,
    to,
    name: typeof name === 'string' ? name : measure === 'minutes' ? 'work' : 'shift',
    useAt,
    clockMatters: measure === 'minutes',
    average: averageOf(data),
    fixed,
    carried,
    amountOf: (sum) =>
      (max === null ? 0 : chargedSteps(sum - chargedAbove(max, fixed), step)) +
      (min === null ? 0 : chargedSteps(min - sum, step)),
  };
}

function averageOf(data: ConstraintData): Average | null {
  const weeks = optionalNumber(data, 'weeks');
  if (weeks === null) return null;
  return {
    weeks,
    creditMin: optionalNumber(data, 'creditMin') ?? 0,
    weeklyMax: numberParam(data, 'weeklyMax'),
  };
}
