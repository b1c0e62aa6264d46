import { invalid } from './domain-error.js';

const MS_PER_DAY = 86_400_000;

/**
 * @param names of the two fields, for the message.
 * @throws DomainError `invalid-input` when the last day is before the first. A null last day is open-ended.
 */
export function assertDateOrder(
  first: string,
  last: string | null,
  [firstName, lastName]: readonly [string, string],
): void {
  if (last === null || last >= first) return;
  throw invalid({
    path: lastName,
    message: `${lastName} "${last}" is before ${firstName} "${first}"; choose the same day or a later one.`,
  });
}

/** @throws DomainError `invalid-input` for a period of more than so many days, or that ends before it begins. */
export function assertPeriod(from: string, to: string, maxDays: number): void {
  assertDateOrder(from, to, ['from', 'to']);
  const days = (Date.parse(to) - Date.parse(from)) / MS_PER_DAY + 1;
  if (days <= maxDays) return;
  throw invalid({
    path: 'to',
    message: `From "${from}" to "${to}" are ${days} days; ask for at most ${maxDays} at once.`,
  });
}
