import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { DataTable } from '../common/data-table';
import { formatDate, formatInstant } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { personSchedulesQuery } from './queries';
import { type WorkSchedule } from './types';

/** The reader's work schedules. */
export function MySchedulesPage() {
  const personId = useSession()?.account.personId ?? null;
  usePageTitle('My work schedules');
  return (
    <>
      <h1 className="nhsuk-heading-l">My work schedules</h1>
      {personId === null ? <p>Your account belongs to no member of staff.</p> : <Own personId={personId} />}
    </>
  );
}

function Own({ personId }: { personId: string }) {
  const schedules = useQuery(personSchedulesQuery(personId));
  return (
    <Loaded query={schedules} what="your work schedules">
      {(found) =>
        found.length === 0 ? (
          <p>None has been issued to you yet. You get a mail when there is one.</p>
        ) : (
          <DataTable
            caption="Work schedules"
            rows={found}
            rowKey={({ id }) => id}
            columns={[
              {
                title: 'Unit',
                cell: ({ id, unitName }) => <Link to={`/my-work-schedules/${id}`}>{unitName}</Link>,
              },
              { title: 'From', cell: ({ firstDate }) => formatDate(firstDate) },
              { title: 'To', cell: ({ lastDate }) => (lastDate === null ? 'open' : formatDate(lastDate)) },
              { title: 'Newest version', cell: newest },
            ]}
          />
        )
      }
    </Loaded>
  );
}

function newest({ versions: [version] }: WorkSchedule): string {
  if (version === undefined) return 'none';
  const confirmed = version.acknowledgedAt === null ? 'please confirm' : 'confirmed';
  return `Version ${version.number}, issued on ${formatInstant(version.issuedAt)}, ${confirmed}`;
}
