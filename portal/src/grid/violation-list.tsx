import { type ReactNode } from 'react';
import { type Violation } from '../api/types';
import { formatDate } from '../common/dates';
import { violationKey } from './use-edits';

const LEVELS: Readonly<Record<string, string>> = {
  hard: 'Rule broken',
  soft: 'Should be better',
  advisory: 'Advice',
};

export function levelWords(level: string): string {
  return LEVELS[level] ?? level;
}

/** Rule breaks as sentences, each with its rule, clause and days. `personName` is left out where the person is plain. */
export function ViolationList({
  violations,
  personName,
  after,
}: {
  violations: readonly Violation[];
  personName?: (personId: string) => string;
  /** What stands below each of them. */
  after?: (violation: Violation) => ReactNode;
}) {
  return (
    <ul className="nhsuk-list rw-violations">
      {violations.map((violation) => (
        <li key={violationKey(violation)} className={`rw-violation rw-violation--${violation.level}`}>
          <span className="rw-violation__level">{levelWords(violation.level)}</span>{' '}
          {personName && violation.personId ? `${personName(violation.personId)}: ` : ''}
          {violation.message}
          <span className="rw-secondary rw-violation__rule">
            {ruleWords(violation)}, {violationDates(violation)}
          </span>
          {after?.(violation)}
        </li>
      ))}
    </ul>
  );
}

/** "Rest after nights, A6 (doctors2016.rest-after-nights)" */
export function ruleWords({ name, clause, rule }: Pick<Violation, 'name' | 'clause' | 'rule'>): string {
  return `${name}${clause === null || clause === 'unit' ? '' : `, ${clause}`} (${rule})`;
}

export function violationDates({ fromDate, toDate }: Violation): string {
  return fromDate === toDate ? formatDate(fromDate) : `${formatDate(fromDate)} to ${formatDate(toDate)}`;
}
