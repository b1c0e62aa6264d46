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
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}
