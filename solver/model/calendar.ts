/** A change of the clock inside a day: local minute from which it counts, and what it adds to elapsed time. */
export interface ClockChange {
  /** First local minute after the change, counted from local midnight (spring in London: 120, autumn: 120). */
  readonly fromLocalMin: number;
  /** Elapsed minutes that the change adds: -60 in spring (an hour is lost), +60 in autumn (an hour is lived twice). */
  readonly deltaMin: number;
}

/** One day of the planning horizon. Day 0 is the first day that can be planned; history has negative indexes. */
export interface Day {
  readonly index: number;
  /** ISO date, `2026-10-25`. */
  readonly date: string;
  /** 0 = Monday … 6 = Sunday. */
  readonly weekday: number;
  readonly bankHoliday: boolean;
  /** Elapsed minutes from local midnight of day 0 to local midnight of this day. */
  readonly startMin: number;
  readonly clockChange: ClockChange | null;
}

const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = MINUTES_PER_DAY * MS_PER_MINUTE;

/**
 * Elapsed minutes since the horizon's origin (local midnight of day 0) of a local time on a day.
 *
 * @param localMin minutes after local midnight; may exceed 1440 for a time on the following day, and may be negative.
 *   A local time that the clock skips counts as the instant of the change; one that happens twice counts as its first.
 */
export function elapsedMin(days: readonly Day[], dayIndex: number, localMin: number): number {
  const spill = Math.floor(localMin / MINUTES_PER_DAY);
  const day = days[dayIndex + spill];
  const minOfDay = localMin - spill * MINUTES_PER_DAY;
  if (day === undefined) return elapsedOutside(days, dayIndex + spill, minOfDay);
  const change = day.clockChange;
  if (change === null) return day.startMin + minOfDay;
  if (minOfDay >= change.fromLocalMin) return day.startMin + minOfDay + change.deltaMin;
  const skippedFrom = change.fromLocalMin + Math.min(change.deltaMin, 0);
  return day.startMin + Math.min(minOfDay, skippedFrom < change.fromLocalMin ? skippedFrom : minOfDay);
}

/** Days before the first and after the last are taken to have 24 hours. */
function elapsedOutside(days: readonly Day[], dayIndex: number, minOfDay: number): number {
  const last = days.at(-1);
  if (last === undefined || dayIndex < 0) return dayIndex * MINUTES_PER_DAY + minOfDay;
  const lastLength = MINUTES_PER_DAY + (last.clockChange?.deltaMin ?? 0);
  return last.startMin + lastLength + (dayIndex - last.index - 1) * MINUTES_PER_DAY + minOfDay;
}

/**
 * The days of a horizon, with weekdays, bank holidays and clock changes of a time zone.
 *
 * @param firstDate ISO date of day 0.
 * @param timeZone IANA name, or null for a horizon whose every day has 24 hours (public benchmarks).
 * @throws RangeError for a date or zone that does not exist.
 */
export function buildDays(
  firstDate: string,
  dayCount: number,
  timeZone: string | null,
  bankHolidays: ReadonlySet<string> = new Set(),
): Day[] {
  const first = utcMidnight(firstDate);
  const days: Day[] = [];
  let startMin = 0;
  for (let index = 0; index < dayCount; index++) {
    const midnight = first + index * MS_PER_DAY;
    const date = new Date(midnight).toISOString().slice(0, 10);
    const clockChange = timeZone === null ? null : clockChangeOn(midnight, timeZone);
    days.push({
      index,
      date,
      weekday: (new Date(midnight).getUTCDay() + 6) % 7,
      bankHoliday: bankHolidays.has(date),
      startMin,
      clockChange,
    });
    startMin += MINUTES_PER_DAY + (clockChange?.deltaMin ?? 0);
  }
  return days;
}

function utcMidnight(isoDate: string): number {
  const ms = Date.parse(`${isoDate}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDate) || Number.isNaN(ms)) {
    throw new RangeError(`"${isoDate}" is not a date; write it as 2026-08-05`);
  }
  if (new Date(ms).toISOString().slice(0, 10) !== isoDate)
    throw new RangeError(`"${isoDate}" does not exist`);
  return ms;
}

/** Minutes that a zone's clock is ahead of UTC at an instant. */
function offsetMin(formatter: Intl.DateTimeFormat, instantMs: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(instantMs)) part[type] = Number(value);
  const local = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute);
  return Math.round((local - Math.floor(instantMs / MS_PER_MINUTE) * MS_PER_MINUTE) / MS_PER_MINUTE);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function zoneFormatter(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

function clockChangeOn(utcMidnightMs: number, timeZone: string): ClockChange | null {
  const formatter = zoneFormatter(timeZone);
  const offsetAt = (ms: number): number => offsetMin(formatter, ms);
  const dayStart = utcMidnightMs - offsetAt(utcMidnightMs) * MS_PER_MINUTE;
  const before = offsetAt(dayStart);
  const dayEnd = utcMidnightMs + MS_PER_DAY - offsetAt(utcMidnightMs + MS_PER_DAY) * MS_PER_MINUTE;
  const after = offsetAt(dayEnd - MS_PER_MINUTE);
  if (before === after) return null;
  let low = dayStart;
  let high = dayEnd;
  while (high - low > MS_PER_MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MS_PER_MINUTE) * MS_PER_MINUTE;
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  const elapsedAtChange = (high - dayStart) / MS_PER_MINUTE;
  const deltaMin = before - after;
  // Spring: the first local minute after the gap. Autumn: the end of the hour that is lived twice.
  return { fromLocalMin: deltaMin < 0 ? elapsedAtChange - deltaMin : elapsedAtChange, deltaMin };
}
