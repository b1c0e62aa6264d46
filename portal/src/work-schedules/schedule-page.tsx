import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { formatInstant } from '../common/dates';
import { Failure, Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { ChangeList } from './change-list';
import { documentAddress, scheduleQuery, scheduleTextQuery, WORK_SCHEDULES } from './queries';
import { ScheduleTextView } from './schedule-text-view';
import { type ScheduleVersion, type WorkSchedule } from './types';

/** A work schedule as its doctor and HR read it; the doctor confirms having received it. */
export function SchedulePage() {
  const { scheduleId = '' } = useParams();
  const schedule = useQuery(scheduleQuery(scheduleId));
  usePageTitle('Work schedule');
  return (
    <Loaded query={schedule} what="the work schedule">
      {(found) => <Schedule key={found.version} schedule={found} />}
    </Loaded>
  );
}

function Schedule({ schedule }: { schedule: WorkSchedule }) {
  const own = useSession()?.account.personId === schedule.personId;
  const newest = schedule.versions[0]?.number ?? 1;
  const [number, setNumber] = useState(newest);
  const text = useQuery(scheduleTextQuery(schedule.id, number));
  const version = schedule.versions.find((each) => each.number === number);
  return (
    <>
      <p>
        {own ? (
          <Link to="/my-work-schedules">Back to my work schedules</Link>
        ) : (
          <Link to={`/units/${schedule.unitId}/work-schedules?on=${schedule.firstDate}`}>
            Back to the unit’s work schedules
          </Link>
        )}
      </p>
      <Loaded query={text} what="what it says">
        {({ document }) => (
          <>
            <h1 className="nhsuk-heading-l">{document.title}</h1>
            <p>{document.lead}</p>
            {version === undefined ? null : (
              <Confirmation schedule={schedule} version={version} own={own} newest={newest} />
            )}
            <p>
              <a href={documentAddress(schedule.id, number, 'pdf')} download>
                Download as PDF
              </a>{' '}
              or{' '}
              <a href={documentAddress(schedule.id, number, 'html')} download>
                as a web page
              </a>
            </p>
            <ScheduleTextView text={document} />
          </>
        )}
      </Loaded>
      <Versions schedule={schedule} shown={number} onShow={setNumber} />
    </>
  );
}

function Confirmation({
  schedule,
  version,
  own,
  newest,
}: {
  schedule: WorkSchedule;
  version: ScheduleVersion;
  own: boolean;
  newest: number;
}) {
  const acknowledge = useAcknowledge(schedule);
  if (version.acknowledgedAt !== null) {
    return <p>Confirmed on {formatInstant(version.acknowledgedAt)}.</p>;
  }
  if (version.number !== newest) return <p>A newer version took its place before it was confirmed.</p>;
  if (!own) return <p>Not confirmed yet.</p>;
  return (
    <section aria-labelledby="confirm-heading" className="nhsuk-inset-text">
      <h2 className="nhsuk-heading-s" id="confirm-heading">
        Please confirm that you have received it
      </h2>
      {version.changes.length === 0 ? null : (
        <>
          <p>What changed since the version before:</p>
          <ChangeList changes={version.changes} />
        </>
      )}
      <p>Confirming does not mean that you agree with it. If something is wrong, tell medical staffing.</p>
      {acknowledge.error === null ? null : <Failure error={acknowledge.error} />}
      <Button type="button" disabled={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
        I have received this work schedule
      </Button>
    </section>
  );
}

function Versions({
  schedule: { versions },
  shown,
  onShow,
}: {
  schedule: WorkSchedule;
  shown: number;
  onShow: (number: number) => void;
}) {
  if (versions.length < 2) return null;
  return (
    <section aria-labelledby="versions-heading">
      <h2 className="nhsuk-heading-m" id="versions-heading">
        Versions
      </h2>
      <ul className="nhsuk-list">
        {versions.map(({ number, issuedAt }) => (
          <li key={number}>
            Version {number}, issued on {formatInstant(issuedAt)}
            {number === shown ? ' (shown)' : ' '}
            {number === shown ? null : (
              <button type="button" className="rw-link-button" onClick={() => onShow(number)}>
                Show version {number}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useAcknowledge({ id, version }: WorkSchedule) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/work-schedules/{id}/acknowledgement', {
          params: { path: { id }, header: { ...csrf(), 'If-Match': etag(version) } },
        }),
      ),
    onSuccess: () => announce('Confirmed. Thank you.'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [WORK_SCHEDULES] }),
  });
}
