import { type ConstraintData } from '../../model/index.js';
import { chargedAbove, chargedSteps, lessCarried, optionalNumber } from '../kind.js';
import { type Line, type LineContext, weekdayOf } from '../line.js';

export const FRIDAY = 4;
export const SATURDAY = 5;
export const SUNDAY = 6;

/**
 * How many weekends are worked. Parameters: `min`, `max`; `byTime` (false): a Friday shift that runs into Saturday counts too, as
 * "any work from Saturday 00:01"; `fromDay` (0; negative reaches into the history), `toDay` (the last day); `carried` (0): weekends that
 * count already and are not on the line.
 */
export interface WeekendSetup {
  /** Limits of the weekends on the line: what is carried is taken off them. */
  readonly min: number | null;
  readonly max: number | null;
  readonly carried: number;
  readonly byTime: boolean;
  readonly from: number;
  /** Last line index that counts: work fixed after the horizon belongs to another rota. */
  readonly to: number;
  /** Weekends that fixed shifts alone make worked. */
  readonly fixed: number;
  /** Line indexes of the Saturdays; the first may lie a day before `from`. */
  readonly saturdays: readonly number[];
  /** Number of the weekend that an index belongs to (Friday to Sunday), or -1. */
  readonly weekendOf: Int16Array;
  /** 1 for a token that runs past midnight by more than a minute. */
  readonly pastMidnight: Uint8Array;
  readonly amountOf: (count: number) => number;
}

export function weekendSetup(data: ConstraintData, context: LineContext): WeekendSetup {
  const from = Math.max(0, context.before + (optionalNumber(data, 'fromDay') ?? 0));
  const saturdays: number[] = [];
  const weekendOf = new Int16Array(context.length).fill(-1);
  const lastDay = Math.min(optionalNumber(data, 'toDay') ?? context.dayCount - 1, context.dayCount - 1);
  const to = context.before + lastDay;
  for (let index = from - 1; index <= to; index++) {
    if (weekdayOf(context, index) !== SATURDAY) continue;
    for (let day = Math.max(from, index - 1); day <= Math.min(to, index + 1); day++) {
      weekendOf[day] = saturdays.length;
    }
    saturdays.push(index);
  }
  // A horizon that ends on a Friday still has the Saturday morning of its last night.
  if (weekdayOf(context, to) === FRIDAY) {
    weekendOf[to] = saturdays.length;
    saturdays.push(to + 1);
  }
  const carried = optionalNumber(data, 'carried') ?? 0;
  const min = lessCarried(optionalNumber(data, 'min'), carried);
  const max = lessCarried(optionalNumber(data, 'max'), carried);
  const pastMidnight = Uint8Array.from(context.tokens, (facts) =>
    facts?.timed === true && facts.endMin > 1440 ? 1 : 0,
  );
  const setup = {
    min,
    max,
    carried,
    byTime: data.params.byTime === true,
    from,
    to,
    saturdays,
    weekendOf,
    pastMidnight,
  };
  const fixed = saturdays.filter((_, weekend) => weekendWorked(setup, context.base, weekend)).length;
  return {
    ...setup,
    fixed,
    amountOf: (count) =>
      (max === null ? 0 : chargedSteps(count - chargedAbove(max, fixed), 1)) +
      (min === null ? 0 : chargedSteps(min - count, 1)),
  };
}

export function weekendWorked(
  setup: Pick<WeekendSetup, 'saturdays' | 'from' | 'to' | 'byTime' | 'pastMidnight'>,
  line: Line,
  weekend: number,
): boolean {
  const saturday = setup.saturdays[weekend]!;
  if (saturday >= setup.from && saturday <= setup.to && line[saturday] !== 0) return true;
  if (saturday + 1 <= setup.to && line[saturday + 1] !== 0) return true;
  return setup.byTime && saturday - 1 >= setup.from && setup.pastMidnight[line[saturday - 1]!] === 1;
}
