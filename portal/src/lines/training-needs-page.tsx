import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { shiftTypesQuery } from '../api/queries';
import { DataTable } from '../common/data-table';
import { count, formatInstant, formatPeriod } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { setsTrainingNeeds } from '../session/permissions';
import { useSession } from '../session/use-session';
import { allocationQuery, trainingNeedsQuery } from './queries';
import { TrainingNeedsForm } from './training-needs-form';
import { type Allocation, type TrainingNeeds } from './types';

/** Which shifts doctors have to get for their training while they are on these lines. */
export function TrainingNeedsPage() {
  const { unitId = '', allocationId = '' } = useParams();
  const allocation = useQuery(allocationQuery(allocationId));
  const needs = useQuery(trainingNeedsQuery(allocationId));
  usePageTitle('Training needs');
  return (
    <>
      <p>
        <Link to={`/units/${unitId}/lines/${allocationId}`}>Back to the doctors on lines</Link>
      </p>
      <Loaded query={allocation} what="the allocation">
        {(found) => (
          <>
            <h1 className="nhsuk-heading-l">
              <span className="nhsuk-caption-l">{found.unitName}</span>
              Training needs, {formatPeriod(found.firstDate, found.lastDate)}
            </h1>
            <p>
              How many shifts of a type somebody has to get in these days for their training. “Find the best
              lines” looks at it, and each doctor’s reasons say how many their line gives.
            </p>
            <Loaded query={needs} what="the training needs">
              {(standing) => <Needs allocation={found} standing={standing} />}
            </Loaded>
          </>
        )}
      </Loaded>
    </>
  );
}

function Needs({ allocation, standing }: { allocation: Allocation; standing: TrainingNeeds }) {
  const session = useSession();
  const types = useQuery(shiftTypesQuery(allocation.unitId));
  // What is being entered stays, whatever others change meanwhile.
  const [seen, setSeen] = useState(standing);
  const mayEdit = session !== null && setsTrainingNeeds(session.account, allocation.unitId);
  return (
    <>
      {mayEdit ? (
        <TrainingNeedsForm
          key={seen.version}
          allocation={allocation}
          seen={seen}
          shiftTypes={(types.data ?? []).filter(({ active, kind }) => active && kind !== 'off')}
          onSaved={setSeen}
          onReload={() => setSeen(standing)}
        />
      ) : (
        <NeedsTable caption="Needs" needs={standing.needs} none="Nobody has said what is needed." />
      )}
      <Versions versions={standing.versions} />
    </>
  );
}

function Versions({ versions }: Pick<TrainingNeeds, 'versions'>) {
  if (versions.length === 0) return null;
  return (
    <section aria-labelledby="needs-versions">
      <h2 className="nhsuk-heading-m" id="needs-versions">
        Versions
      </h2>
      {versions.map(({ number, setBy, setAt, needs }) => (
        <Details key={number}>
          <Details.Summary>
            Version {number}: {count(needs.length, 'need')}, set by {setBy} on {formatInstant(setAt)}
          </Details.Summary>
          <Details.Text>
            <NeedsTable caption={`Version ${number}`} needs={needs} none="No needs." />
          </Details.Text>
        </Details>
      ))}
    </section>
  );
}

function NeedsTable({
  caption,
  needs,
  none,
}: {
  caption: string;
  needs: TrainingNeeds['needs'];
  none: string;
}) {
  if (needs.length === 0) return <p>{none}</p>;
  return (
    <DataTable
      caption={caption}
      rows={needs}
      rowKey={({ personId, shiftTypeId }) => `${personId} ${shiftTypeId}`}
      columns={[
        { title: 'Doctor', cell: ({ displayName }) => displayName },
        { title: 'Shift', cell: ({ code }) => code },
        { title: 'At least', cell: ({ atLeast }) => atLeast },
      ]}
    />
  );
}
