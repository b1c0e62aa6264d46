import { type Day } from '../../../../solver/model/index.js';
import { type FullTimeShare } from '../../../../solver/rules/index.js';
import { linesOn } from './cover-builder.js';
import { totalWte } from './contract.js';
import { type PersonInput, type RotaInput } from './rota-input.js';

const SATURDAY = 5;
const SUNDAY = 6;

/** What the sharing out needs to know of a person. */
export interface Sharer {
  readonly person: PersonInput;
  /** Shift types that they may work. */
  readonly typeIds: ReadonlySet<string>;
  /** Days on which they could work at all, of all days: 0 to 1. */
  readonly presence: number;
}

/**
 * Nights, weekends and bank holidays that each person would have if the demand were shared evenly, by working time, among all who may work
 * the same shift types; as a full-time person's number, which the rules scale by each one's share of full time.
 */
export function fairShares(
  input: RotaInput,
  days: readonly Day[],
  sharers: readonly Sharer[],
): Map<string, FullTimeShare> {
  const weights = weightsByType(input, sharers);
  const needs = days.map((day) => ({ day, byType: needByType(input, day) }));
  const nightTypes = new Set(input.shiftTypes.filter(({ kind }) => kind === 'night').map(({ id }) => id));
  return new Map(
    sharers.map((sharer) => {
      const share = (
        day: { byType: ReadonlyMap<string, number> },
        counts: (typeId: string) => boolean,
      ): number =>
        [...day.byType]
          .filter(([typeId]) => sharer.typeIds.has(typeId) && counts(typeId))
          .reduce((sum, [typeId, need]) => sum + need / (weights.get(typeId) ?? 1), 0) * sharer.presence;
      const nights = needs.reduce((sum, day) => sum + share(day, (typeId) => nightTypes.has(typeId)), 0);
      const weekends = needs.reduce((sum, day, index) => {
        if (day.day.weekday !== SATURDAY) return sum;
        const sunday = needs[index + 1];
        const onSunday = sunday?.day.weekday === SUNDAY ? share(sunday, () => true) : 0;
        // Whoever works on one of the two days best works on both.
        return (
          sum +
          Math.max(
            share(day, () => true),
            onSunday,
          )
        );
      }, 0);
      const bankHolidays = needs.reduce(
        (sum, day) => (day.day.bankHoliday ? sum + share(day, () => true) : sum),
        0,
      );
      return [sharer.person.person.id, { nights, weekends, bankHolidays }];
    }),
  );
}

/** Working time of all who may work a shift type, in whole-time people. */
export function weightsByType(input: RotaInput, sharers: readonly Sharer[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { person, typeIds, presence } of sharers) {
    for (const typeId of typeIds) {
      weights.set(typeId, (weights.get(typeId) ?? 0) + totalWte(input, person) * presence);
    }
  }
  return weights;
}

/** People wished for on each shift type: the most that any of its lines asks for, a line's number split among its types. */
function needByType(input: RotaInput, day: Day): Map<string, number> {
  const needs = new Map<string, number>();
  for (const { line, measure } of linesOn(input, day)) {
    if (measure.kind !== 'count') continue;
    const each = measure.target / line.shiftTypeIds.length;
    for (const typeId of line.shiftTypeIds) needs.set(typeId, Math.max(needs.get(typeId) ?? 0, each));
  }
  return needs;
}
