import { formatClock, formatDay } from './dates';

interface TimedShift {
  readonly shiftName: string;
  readonly date: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

const MS_PER_MINUTE = 60_000;

/** "20:30 to 08:30" by the hospital's clock. */
export function shiftTimes({ startsAt, endsAt }: Pick<TimedShift, 'startsAt' | 'endsAt'>): string {
  return `${formatClock(startsAt)} to ${formatClock(endsAt)}`;
}

/** "Night, Friday 5 February 2027, 20:30 to 08:30" */
export function shiftInWords(shift: TimedShift): string {
  return `${shift.shiftName}, ${formatDay(shift.date)}, ${shiftTimes(shift)}`;
}

/** Elapsed minutes from beginning to end. */
export function lengthMin({ startsAt, endsAt }: Pick<TimedShift, 'startsAt' | 'endsAt'>): number {
  return Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / MS_PER_MINUTE);
}

/** "Adeyemi, Sam" as one would say it: "Sam Adeyemi". */
export function spokenName(displayName: string): string {
  return displayName.split(', ').reverse().join(' ');
}
