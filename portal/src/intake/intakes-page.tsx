import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { DataTable } from '../common/data-table';
import { formatInstant } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { PostUnits } from './post-units';
import { intakesQuery } from './queries';
import { type Intake } from './types';
import { UploadForm } from './upload-form';

/** Sheets of the deanery: a new one, and those that were looked at or applied. */
export function IntakesPage() {
  const intakes = useQuery(intakesQuery);
  usePageTitle('Intake');
  return (
    <>
      <h1 className="nhsuk-heading-l">Intake of the deanery’s sheets</h1>
      <UploadForm />
      <Loaded query={intakes} what="earlier sheets">
        {({ items }) =>
          items.length === 0 ? (
            <p>No sheet has been uploaded yet.</p>
          ) : (
            <DataTable
              caption="Earlier sheets"
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { title: 'Sheet', cell: (intake) => <IntakeLink intake={intake} /> },
                { title: 'Uploaded', cell: ({ createdAt }) => formatInstant(createdAt) },
                { title: 'State', cell: ({ state }) => STATES[state] },
                { title: 'Added', cell: ({ placements }) => placements.added },
                { title: 'Changed', cell: ({ placements }) => placements.changed },
                { title: 'Removed', cell: ({ placements }) => placements.removed },
                { title: 'Refused', cell: ({ placements, people }) => placements.refused + people.refused },
              ]}
            />
          )
        }
      </Loaded>
      <PostUnits />
    </>
  );
}

export const STATES: Readonly<Record<Intake['state'], string>> = {
  checked: 'Dry run, nothing changed yet',
  applied: 'Applied',
  discarded: 'Discarded',
};

function IntakeLink({ intake: { id, fileNames, createdAt } }: { intake: Intake }) {
  return (
    <Link to={`/intakes/${id}`}>
      {fileNames.join(' and ')}
      <span className="nhsuk-u-visually-hidden"> of {formatInstant(createdAt)}</span>
    </Link>
  );
}
