import { useEffect, useRef } from 'react';
import { isProblem, isRecord } from '../api/problem';
import { type Violation } from '../api/types';
import { formatDay } from '../common/dates';
import { type GridModel } from './grid-model';
import { ViolationList } from './violation-list';

/** Why a change was refused: with the rules against it, or with what somebody else has put there meanwhile. */
export function Refusal({ error, model }: { error: Error; model: GridModel }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [error]);
  const breaches = breachesOf(error);
  return (
    <div className="nhsuk-error-summary rw-refusal" role="alert" tabIndex={-1} ref={box}>
      <h3 className="nhsuk-error-summary__title nhsuk-heading-s">{headline(error)}</h3>
      {breaches.length === 0 ? (
        <p>{error.message}</p>
      ) : (
        <ViolationList violations={breaches} personName={model.personName} />
      )}
      {isProblem(error) && error.problem.status === 412 ? (
        <Current current={error.problem.current} model={model} />
      ) : null}
    </div>
  );
}

function headline(error: Error): string {
  if (isProblem(error, 'breaks-a-rule')) return 'This would break a rule';
  if (isProblem(error, 'overlapping-shift')) return 'Nobody can be in two places at once';
  if (isProblem(error) && error.problem.status === 412) return 'Somebody changed this meanwhile';
  return 'There is a problem';
}

/** The state that won, in words; the grid behind the dialog shows it already. */
function Current({ current, model }: { current: unknown; model: GridModel }) {
  if (!isRecord(current) || typeof current.shiftTypeId !== 'string') {
    return <p>The shift is gone: the day is off now. Look at it again and decide anew.</p>;
  }
  const type = model.shiftTypes.get(current.shiftTypeId);
  const who = typeof current.personId === 'string' ? model.personName(current.personId) : '';
  const when = typeof current.date === 'string' ? formatDay(current.date) : '';
  return (
    <p>
      It now says: {who}, {when}: {type?.name ?? 'a shift'}
      {current.pinned === true ? ', pinned' : ''}. Look at it again and decide anew.
    </p>
  );
}

/** The new breaches of a change that was refused for them; none where it was refused for something else. */
export function breachesOf(error: Error): readonly Violation[] {
  if (!isProblem(error, 'breaks-a-rule')) return [];
  const { violations } = error.problem;
  const list = isRecord(violations) ? violations.introduced : violations;
  const found = Array.isArray(list) ? (list as Violation[]) : [];
  return found.filter(({ level }) => level === 'hard');
}
