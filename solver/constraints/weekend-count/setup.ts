import { type ConstraintData } from '../../model/index.js';
import { chargedAbove, chargedSteps, lessCarried, optionalNumber } from '../kind.js';
import { type Line, type LineContext, type ShiftFacts, weekdayOf } from '../line.js';

export const FRIDAY = 4;
const SATURDAY = 5;
export const SUNDAY = 6;
const MINUTES_PER_DAY = 1440;

/**
 * How many weekends are worked. Parameters: `min`, `max`; `byTime` (false): "any work from Saturday 00:01 to Sunday 23:59", so that a Friday
 * shift that runs into Saturday counts too, and one of the last minute of Sunday does not; `fromDay` (0; negative reaches into the
 * history), `toDay` (the last day); `carried` (0): weekends that count already and are not on the line.
 */
export interface WeekendSetup {
  /** Limits of the weekends on the line: what is carried is taken off them. */
  readonly min: number | null;
  readonly max: number | null;
  readonly carried: number;
  readonly from: number;
  /** Last line index that counts: work fixed after the horizon belongs to another rota. */
  readonly to: number;
  /** Weekends that fixed shifts alone make worked. */
  readonly fixed: number;
  /** Line indexes of the Saturdays; the first may lie a day before `from`. */
  readonly saturdays: readonly number[];
  /** Number of the weekend that an index belongs to (Friday to Sunday), or -1. */
  readonly weekendOf: Int16Array;
  /** By weekday from Friday to Sunday: 1 for a token that makes the weekend worked when it stands there. */
  readonly counts: readonly [friday: Uint8Array, saturday: Uint8Array, sunday: Uint8Array];
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
  const counts = countingTokens(context, data.params.byTime === true);
  const setup = { min, max, carried, from, to, saturdays, weekendOf, counts };
  const fixed = saturdays.filter((_, weekend) => weekendWorked(setup, context.base, weekend)).length;
  return {
    ...setup,
    fixed,
    amountOf: (count) =>
      (max === null ? 0 : chargedSteps(count - chargedAbove(max, fixed), 1)) +
      (min === null ? 0 : chargedSteps(min - count, 1)),
  };
}

function countingTokens({ tokens }: LineContext, byTime: boolean): WeekendSetup['counts'] {
  const where = (counts: (facts: ShiftFacts) => boolean): Uint8Array =>
    Uint8Array.from(tokens, (facts) => (facts !== null && counts(facts) ? 1 : 0));
  return [
    where(({ timed, endMin }) => byTime && timed && endMin > MINUTES_PER_DAY + 1),
    where(() => true),
    where(({ timed, startMin }) => !(byTime && timed && startMin >= MINUTES_PER_DAY - 1)),
  ];
}

export function weekendWorked(
  { saturdays, from, to, counts }: Pick<WeekendSetup, 'saturdays' | 'from' | 'to' | 'counts'>,
  line: Line,
  weekend: number,
): boolean {
  const friday = saturdays[weekend]! - 1;
  for (let day = 0; day < counts.length; day++) {
    const index = friday + day;
    if (index >= from && index <= to && counts[day]![line[index]!] === 1) return true;
  }
  return false;
}
