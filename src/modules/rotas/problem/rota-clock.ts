import { DateTime } from 'luxon';
import { buildDays, type Day, elapsedMin } from '../../../../solver/model/index.js';

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
/** A shift starts on its day and ends on the third at the latest. */
const DAYS_A_SHIFT_TOUCHES = 3;

/** Turns instants into elapsed minutes of a rota's horizon. */
export interface RotaClock {
  readonly days: readonly Day[];
  /** Day index of an ISO date; negative before the rota. */
  dayIndex(date: string): number;
  dateOf(dayIndex: number): string;
  elapsedMin(instant: Date): number;
  instantAt(elapsedMin: number): Date;
}

/** @throws RangeError for a date or zone that does not exist. */
export function rotaClock(
  firstDate: string,
  lastDate: string,
  timeZone: string,
  bankHolidays: ReadonlySet<string>,
): RotaClock {
  const firstMs = Date.parse(`${firstDate}T00:00:00Z`);
  const dayIndex = (date: string): number =>
    Math.round((Date.parse(`${date}T00:00:00Z`) - firstMs) / MS_PER_DAY);
  const days = buildDays(firstDate, dayIndex(lastDate) + 1, timeZone, bankHolidays);
  const originMs = localMidnight(firstDate, timeZone);
  return {
    days,
    dayIndex,
    dateOf: (index) => new Date(firstMs + index * MS_PER_DAY).toISOString().slice(0, 10),
    elapsedMin: (instant) => Math.round((instant.getTime() - originMs) / MS_PER_MINUTE),
    instantAt: (minutes) => new Date(originMs + minutes * MS_PER_MINUTE),
  };
}

/** The instants at which a shift of a date starts and ends, by the clock on the wall of the zone. */
export function shiftInstants(
  date: string,
  shift: { readonly startMin: number; readonly endMin: number },
  timeZone: string,
): { startsAt: Date; endsAt: Date } {
  const days = buildDays(date, DAYS_A_SHIFT_TOUCHES, timeZone);
  const originMs = localMidnight(date, timeZone);
  const instant = (localMin: number): Date =>
    new Date(originMs + elapsedMin(days, 0, localMin) * MS_PER_MINUTE);
  return { startsAt: instant(shift.startMin), endsAt: instant(shift.endMin) };
}

/** Minutes of work of a shift that was or will be worked: elapsed time less unpaid breaks; of on-call the estimate. */
export function workedMin(work: {
  startsAt: Date;
  endsAt: Date;
  unpaidBreakMin: number;
  estimatedMin: number | null;
}): number {
  if (work.estimatedMin !== null) return work.estimatedMin;
  return Math.round((work.endsAt.getTime() - work.startsAt.getTime()) / MS_PER_MINUTE) - work.unpaidBreakMin;
}

/** The ISO date some days later. */
export function addDays(date: string, count: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * MS_PER_DAY).toISOString().slice(0, 10);
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `5 August 2026` */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}`;
}

const MIDNIGHTS_KEPT = 10_000;
const midnights = new Map<string, number>();

/** Asked for the same few days again and again, under locks that others wait for. */
function localMidnight(date: string, timeZone: string): number {
  const key = `${date} ${timeZone}`;
  const known = midnights.get(key);
  if (known !== undefined) return known;
  const ms = DateTime.fromISO(date, { zone: timeZone }).startOf('day').toMillis();
  if (midnights.size >= MIDNIGHTS_KEPT) midnights.clear();
  midnights.set(key, ms);
  return ms;
}
