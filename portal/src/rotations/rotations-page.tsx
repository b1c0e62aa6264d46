import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { DataTable } from '../common/data-table';
import { formatDate, formatDay } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { takesInSheets } from '../session/permissions';
import { useSession } from '../session/use-session';
import { countdown, nextDeadline, shareWords, STATE_TAGS } from './deadline-words';
import { onTimeShareQuery, rotationsQuery } from './queries';
import { type OnTimeCount, type OnTimeShare, type Rotation } from './types';
import { RotationDialog } from './rotation-dialog';

/** Every rotation with what is due next, and how often notice was given in time. */
export function RotationsPage() {
  const rotations = useQuery(rotationsQuery);
  const share = useQuery(onTimeShareQuery);
  const session = useSession();
  const [creating, setCreating] = useState(false);
  usePageTitle('Rotations');
  return (
    <>
      <h1 className="nhsuk-heading-l">Rotations</h1>
      <p>
        Doctors are owed notice before they move: the deanery’s data 12 weeks, work schedules 8 weeks and the
        duty roster 6 weeks before the first day.
      </p>
      {session !== null && takesInSheets(session.account) ? (
        <Button type="button" small onClick={() => setCreating(true)}>
          Add a rotation
        </Button>
      ) : null}
      <Loaded query={rotations} what="the rotations">
        {(found) => <RotationTable rotations={found} />}
      </Loaded>
      <Loaded query={share} what="how many deadlines were kept">
        {(found) => <Shares share={found} />}
      </Loaded>
      {creating ? <RotationDialog rotation={null} onClose={() => setCreating(false)} /> : null}
    </>
  );
}

function RotationTable({ rotations }: { rotations: readonly Rotation[] }) {
  if (rotations.length === 0) return <p>There is no rotation yet.</p>;
  return (
    <DataTable
      caption="Rotations, latest first"
      rows={rotations}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Programme', cell: ({ id, programme }) => <Link to={`/rotations/${id}`}>{programme}</Link> },
        { title: 'First day', cell: ({ startDate }) => formatDay(startDate) },
        { title: 'Units', cell: ({ deadlines }) => new Set(deadlines.map(({ unitId }) => unitId)).size },
        { title: 'Due next', cell: NextDue },
      ]}
    />
  );
}

function NextDue({ deadlines }: Rotation) {
  const next = nextDeadline(deadlines);
  if (next === null) return 'Everything is done';
  const { label, tag } = STATE_TAGS[next.state];
  return (
    <>
      <strong className={tag}>{label}</strong> {next.stepName}, {next.unitName}: {countdown(next)}
    </>
  );
}

function Shares({ share: { steps, units, starts } }: { share: OnTimeShare }) {
  if (units.length === 0) return null;
  return (
    <>
      <ShareTable
        caption="Kept on time, by unit"
        first="Unit"
        rows={[
          ...units.map(({ unitName, steps: own }) => ({ name: unitName, steps: own })),
          { name: 'All units', steps },
        ]}
      />
      <ShareTable
        caption="Kept on time, over time"
        first="First day"
        rows={starts.map(({ startDate, steps: own }) => ({ name: formatDate(startDate), steps: own }))}
      />
    </>
  );
}

function ShareTable({
  caption,
  first,
  rows,
}: {
  caption: string;
  first: string;
  rows: readonly { name: string; steps: OnTimeCount[] }[];
}) {
  const steps = rows[0]?.steps ?? [];
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { title: first, cell: ({ name }) => name },
        ...steps.map(({ stepName }, index) => ({
          title: stepName,
          cell: (row: { steps: OnTimeCount[] }) => {
            const own = row.steps[index];
            return own === undefined ? 'None due yet' : shareWords(own);
          },
        })),
      ]}
    />
  );
}
