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
  /** On the first day alone: changes of the clock near the horizon, into which history and the last nights reach. */
  readonly clockChangesAround?: readonly DatedClockChange[];
}

/** A change of the clock on a day outside the horizon. */
export interface DatedClockChange extends ClockChange {
  readonly dayIndex: number;
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
  return day.startMin + elapsedInDay(day.clockChange, minOfDay);
}

/** Elapsed minutes from a day's midnight to a local time of it. */
function elapsedInDay(change: ClockChange | null, minOfDay: number): number {
  if (change === null) return minOfDay;
  if (minOfDay >= change.fromLocalMin) return minOfDay + change.deltaMin;
  return Math.min(minOfDay, change.fromLocalMin + Math.min(change.deltaMin, 0));
}

/** Days outside the horizon have 24 hours but for the changes of the clock that the first day tells of. */
function elapsedOutside(days: readonly Day[], dayIndex: number, minOfDay: number): number {
  const last = days.at(-1);
  if (last === undefined) return dayIndex * MINUTES_PER_DAY + minOfDay;
  const around = days[0]!.clockChangesAround ?? [];
  const own = around.find((change) => change.dayIndex === dayIndex) ?? null;
  const inDay = elapsedInDay(own, minOfDay);
  const shift = (from: number, to: number): number =>
    around.reduce(
      (sum, change) => (change.dayIndex >= from && change.dayIndex < to ? sum + change.deltaMin : sum),
      0,
    );
  if (dayIndex < 0) return dayIndex * MINUTES_PER_DAY - shift(dayIndex, 0) + inDay;
  const end = last.startMin + MINUTES_PER_DAY + (last.clockChange?.deltaMin ?? 0);
  return end + (dayIndex - days.length) * MINUTES_PER_DAY + shift(days.length, dayIndex) + inDay;
}

/** Minutes that the clock changes add to a day. */
export function clockDeltaOn(days: readonly Day[], dayIndex: number): number {
  const day = days[dayIndex];
  if (day !== undefined) return day.clockChange?.deltaMin ?? 0;
  return days[0]?.clockChangesAround?.find((change) => change.dayIndex === dayIndex)?.deltaMin ?? 0;
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
  const days = plainDays(firstDate, dayCount, timeZone);
  if (bankHolidays.size === 0) return [...days];
  return days.map((day) => (bankHolidays.has(day.date) ? { ...day, bankHoliday: true } : day));
}

/** Horizons by first day, length and zone: a rota is looked at over and over, and its days stay what they are. */
const horizons = new Map<string, readonly Day[]>();
const MOST_HORIZONS = 500;

function plainDays(firstDate: string, dayCount: number, timeZone: string | null): readonly Day[] {
  const key = `${firstDate} ${dayCount} ${timeZone}`;
  const known = horizons.get(key);
  if (known !== undefined) return known;
  const days = daysFrom(firstDate, dayCount, timeZone);
  if (horizons.size >= MOST_HORIZONS) horizons.clear();
  horizons.set(key, days);
  return days;
}

function daysFrom(firstDate: string, dayCount: number, timeZone: string | null): Day[] {
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
      bankHoliday: false,
      startMin,
      clockChange,
    });
    startMin += MINUTES_PER_DAY + (clockChange?.deltaMin ?? 0);
  }
  if (timeZone === null || days.length === 0) return days;
  const around = [
    ...clockChangesWithin(first, -DAYS_KNOWN_BEFORE, 0, timeZone),
    ...clockChangesWithin(first, dayCount, dayCount + DAYS_KNOWN_AFTER, timeZone),
  ];
  if (around.length > 0) days[0] = { ...days[0]!, clockChangesAround: around };
  return days;
}

/** History reaches back no further than the longest window of a rule, 26 weeks; a year is ample. */
const DAYS_KNOWN_BEFORE = 366;
const DAYS_KNOWN_AFTER = 15;
/** Between two changes of a clock lie weeks, so a week that begins and ends with the same offset has none. */
const PROBE_DAYS = 7;

function clockChangesWithin(firstMs: number, from: number, to: number, timeZone: string): DatedClockChange[] {
  const offsetBefore = (dayIndex: number): number => offsetOfDay(firstMs + dayIndex * MS_PER_DAY, timeZone);
  const found: DatedClockChange[] = [];
  for (let start = from; start < to; start += PROBE_DAYS) {
    const end = Math.min(to, start + PROBE_DAYS);
    // A day on either side, because midnight in the zone is not midnight in UTC.
    if (offsetBefore(start - 1) === offsetBefore(end + 1)) continue;
    for (let dayIndex = start; dayIndex < end; dayIndex++) {
      const change = clockChangeOn(firstMs + dayIndex * MS_PER_DAY, timeZone);
      if (change !== null) found.push({ dayIndex, ...change });
    }
  }
  return found;
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

/** Offsets and changes by zone and day: asked for over and over, dear to find out, and never different. */
const offsets = new Map<string, number>();
const changes = new Map<string, ClockChange | null>();

function offsetOfDay(utcMidnightMs: number, timeZone: string): number {
  const key = `${timeZone} ${utcMidnightMs}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const found = offsetMin(zoneFormatter(timeZone), utcMidnightMs);
  offsets.set(key, found);
  return found;
}

function clockChangeOn(utcMidnightMs: number, timeZone: string): ClockChange | null {
  const key = `${timeZone} ${utcMidnightMs}`;
  const known = changes.get(key);
  if (known !== undefined) return known;
  const found = findClockChange(utcMidnightMs, timeZone);
  changes.set(key, found);
  return found;
}

function findClockChange(utcMidnightMs: number, timeZone: string): ClockChange | null {
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
