import { DateTime } from 'luxon';

/** Minutes of the day between which no mail goes out that can wait; the same twice: never quiet. */
export interface QuietHours {
  readonly quietFromMin: number;
  readonly quietToMin: number;
}

/** Whether an instant lies in somebody's quiet hours, by the clock on their wall. */
export function isQuiet({ quietFromMin, quietToMin }: QuietHours, at: Date, timeZone: string): boolean {
  const { hour, minute } = DateTime.fromJSDate(at, { zone: timeZone });
  const min = hour * 60 + minute;
  if (quietFromMin <= quietToMin) return min >= quietFromMin && min < quietToMin;
  return min >= quietFromMin || min < quietToMin;
}

/** The last time of day `atMin` that is not after an instant. */
export function lastAt(atMin: number, now: Date, timeZone: string): Date {
  const today = atMinOf(DateTime.fromJSDate(now, { zone: timeZone }), atMin);
  return today.toMillis() <= now.getTime()
    ? today.toJSDate()
    : atMinOf(today.minus({ days: 1 }), atMin).toJSDate();
}

/** A day later by the clock on the wall. */
export function nextAfter(at: Date, timeZone: string): Date {
  return DateTime.fromJSDate(at, { zone: timeZone }).plus({ days: 1 }).toJSDate();
}

/** When a reminder is due: so many hours before, or before the quiet hours that this would fall into. */
export function reminderDue(
  startsAt: Date,
  { reminderHours, ...quiet }: QuietHours & { readonly reminderHours: number },
  timeZone: string,
): Date {
  const due = DateTime.fromJSDate(startsAt, { zone: timeZone }).minus({ hours: reminderHours });
  if (!isQuiet(quiet, due.toJSDate(), timeZone)) return due.toJSDate();
  return lastAt(quiet.quietFromMin, due.toJSDate(), timeZone);
}

function atMinOf(day: DateTime, atMin: number): DateTime {
  return day.set({ hour: Math.floor(atMin / 60), minute: atMin % 60, second: 0, millisecond: 0 });
}
