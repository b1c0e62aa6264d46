import { type PaidDays, type PayLine } from './pay-line.js';
import { type Dated, type PayTable } from './tables/table.js';
import { dateInWords } from './words.js';

/** The days of a period that belong to the line, or null. */
export function daysWithin(line: PayLine, period: PaidDays): PaidDays | null {
  const firstDay = Math.max(line.firstDay, period.firstDay);
  const lastDay = Math.min(line.lastDay, period.lastDay);
  return lastDay < firstDay ? null : { firstDay, lastDay };
}

/** Stretches of days inside which no table and no clause changes. */
export function segments(
  { days }: PayLine,
  { firstDay, lastDay }: PaidDays,
  dated: readonly Dated[],
): PaidDays[] {
  const changes = new Set(dated.map(({ effectiveFrom }) => effectiveFrom));
  const stretches: PaidDays[] = [];
  let from = firstDay;
  for (let day = firstDay + 1; day <= lastDay; day++) {
    if (!changes.has(days[day]!.date)) continue;
    stretches.push({ firstDay: from, lastDay: day - 1 });
    from = day;
  }
  return [...stretches, { firstDay: from, lastDay }];
}

export function datesOf({ days }: PayLine, { firstDay, lastDay }: PaidDays): { from: string; to: string } {
  return { from: days[firstDay]!.date, to: days[lastDay]!.date };
}

/** Says so when days are paid by a table whose year is over. */
export function tableNote({ source, printedUntil }: PayTable, to: string): string[] {
  if (to <= printedUntil) return [];
  return [`Paid by ${source}, the newest that is known; its year ended on ${dateInWords(printedUntil)}.`];
}
