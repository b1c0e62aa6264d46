import { type ConstraintData } from '../../model/index.js';
import { chargedSteps, optionalNumber } from '../kind.js';
import { type Line, type LineContext, weekdayOf } from '../line.js';

export const FRIDAY = 4;
export const SATURDAY = 5;
export const SUNDAY = 6;

/**
 * How many weekends are worked. Parameters: `min`, `max`; `byTime` (false): a Friday shift that runs into Saturday counts too, as
 * "any work from Saturday 00:01"; `fromDay` (0; negative reaches into the history).
 */
export interface WeekendSetup {
  readonly min: number | null;
  readonly max: number | null;
  readonly byTime: boolean;
  readonly from: number;
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
  for (let index = from - 1; index < context.length; index++) {
    if (weekdayOf(context, index) !== SATURDAY) continue;
    for (let day = Math.max(from, index - 1); day <= Math.min(context.length - 1, index + 1); day++) {
      weekendOf[day] = saturdays.length;
    }
    saturdays.push(index);
  }
  // A horizon that ends on a Friday still has the Saturday morning of its last night.
  if (weekdayOf(context, context.length - 1) === FRIDAY) {
    weekendOf[context.length - 1] = saturdays.length;
    saturdays.push(context.length);
  }
  const min = optionalNumber(data, 'min');
  const max = optionalNumber(data, 'max');
  const pastMidnight = Uint8Array.from(context.tokens, (facts) =>
    facts?.timed === true && facts.endMin > 1440 ? 1 : 0,
  );
  const setup = {
    min,
    max,
    byTime: data.params.byTime === true,
    from,
    saturdays,
    weekendOf,
    pastMidnight,
  };
  const fixed = saturdays.filter((_, weekend) => weekendWorked(context, setup, context.base, weekend)).length;
  return {
    ...setup,
    fixed,
    amountOf: (count) =>
      (max === null ? 0 : chargedSteps(count - Math.max(max, fixed), 1)) +
      (min === null ? 0 : chargedSteps(min - count, 1)),
  };
}

export function weekendWorked(
  context: LineContext,
  setup: Pick<WeekendSetup, 'saturdays' | 'from' | 'byTime' | 'pastMidnight'>,
  line: Line,
  weekend: number,
): boolean {
  const saturday = setup.saturdays[weekend]!;
  if (saturday >= setup.from && saturday < context.length && line[saturday] !== 0) return true;
  if (saturday + 1 < context.length && line[saturday + 1] !== 0) return true;
  return setup.byTime && saturday - 1 >= setup.from && setup.pastMidnight[line[saturday - 1]!] === 1;
}
