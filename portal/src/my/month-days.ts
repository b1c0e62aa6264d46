import { addDays } from '../common/dates';

const DAYS_PER_WEEK = 7;

/** "2026-11" of a date. */
export function monthOf(date: string): string {
  return date.slice(0, DAYS_PER_WEEK);
}

/** The month some months away: ("2026-12", 1) → "2027-01". */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, DAYS_PER_WEEK);
}

/** The weeks that touch a month, from Monday to Sunday. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % DAYS_PER_WEEK;
  const weeks: string[][] = [];
  for (
    let monday = addDays(first, -weekday);
    monday < `${addMonths(month, 1)}-01`;
    monday = addDays(monday, 7)
  ) {
    weeks.push(Array.from({ length: DAYS_PER_WEEK }, (_, day) => addDays(monday, day)));
  }
  return weeks;
}
