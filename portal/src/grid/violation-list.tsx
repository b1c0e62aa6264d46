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

/** Rule breaks as sentences. `personName` is left out where the person is plain. */
export function ViolationList({
  violations,
  personName,
}: {
  violations: readonly Violation[];
  personName?: (personId: string) => string;
}) {
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {violations.map((violation) => (
        <li key={violationKey(violation)}>
          {personName && violation.personId ? `${personName(violation.personId)}: ` : ''}
          {violation.message}{' '}
          <span className="rw-secondary">
            ({levelWords(violation.level)}, {violationDates(violation)}, {violation.rule})
          </span>
        </li>
      ))}
    </ul>
  );
}

export function violationDates({ fromDate, toDate }: Violation): string {
  return fromDate === toDate ? formatDate(fromDate) : `${formatDate(fromDate)} to ${formatDate(toDate)}`;
}
