import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { type Column, DataTable } from '../common/data-table';
import { formatDay } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { takesInSheets } from '../session/permissions';
import { useSession } from '../session/use-session';
import { DeadlineDialog } from './deadline-dialog';
import { countdown, STATE_TAGS } from './deadline-words';
import { rotationQuery } from './queries';
import { type Deadline, type Rotation } from './types';
import { RotationDialog } from './rotation-dialog';

/** A rotation's clock: what is due for each unit, until when, by whom, and why it was late. */
export function RotationPage() {
  const { rotationId = '' } = useParams();
  const rotation = useQuery(rotationQuery(rotationId));
  usePageTitle('Rotation');
  return (
    <>
      <p>
        <Link to="/rotations">Back to all rotations</Link>
      </p>
      <Loaded query={rotation} what="the rotation">
        {(found) => <Clock rotation={found} />}
      </Loaded>
    </>
  );
}

function Clock({ rotation }: { rotation: Rotation }) {
  const session = useSession();
  const mayChange = session !== null && takesInSheets(session.account);
  const [deadline, setDeadline] = useState<Deadline | null>(null);
  const [changing, setChanging] = useState(false);
  return (
    <>
      <h1 className="nhsuk-heading-l">
        <span className="nhsuk-caption-l">From {formatDay(rotation.startDate)}</span>
        {rotation.programme}
      </h1>
      {mayChange ? (
        <p>
          <Link to={`/rotations/${rotation.id}/approval`}>
            Prepare lines, duty roster, work schedules and sign-ins, and approve them at once
          </Link>
        </p>
      ) : null}
      {mayChange ? (
        <Button type="button" small secondary onClick={() => setChanging(true)}>
          Change programme, day or units
        </Button>
      ) : null}
      <DataTable
        caption="What is due"
        rows={rotation.deadlines}
        rowKey={({ id }) => id}
        columns={[
          { title: 'Unit', cell: ({ unitName }) => unitName },
          { title: 'What', cell: mayChange ? whatToDo(rotation.startDate) : ({ stepName }) => stepName },
          { title: 'Last day', cell: dueWords },
          { title: 'State', cell: State },
          { title: 'Owner', cell: ({ ownerName }) => ownerName },
          ...(mayChange ? [changeColumn(setDeadline)] : []),
        ]}
      />
      {deadline === null ? null : <DeadlineDialog deadline={deadline} onClose={() => setDeadline(null)} />}
      {changing ? <RotationDialog rotation={rotation} onClose={() => setChanging(false)} /> : null}
    </>
  );
}

/** Work schedules are issued on a page of their own. */
function whatToDo(startDate: string): (deadline: Deadline) => ReactNode {
  return ({ step, stepName, unitId, unitName }) =>
    step === 'work-schedule' ? (
      <Link to={`/units/${unitId}/work-schedules?on=${startDate}`}>
        {stepName}
        <span className="nhsuk-u-visually-hidden">{`, ${unitName}`}</span>
      </Link>
    ) : (
      stepName
    );
}

function dueWords({ dueDate, bankHoliday }: Deadline): string {
  return bankHoliday === null
    ? formatDay(dueDate)
    : `${formatDay(dueDate)} (${bankHoliday}; it counts all the same)`;
}

function State(deadline: Deadline) {
  const { label, tag } = STATE_TAGS[deadline.state];
  const late = deadline.state === 'late' || deadline.state === 'overdue';
  return (
    <span className="rw-lines">
      <span>
        <strong className={tag}>{label}</strong>{' '}
      </span>
      <span>
        {countdown(deadline)}
        {deadline.doneBySystem ? ', seen by the service' : ''}{' '}
      </span>
      {late ? (
        <span>{deadline.lateReason === '' ? 'No reason given' : `Reason: ${deadline.lateReason}`}</span>
      ) : null}
    </span>
  );
}

function changeColumn(onOpen: (deadline: Deadline) => void): Column<Deadline> {
  return {
    title: 'Change',
    cell: (deadline) => (
      <button type="button" className="rw-link-button" onClick={() => onOpen(deadline)}>
        Change
        <span className="nhsuk-u-visually-hidden">{`: ${deadline.stepName}, ${deadline.unitName}`}</span>
      </button>
    ),
  };
}
