import { formatDay } from '../common/dates';
import { requestWords } from '../grid/cell-text';
import { type Outcome } from './request-queries';

/** What published rotas made of each request, and why. */
export function Outcomes({ outcomes }: { outcomes: readonly Outcome[] }) {
  if (outcomes.length === 0) return null;
  return (
    <section aria-labelledby="outcomes">
      <h2 className="nhsuk-heading-m" id="outcomes">
        What came of it
      </h2>
      <ul className="nhsuk-list rw-agenda">
        {outcomes.map((outcome) => (
          <li key={`${outcome.entryId}${outcome.date}`}>
            <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{formatDay(outcome.date)}</h3>
            <p className="nhsuk-u-margin-bottom-2">
              {requestWords({ kind: outcome.kind, shiftKind: outcome.shiftKind }).words}:{' '}
              <strong>{outcome.granted ? 'granted' : 'not granted'}</strong>. {outcome.reason}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
