import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { isProblem, isRecord } from '../api/problem';

const HEADLINES: Readonly<Record<string, string>> = {
  'breaks-a-rule': 'This would break a rule',
  'leaves-too-few': 'This would leave too few people',
  'overlapping-shift': 'Nobody can be in two places at once',
  'swap-over': 'This swap is over',
  'already-answered': 'You have answered already',
  'shift-changed': 'This shift has changed meanwhile',
  'shift-started': 'This shift has begun',
  'rota-being-edited': 'The rota is being changed',
  'vacancy-over': 'This shift is no longer open',
  'stale-version': 'Somebody changed this meanwhile',
  'not-offered': 'This shift is not offered to you yet',
};

/** Why a change was refused, the state as it is now, and what can be done instead. Takes the focus. */
export function ChangeRefusal({ error, children }: { error: Error; children?: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  return (
    <div className="nhsuk-error-summary rw-refusal" role="alert" tabIndex={-1} ref={box}>
      <h2 className="nhsuk-error-summary__title nhsuk-heading-s">{headline(error)}</h2>
      <Breaches error={error} />
      {children ?? (
        <p className="nhsuk-u-margin-bottom-0">
          <Link to="/my-rota">See your rota as it is now</Link>
        </p>
      )}
    </div>
  );
}

function headline(error: Error): string {
  if (!isProblem(error)) return 'There is a problem';
  return HEADLINES[error.problem.code] ?? error.problem.title;
}

function Breaches({ error }: { error: Error }) {
  const messages = breachMessages(error);
  if (messages.length < 2) return <p>{error.message}</p>;
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {messages.map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}

/** The hard breaches of a refused change; none where it was refused for something else. */
function breachMessages(error: Error): string[] {
  if (!isProblem(error, 'breaks-a-rule') || !isRecord(error.problem.violations)) return [];
  const { introduced } = error.problem.violations;
  if (!Array.isArray(introduced)) return [];
  return introduced
    .filter(isRecord)
    .filter(({ level }) => level === 'hard')
    .map(({ message }) => String(message));
}
