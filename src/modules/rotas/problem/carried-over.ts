import { type FullTimeShare } from '../../../../solver/rules/index.js';
import { placementsHere, totalWte } from './contract.js';
import { type Sharer } from './fair-share.js';
import { type PersonInput, type RotaInput } from './rota-input.js';

const MS_PER_DAY = 86_400_000;
const SATURDAY = 6;
const SUNDAY = 0;

interface Burden {
  readonly nights: number;
  readonly weekends: number;
  readonly bankHolidays: number;
}

/**
 * Nights, weekends and bank holidays that each person has worked in the unit beyond an even share, as far back as work is read;
 * negative for who has worked fewer. Compared are people who may work the same shift types, by working time and by how
 * long they have been placed here: a new starter neither owes nor is owed.
 */
export function carriedOver(input: RotaInput, sharers: readonly Sharer[]): Map<string, FullTimeShare> {
  const from = firstDayOfHistory(input);
  const known = sharers.map((sharer) => ({
    sharer,
    burden: burdenOf(input, sharer.person),
    weight: totalWte(input, sharer.person) * daysHere(input, sharer.person, from),
    group: [...sharer.typeIds].toSorted().join(' '),
  }));
  return new Map(
    known.map(({ sharer, burden, weight, group }) => {
      const peers = known.filter((other) => other.group === group);
      const all = peers.reduce((sum, other) => sum + other.weight, 0);
      const beyond = (of: keyof Burden): number =>
        all === 0 ? 0 : burden[of] - (peers.reduce((sum, other) => sum + other.burden[of], 0) * weight) / all;
      return [
        sharer.person.person.id,
        { nights: beyond('nights'), weekends: beyond('weekends'), bankHolidays: beyond('bankHolidays') },
      ];
    }),
  );
}

function pastWork({ rota }: RotaInput, { work }: PersonInput): PersonInput['work'] {
  return work.filter(
    ({ date, unitId, kind }) => date < rota.firstDate && unitId === rota.unitId && kind !== 'off',
  );
}

function burdenOf(input: RotaInput, person: PersonInput): Burden {
  const work = pastWork(input, person);
  const weekends = work.flatMap(({ date }) => {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday === SATURDAY) return [date];
    return weekday === SUNDAY
      ? [new Date(Date.parse(`${date}T00:00:00Z`) - MS_PER_DAY).toISOString().slice(0, 10)]
      : [];
  });
  return {
    nights: work.filter(({ kind }) => kind === 'night').length,
    weekends: new Set(weekends).size,
    bankHolidays: work.filter(({ date }) => input.bankHolidays.has(date)).length,
  };
}

/** Nobody is compared over days of which no work of the unit is known. */
function firstDayOfHistory(input: RotaInput): string {
  const dates = input.people.flatMap((person) => pastWork(input, person).map(({ date }) => date));
  return dates.reduce((first, date) => (date < first ? date : first), input.rota.firstDate);
}

function daysHere(input: RotaInput, person: PersonInput, from: string): number {
  return placementsHere(input, person).reduce((sum, { firstDate }) => {
    const start = firstDate > from ? firstDate : from;
    return sum + Math.max(0, (Date.parse(input.rota.firstDate) - Date.parse(start)) / MS_PER_DAY);
  }, 0);
}
