const MS_PER_DAY = 86_400_000;
export const DAYS_PER_WEEK = 7;

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY);
}

/** Days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

export function plusDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 0 = Monday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK;
}

/** The Monday of a date's week. */
export function mondayOf(date: string): string {
  return plusDays(date, -weekdayOf(date));
}

/** The day of a cycle on which a date falls. @param cycleStart a Monday */
export function cycleDay(cycleStart: string, cycleWeeks: number, date: string): number {
  const length = cycleWeeks * DAYS_PER_WEEK;
  return ((daysBetween(cycleStart, date) % length) + length) % length;
}

/** A line as somebody has it who begins in a later week. */
export function turned<T>(cells: readonly T[], startWeek: number): readonly T[] {
  const from = (startWeek * DAYS_PER_WEEK) % Math.max(1, cells.length);
  return [...cells.slice(from), ...cells.slice(0, from)];
}

export function datesFrom(first: string, last: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, index) =>
    plusDays(first, index),
  );
}
