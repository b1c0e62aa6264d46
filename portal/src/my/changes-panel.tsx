import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { myChangesQuery } from '../api/staff-queries';
import { type MyChanges, type PublishedShift } from '../api/staff-types';
import { announce } from '../common/announcer';
import { count, formatInstant, formatPeriod } from '../common/dates';
import { shiftInWords, shiftTimes } from '../common/shift-words';
import { useSeenMark } from './use-seen-mark';

/** What has changed in the reader's shifts since they last said that they had seen everything. */
export function ChangesPanel({ accountId }: { accountId: string }) {
  const [mark, setMark] = useSeenMark(accountId);
  const query = useQuery(myChangesQuery(mark));
  const found = query.data;
  if (found === undefined) return null;
  if (isNothing(found)) {
    return <p className="rw-secondary">Nothing of yours has changed since {formatInstant(mark.since)}.</p>;
  }
  return (
    <section className="rw-panel rw-panel--news" aria-labelledby="changes-title">
      <h2 className="nhsuk-heading-s nhsuk-u-margin-bottom-1" id="changes-title">
        Changed for you since {formatInstant(mark.since)}
      </h2>
      <ChangeList found={found} />
      <Button
        type="button"
        small
        secondary
        onClick={() => {
          setMark({ since: found.until, seen: found.seen === '' ? undefined : found.seen });
          announce('Noted that you have seen these changes.');
        }}
      >
        I have seen this
      </Button>
    </section>
  );
}

function isNothing({ newRotas, changes }: MyChanges): boolean {
  return newRotas.length + changes.added.length + changes.changed.length + changes.withdrawn.length === 0;
}

function ChangeList({ found: { newRotas, changes } }: { found: MyChanges }) {
  return (
    <ul className="nhsuk-list rw-changes">
      {newRotas.map((rota) => (
        <li key={rota.rotaId}>
          <strong>New rota:</strong> {rota.rotaName}, {rota.unitName},{' '}
          {formatPeriod(rota.firstDate, rota.lastDate)}, with {count(rota.shifts, 'shift')} of yours.
        </li>
      ))}
      {changes.added.map((shift) => (
        <li key={shift.assignmentId}>
          <strong>Added:</strong> <ShiftLink shift={shift} />
        </li>
      ))}
      {changes.changed.map(({ before, after }) => (
        <li key={after.assignmentId}>
          <strong>Changed:</strong> <ShiftLink shift={after} /> (was {before.shiftName}, {shiftTimes(before)})
        </li>
      ))}
      {changes.withdrawn.map((shift) => (
        <li key={shift.assignmentId}>
          <strong>No longer yours:</strong> <s>{shiftInWords(shift)}</s>
        </li>
      ))}
    </ul>
  );
}

function ShiftLink({ shift }: { shift: PublishedShift }) {
  return <Link to={`/my-rota/shifts/${shift.assignmentId}`}>{shiftInWords(shift)}</Link>;
}
