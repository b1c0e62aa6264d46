import { DateTime } from 'luxon';

/** `Wednesday 5 August 2026` */
export function dateInWords(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB').toFormat('cccc d LLLL yyyy');
}

/** `5 August 2026 to 9 August 2026` */
export function periodInWords(firstDate: string, lastDate: string): string {
  const day = (date: string): string =>
    DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB').toFormat('d LLLL yyyy');
  return firstDate === lastDate ? day(firstDate) : `${day(firstDate)} to ${day(lastDate)}`;
}

/** Minutes as hours: `7 h 30 min`. */
export function hoursInWords(min: number): string {
  const [hours, rest] = [Math.floor(Math.abs(min) / 60), Math.abs(min) % 60];
  return `${min < 0 ? '−' : ''}${hours} h${rest === 0 ? '' : ` ${rest} min`}`;
}
