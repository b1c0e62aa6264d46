import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { availabilityQuery, leaveQuery, peopleQuery } from '../api/queries';
import { type Absence, type Availability } from '../api/types';
import { DataTable } from '../common/data-table';
import { addDays, formatPeriod, formatWeekdays, today } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { absenceWords, requestWords } from '../grid/cell-text';
import { UnitHeading } from '../layout/unit-heading';
import { coordinates } from '../session/permissions';
import { useSession } from '../session/use-session';

const BACK_DAYS = 28;
const AHEAD_DAYS = 365;

/** Who is away, and who cannot or would rather not work, for the coming year. */
export function RequestsPage() {
  const { unitId = '' } = useParams();
  const from = addDays(today(), -BACK_DAYS);
  const to = addDays(today(), AHEAD_DAYS);
  const people = useQuery(peopleQuery(unitId, today()));
  const requests = useQuery(availabilityQuery(unitId, from, to));
  const leave = useQuery(leaveQuery(unitId, from, to));
  const session = useSession();
  usePageTitle('Requests and leave');
  const nameOf = (personId: string) => {
    const person = people.data?.find(({ id }) => id === personId);
    return person === undefined ? '–' : `${person.familyName}, ${person.givenName}`;
  };
  return (
    <>
      <UnitHeading unitId={unitId} title="Requests and leave" page="requests" />
      <p>
        {formatPeriod(from, to)}.{' '}
        {session !== null && coordinates(session.account, unitId) ? (
          <Link to={`/units/${unitId}/rounds`}>When staff may ask, and pick shifts</Link>
        ) : null}
      </p>
      <Loaded query={leave} what="the leave">
        {(found) => <Leave absences={found} nameOf={nameOf} />}
      </Loaded>
      <Loaded query={requests} what="the requests">
        {(found) => <Requests requests={found} nameOf={nameOf} />}
      </Loaded>
    </>
  );
}

interface Names {
  nameOf: (personId: string) => string;
}

function Leave({ absences, nameOf }: { absences: readonly Absence[] } & Names) {
  if (absences.length === 0) return <p>Nobody is away.</p>;
  return (
    <DataTable
      caption="Leave"
      rows={absences}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Person', cell: ({ personId }) => nameOf(personId) },
        { title: 'When', cell: ({ firstDate, lastDate }) => formatPeriod(firstDate, lastDate) },
        { title: 'What', cell: ({ kind }) => absenceWords(kind).words },
        { title: 'State', cell: ({ state }) => state.charAt(0).toUpperCase() + state.slice(1) },
      ]}
    />
  );
}

function Requests({ requests, nameOf }: { requests: readonly Availability[] } & Names) {
  if (requests.length === 0) return <p>Nobody has asked for anything.</p>;
  return (
    <DataTable
      caption="Requests"
      rows={requests}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Person', cell: ({ personId }) => nameOf(personId) },
        { title: 'When', cell: ({ firstDate, lastDate }) => formatPeriod(firstDate, lastDate) },
        { title: 'Days', cell: ({ weekdays = [] }) => formatWeekdays(weekdays) },
        {
          title: 'What',
          cell: ({ kind, shiftKind = null }) => requestWords({ kind, shiftKind }).words,
        },
        {
          title: 'Weight',
          cell: ({ kind, weight }) => (kind === 'cannot' ? 'Must be kept' : `${weight} of 100`),
        },
      ]}
    />
  );
}
