import { DateTime } from 'luxon';
import { type VacancyRow } from './vacancies.repository.js';

/** `Night (N) on Monday 3 August 2026, 20:00 to 08:00, in Ward A` */
export function openShiftInWords(
  { shiftName, shiftCode, date, startsAt, endsAt, unitName }: VacancyRow,
  timeZone: string,
): string {
  const day = DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB').toFormat('cccc d LLLL yyyy');
  const time = (at: Date): string => DateTime.fromJSDate(at, { zone: timeZone }).toFormat('HH:mm');
  return `${shiftName} (${shiftCode}) on ${day}, ${time(startsAt)} to ${time(endsAt)}, in ${unitName}`;
}
