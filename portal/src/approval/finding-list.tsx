import { ALL_UNITS } from './run-words';
import { type RunStep } from './types';

/** What somebody has to look at, by unit and step. */
export function FindingList({ steps }: { steps: readonly RunStep[] }) {
  const found = steps.filter(({ findings }) => findings.length > 0);
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="findings-heading">
      <h2 className="nhsuk-heading-m" id="findings-heading">
        Findings
      </h2>
      {found.map(({ unitId, unitName, step, stepName, findings }) => (
        <section key={`${unitId ?? ''} ${step}`} aria-label={`${unitName ?? ALL_UNITS}, ${stepName}`}>
          <h3 className="nhsuk-heading-s">
            {unitName ?? ALL_UNITS}: {stepName}
          </h3>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {findings.map(({ personId, who, what }) => (
              <li key={`${personId ?? ''} ${what}`}>{who === '' ? what : `${who}: ${what}`}</li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
