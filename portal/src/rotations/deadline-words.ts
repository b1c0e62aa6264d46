import { count, formatDay } from '../common/dates';
import { type Deadline, type OnTimeCount } from './types';

type Clock = Pick<Deadline, 'state' | 'daysLeft' | 'doneOn'>;

export const STATE_TAGS: Readonly<
  Record<Deadline['state'], { readonly label: string; readonly tag: string }>
> = {
  upcoming: { label: 'To come', tag: 'nhsuk-tag nhsuk-tag--grey' },
  'due-today': { label: 'Due today', tag: 'nhsuk-tag nhsuk-tag--yellow' },
  overdue: { label: 'Overdue', tag: 'nhsuk-tag nhsuk-tag--red' },
  'on-time': { label: 'On time', tag: 'nhsuk-tag nhsuk-tag--green' },
  late: { label: 'Late', tag: 'nhsuk-tag nhsuk-tag--orange' },
};

/** "27 days left", "1 day over", "Done on Wednesday 24 June 2026". */
export function countdown({ state, daysLeft, doneOn }: Clock): string {
  if (doneOn !== null) return `Done on ${formatDay(doneOn)}`;
  if (state === 'due-today') return 'Today is the last day';
  return daysLeft > 0 ? `${count(daysLeft, 'day')} left` : `${count(-daysLeft, 'day')} over`;
}

/** The next deadline that is not done; null when all are. */
export function nextDeadline(deadlines: readonly Deadline[]): Deadline | null {
  const open = deadlines.filter(({ doneOn }) => doneOn === null);
  return open.toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : 1))[0] ?? null;
}

/** "3 of 4 (75 %)", or that nothing is known yet. */
export function shareWords({ onTime, known }: OnTimeCount): string {
  if (known === 0) return 'None due yet';
  return `${onTime} of ${known} (${Math.round((100 * onTime) / known)} %)`;
}
