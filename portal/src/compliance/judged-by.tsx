import { Link } from 'react-router';
import { type Compliance } from '../api/types';
import { formatDate } from '../common/dates';
import { evidenceWords } from './evidence-words';

/** By which rules a rota was judged, what the unit agreed otherwise, and what could not be judged. */
export function JudgedBy({ compliance, unitId }: { compliance: Compliance; unitId: string }) {
  const { packs, overrides, notJudged } = compliance;
  return (
    <>
      {notJudged.length === 0 ? null : (
        <section aria-labelledby="not-judged">
          <h3 className="nhsuk-heading-s" id="not-judged">
            Not judged
          </h3>
          <ul>
            {notJudged.map(({ rule, name, clause, reason }) => (
              <li key={rule}>
                {clause === null ? name : `${name}, ${clause}`} ({rule}): {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="judged-by">
        <h3 className="nhsuk-heading-s" id="judged-by">
          Judged by
        </h3>
        <ul>
          {packs.map(({ code, name, effectiveFrom, source, evidence }) => (
            <li key={code}>
              {name} ({code}), in force from {formatDate(effectiveFrom)}. Source: {source}. Evidence{' '}
              {evidence}: {evidenceWords(evidence)}.
            </li>
          ))}
        </ul>
        {overrides.length === 0 ? null : (
          <>
            <p>This unit has agreed otherwise:</p>
            <ul>
              {overrides.map(({ rule, parameters, reason, approvedBy }) => (
                <li key={rule}>
                  {rule}: {parameters.join(', ')}. Because: {reason}. Approved by: {approvedBy}.
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
          <Link to={`/units/${unitId}/rules`}>Every rule with its numbers and sources</Link>
        </p>
      </section>
    </>
  );
}
