import { Injectable } from '@nestjs/common';

/** The time, injected so that tests can set it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** ISO date in a time zone. */
  today(timeZone = 'Europe/London'): string {
    return isoDateIn(this.now(), timeZone);
  }
}

/** The calendar date of an instant in a time zone, `2026-08-05`. */
export function isoDateIn(instant: Date, timeZone: string): string {
  return formatterOf(timeZone).format(instant);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes far longer than using it, and every request asks for today's date. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en-CA', options);
  formatters.set(timeZone, made);
  return made;
}
