const MS_PER_DAY = 86_400_000;

const long = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const longWithWeekday = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const monthAndYear = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const shortWeekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short' });
const shortMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short' });
const instant = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const hospitalInstant = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
});

function midnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** "6 August 2026" */
export function formatDate(date: string): string {
  return long.format(midnight(date));
}

/** "Thursday 6 August 2026" */
export function formatDay(date: string): string {
  return longWithWeekday.format(midnight(date)).replace(',', '');
}

/** "2026-08" as "August 2026". */
export function formatMonth(month: string): string {
  return monthAndYear.format(midnight(`${month}-01`));
}

/** `Thu`, `6`, `Aug`. */
export function dayParts(date: string): { weekday: string; day: number; month: string } {
  const ms = midnight(date);
  return { weekday: shortWeekday.format(ms), day: new Date(ms).getUTCDate(), month: shortMonth.format(ms) };
}

/** "6 August 2026 to 2 September 2026" */
export function formatPeriod(firstDate: string, lastDate: string): string {
  return firstDate === lastDate
    ? formatDate(firstDate)
    : `${formatDate(firstDate)} to ${formatDate(lastDate)}`;
}

/** "6 August 2026 at 14:05", in the reader's own zone. */
export function formatInstant(iso: string): string {
  return instant.format(new Date(iso));
}

/** "Thu, 6 August at 20:30", by the hospital's clock. */
export function formatHospitalInstant(iso: string): string {
  return hospitalInstant.format(new Date(iso));
}

/** "20:30" of the hospital's clock. */
export function formatClock(iso: string): string {
  return clock.format(new Date(iso));
}

/** The dates from one to another, both included. */
export function datesBetween(firstDate: string, lastDate: string): string[] {
  const dates: string[] = [];
  for (let ms = midnight(firstDate); ms <= midnight(lastDate); ms += MS_PER_DAY) {
    dates.push(new Date(ms).toISOString().slice(0, 10));
  }
  return dates;
}

export function addDays(date: string, days: number): string {
  return new Date(midnight(date) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Today by the reader's clock. */
export function today(): string {
  const now = new Date();
  return isoDate(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The date that three fields spell, or null when there is no such day. */
export function dateFromParts(parts: { day?: string; month?: string; year?: string }): string | null {
  const { day = '', month = '', year = '' } = parts;
  if (!/^\s*\d{1,2}\s*$/.test(day) || !/^\s*\d{1,2}\s*$/.test(month) || !/^\s*\d{4}\s*$/.test(year))
    return null;
  const date = isoDate(Number(year), Number(month), Number(day));
  const ms = midnight(date);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === date ? date : null;
}

/** Minutes after midnight as a time of day: 1230 → "20:30", 1950 → "08:30". */
export function formatTimeOfDay(min: number): string {
  const ofDay = ((min % 1440) + 1440) % 1440;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}

/** "20:30 to 08:30 the next day" */
export function formatShiftTimes(startMin: number, endMin: number): string {
  const end = formatTimeOfDay(endMin);
  return `${formatTimeOfDay(startMin)} to ${end}${endMin > 1440 ? ' the next day' : ''}`;
}

/** Minutes as hours: 600 → "10 h", 615 → "10 h 15 min". */
export function formatHours(min: number): string {
  const rounded = Math.round(min);
  const sign = rounded < 0 ? '−' : '';
  const hours = Math.floor(Math.abs(rounded) / 60);
  const rest = Math.abs(rounded) % 60;
  return rest === 0 ? `${sign}${hours} h` : `${sign}${hours} h ${rest} min`;
}

/** Minutes as decimal hours, where room is short: 8910 → "148.5 h". */
export function formatHoursShort(min: number): string {
  return `${Math.round((min / 60) * 100) / 100} h`;
}

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** Weekdays (0 = Monday) as words: "every day", "Monday to Friday", "Saturday and Sunday". */
export function formatWeekdays(weekdays: readonly number[]): string {
  const sorted = [...new Set(weekdays)].sort((a, b) => a - b);
  if (sorted.length === 0 || sorted.length === 7) return 'Every day';
  const names = sorted.map((weekday) => WEEKDAYS[weekday] ?? '');
  const first = sorted[0]!;
  const isRun = sorted.length > 2 && sorted.every((weekday, index) => weekday === first + index);
  if (isRun) return `${names[0]} to ${names.at(-1)}`;
  return listOf(names);
}

/** "a, b and c" */
export function listOf(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** "1 shift", "2 shifts". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
