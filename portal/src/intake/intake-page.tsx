import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { formatInstant } from '../common/dates';
import { Notes } from '../common/notes';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { ApprovalForm } from './approval-form';
import { STATES } from './intakes-page';
import { intakeQuery } from './queries';
import { type Intake } from './types';
import { RowTable } from './row-table';
import { UnmappedForm } from './unmapped-form';

/** What a sheet would change, row by row, and the one decision to apply it. */
export function IntakePage() {
  const { intakeId = '' } = useParams();
  const intake = useQuery(intakeQuery(intakeId));
  usePageTitle('Sheet of the deanery');
  return (
    <>
      <p>
        <Link to="/intakes">Back to all sheets</Link>
      </p>
      <Loaded query={intake} what="the sheet">
        {(found) => <Sheet intake={found} />}
      </Loaded>
    </>
  );
}

function Sheet({ intake }: { intake: Intake }) {
  const { state, fileNames, placements, people, gaps, addressMissing, notes, unmapped } = intake;
  const figures: [string, number][] = [
    ['Added', placements.added],
    ['Changed', placements.changed],
    ['Removed', placements.removed],
    ['Unchanged', placements.unchanged],
    ['Refused', placements.refused + people.refused],
    ['Gaps (HOLD, RECRUIT)', gaps],
    ['People without a mail address', addressMissing],
  ];
  return (
    <>
      <h1 className="nhsuk-heading-l">
        <span className="nhsuk-caption-l">{STATES[state]}</span>
        {fileNames.join(' and ')}
      </h1>
      {state === 'applied' && intake.closedAt !== null ? (
        <p>Applied on {formatInstant(intake.closedAt)}. Refused rows were left out.</p>
      ) : null}
      {state === 'discarded' ? <p>This sheet was discarded and its rows are forgotten.</p> : null}
      {state === 'discarded' ? null : (
        <>
          <dl className="rw-figures nhsuk-u-margin-bottom-4">
            {figures.map(([name, figure]) => (
              <div key={name} className="rw-figures__figure">
                <dt>{name}</dt>
                <dd>{figure}</dd>
              </div>
            ))}
          </dl>
          <Notes notes={notes} />
          {state === 'checked' && unmapped.length > 0 ? <UnmappedForm intake={intake} /> : null}
          <Downloads intake={intake} />
          <RowTable intake={intake} />
          {state === 'checked' ? <ApprovalForm key={intake.version} intake={intake} /> : null}
        </>
      )}
    </>
  );
}

function Downloads({ intake: { id, fileNames } }: { intake: Intake }) {
  const address = (format: string): string => `/api/v1/intakes/${id}/sheet?format=${format}`;
  return (
    <p>
      The sheet with a result and a reason beside each row:{' '}
      <a href={address('csv')} download>
        as CSV<span className="nhsuk-u-visually-hidden">, {fileNames[0]} with reasons</span>
      </a>
      ,{' '}
      <a href={address('xlsx')} download>
        as a workbook<span className="nhsuk-u-visually-hidden">, {fileNames[0]} with reasons</span>
      </a>
    </p>
  );
}
