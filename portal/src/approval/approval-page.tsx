import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { DataTable } from '../common/data-table';
import { formatDay, formatInstant } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { rotationQuery } from '../rotations/queries';
import { type Rotation } from '../rotations/types';
import { FindingList } from './finding-list';
import { RunDecision } from './run-decision';
import { RunDoctors } from './run-doctors';
import {
  ALL_UNITS,
  isUnderWay,
  progressWords,
  RUN_STATE_WORDS,
  stepWords,
  timeWords,
  totalWords,
} from './run-words';
import { StartForm } from './start-form';
import { type ApprovalRun } from './types';
import { runsQuery } from './use-runs';

/** A rotation as one run: prepared, looked at, approved once, carried out. */
export function ApprovalPage() {
  const { rotationId = '' } = useParams();
  const rotation = useQuery(rotationQuery(rotationId));
  usePageTitle('One approval');
  return (
    <>
      <p>
        <Link to={`/rotations/${rotationId}`}>Back to the rotation</Link>
      </p>
      <Loaded query={rotation} what="the rotation">
        {(found) => <Approval rotation={found} />}
      </Loaded>
    </>
  );
}

function Approval({ rotation }: { rotation: Rotation }) {
  const runs = useQuery(runsQuery(rotation.id));
  return (
    <>
      <h1 className="nhsuk-heading-l">
        <span className="nhsuk-caption-l">
          {rotation.programme}, from {formatDay(rotation.startDate)}
        </span>
        One approval
      </h1>
      <p>
        The sheet of the deanery is applied, doctors are put on lines, checked, and given a duty roster whose
        gaps are searched. Until you approve, nothing leaves the hospital and all of it can be taken back.
        Then duty rosters are published, if you ask for it, work schedules issued and sign-ins sent.
      </p>
      <Loaded query={runs} what="the runs">
        {([newest]) => {
          const over = newest === undefined || newest.state === 'done' || newest.state === 'discarded';
          return (
            <>
              {over ? <StartForm rotationId={rotation.id} again={newest !== undefined} /> : null}
              {newest === undefined ? null : <Run key={newest.id} run={newest} />}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Run({ run }: { run: ApprovalRun }) {
  const { state, steps, times, total, error, approvedAt, finishedAt } = run;
  return (
    <>
      <h2 className="nhsuk-heading-m">{RUN_STATE_WORDS[state]}</h2>
      <p role="status">
        {progressWords(run)}
        {isUnderWay(run) ? '…' : '.'}
      </p>
      {approvedAt === null ? null : <p>Approved on {formatInstant(approvedAt)}.</p>}
      {finishedAt === null ? null : <p>Ended on {formatInstant(finishedAt)}.</p>}
      {error === null ? null : (
        <p className="nhsuk-inset-text" role="alert">
          {interruptionWords(run, error)}
        </p>
      )}
      <RunDecision key={run.version} run={run} />
      <DataTable
        caption="Steps"
        rows={steps}
        rowKey={({ unitId, step }) => `${unitId ?? ''} ${step}`}
        columns={[
          { title: 'Unit', cell: ({ unitName }) => unitName ?? ALL_UNITS },
          { title: 'Step', cell: ({ stepName }) => stepName },
          { title: 'State', cell: stepWords },
          { title: 'What it did', cell: ({ note }) => note ?? '' },
        ]}
      />
      <FindingList steps={steps} />
      <RunDoctors run={run} />
      <DataTable
        caption="Time that it took"
        rows={times}
        rowKey={({ step }) => step}
        columns={[
          { title: 'Step', cell: ({ stepName }) => stepName },
          { title: 'Time', cell: timeWords },
        ]}
      />
      <p>{totalWords(total)}</p>
    </>
  );
}

function interruptionWords({ steps }: ApprovalRun, error: string): string {
  const waits = steps.some(({ step, done }) => step === 'sheet' && !done);
  if (waits) return error;
  return `It was interrupted: ${error} It goes on by itself, at most five times; after that choose “Go on”.`;
}
