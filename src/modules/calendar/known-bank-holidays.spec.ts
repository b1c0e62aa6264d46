import { describe, expect, it } from 'vitest';
import { knownBankHolidays } from './known-bank-holidays.js';
import { NATIONS, type Nation } from './nation.js';

const DAY_MS = 86_400_000;
const MONDAY = 1;

const iso = (date: Date): string => date.toISOString().slice(0, 10);
const weekdayOf = (date: string): number => new Date(date).getUTCDay();
const plus = (date: string, days: number): string => iso(new Date(Date.parse(date) + days * DAY_MS));

/** Easter Sunday after the rule of the Gregorian calendar (Anonymous algorithm). */
function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const m = Math.floor((a + 11 * h) / 319);
  const j = Math.floor(c / 4);
  const l = (2 * (b % 4) + 2 * j - (c % 4) - h + m + 32) % 7;
  const month = Math.floor((h - m + l + 90) / 25);
  const day = (h - m + l + month + 19) % 32;
  return iso(new Date(Date.UTC(year, month - 1, day)));
}

function mondayOf(year: number, month: number, which: 'first' | 'last'): string {
  const start = which === 'first' ? Date.UTC(year, month - 1, 1) : Date.UTC(year, month, 0);
  let date = iso(new Date(start));
  while (weekdayOf(date) !== MONDAY) date = plus(date, which === 'first' ? 1 : -1);
  return date;
}

/** Fixed days in a row; those on a weekend, or on a day that is taken, go to the next working day. */
function kept(dates: readonly string[]): string[] {
  const free = dates.filter((date) => ![0, 6].includes(weekdayOf(date)));
  for (const date of dates.filter((each) => !free.includes(each))) {
    let substitute = date;
    while ([0, 6].includes(weekdayOf(substitute)) || free.includes(substitute))
      substitute = plus(substitute, 1);
    free.push(substitute);
  }
  return free;
}

function expected(nation: Nation, year: number): string[] {
  const common = [
    plus(easter(year), -2),
    mondayOf(year, 5, 'first'),
    mondayOf(year, 5, 'last'),
    ...kept([`${year}-12-25`, `${year}-12-26`]),
  ];
  if (nation === 'scotland') {
    const worldCup = year === 2026 ? ['2026-06-15'] : [];
    const newYear = kept([`${year}-01-01`, `${year}-01-02`]);
    return [
      ...common,
      ...newYear,
      mondayOf(year, 8, 'first'),
      ...kept([`${year}-11-30`]),
      ...worldCup,
    ].sort();
  }
  const southern = [...common, plus(easter(year), 1), mondayOf(year, 8, 'last'), ...kept([`${year}-01-01`])];
  const irish = nation === 'northern-ireland' ? [...kept([`${year}-03-17`]), ...kept([`${year}-07-12`])] : [];
  return [...southern, ...irish].sort();
}

describe('the bank holidays', () => {
  it.each(NATIONS.flatMap((nation) => [2026, 2027, 2028].map((year) => [nation, year] as const)))(
    'of %s in %i are those of the rule that each follows',
    (nation, year) => {
      const listed = knownBankHolidays()
        .filter((holiday) => holiday.nation === nation && holiday.date.startsWith(String(year)))
        .map(({ date }) => date)
        .sort();
      expect(listed).toEqual(expected(nation, year));
    },
  );
});
