import { count, formatInstant } from '../common/dates';
import { type DoctorSchedule } from './types';

/** What was issued to a doctor, and whether they have confirmed it. */
export function issuedWords({ number, issuedAt, acknowledgedAt }: DoctorSchedule): string {
  if (number === null || issuedAt === null) return 'Not issued yet';
  const confirmed =
    acknowledgedAt === null ? 'not confirmed yet' : `confirmed on ${formatInstant(acknowledgedAt)}`;
  return `Version ${number}, issued on ${formatInstant(issuedAt)}, ${confirmed}`;
}

/** What issuing now would do. */
export function outcomeWords({ outcome, changes, reason }: DoctorSchedule): string {
  if (outcome === 'new') return 'Ready to issue';
  if (outcome === 'changed') return `Has changed: ${count(changes.length, 'difference')}`;
  return outcome === 'unchanged' ? 'Up to date' : (reason ?? 'Cannot be made');
}

/** How many doctors are where. */
export function summaryOf(doctors: readonly DoctorSchedule[]): [string, number][] {
  const of = (fits: (doctor: DoctorSchedule) => boolean): number => doctors.filter(fits).length;
  return [
    ['Doctors', doctors.length],
    ['Ready to issue', of(({ outcome }) => outcome === 'new' || outcome === 'changed')],
    ['Cannot be made yet', of(({ outcome }) => outcome === 'impossible')],
    ['Issued, not confirmed', of(({ number, acknowledgedAt }) => number !== null && acknowledgedAt === null)],
    ['Without a mail address', of(({ hasAddress }) => !hasAddress)],
  ];
}
