import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { answer, api, csrf } from '../api/client';
import { announce } from '../common/announcer';
import { DataTable } from '../common/data-table';
import { DateField, fieldsOf } from '../common/date-field';
import { count, dateFromParts, formatDate, today } from '../common/dates';
import { type FieldProblem, problemFor, Problems } from '../common/problems';
import { Failure, Loaded } from '../common/states';
import { useOnce } from '../common/use-once';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { ChangeList } from './change-list';
import { issuedWords, outcomeWords, summaryOf } from './outcome-words';
import { unitSchedulesQuery, WORK_SCHEDULES } from './queries';
import { type DoctorSchedule } from './types';

const DAY = 'schedules-on-day';

/** What every doctor of a unit was told of their work, who has confirmed it, and what there is to issue. */
export function UnitSchedulesPage() {
  const { unitId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const on = params.get('on') ?? today();
  const schedules = useQuery(unitSchedulesQuery(unitId, on));
  usePageTitle('Work schedules');
  return (
    <>
      <UnitHeading unitId={unitId} title="Work schedules" page={`work-schedules?on=${on}`} />
      <DayForm key={on} on={on} onChoose={(day) => setParams({ on: day })} />
      <Loaded query={schedules} what="the work schedules">
        {(found) =>
          found.length === 0 ? (
            <p>No doctor on the 2016 contract is placed on this unit on {formatDate(on)}.</p>
          ) : (
            <Doctors unitId={unitId} on={on} doctors={found} />
          )
        }
      </Loaded>
    </>
  );
}

function DayForm({ on, onChoose }: { on: string; onChoose: (on: string) => void }) {
  const [day, setDay] = useState(() => fieldsOf(on));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = dateFromParts(day);
    setProblems(chosen === null ? [{ field: DAY, message: 'Enter a real date, like 5 8 2026' }] : []);
    if (chosen !== null) onChoose(chosen);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <DateField
        prefix="schedules-on"
        legend="Doctors placed on this day"
        value={day}
        onChange={setDay}
        error={problemFor(problems, DAY)}
      />
      <Button type="submit" small secondary>
        Show
      </Button>
    </form>
  );
}

function Doctors({
  unitId,
  on,
  doctors,
}: {
  unitId: string;
  on: string;
  doctors: readonly DoctorSchedule[];
}) {
  const issue = useIssue(unitId, on);
  const ready = doctors.filter(({ outcome }) => outcome === 'new' || outcome === 'changed');
  return (
    <>
      <dl className="rw-figures nhsuk-u-margin-bottom-4">
        {summaryOf(doctors).map(([name, figure]) => (
          <div key={name} className="rw-figures__figure">
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {issue.error === null ? null : <Failure error={issue.error} />}
      {ready.length === 0 ? null : (
        <Button type="button" disabled={issue.isPending} onClick={() => issue.mutate(undefined)}>
          Issue {count(ready.length, 'work schedule')}
        </Button>
      )}
      <DataTable
        caption={`Doctors placed on ${formatDate(on)}`}
        rows={doctors}
        rowKey={({ personId }) => personId}
        columns={[
          { title: 'Doctor', cell: Doctor },
          { title: 'Issued', cell: issuedWords },
          { title: 'Now', cell: Now },
          {
            title: 'Issue',
            cell: (doctor) => <IssueOne doctor={doctor} busy={issue.isPending} onIssue={issue.mutate} />,
          },
        ]}
      />
    </>
  );
}

function Doctor({ displayName, scheduleId, hasAddress }: DoctorSchedule) {
  return (
    <span className="rw-lines">
      <span>
        {scheduleId === null ? (
          displayName
        ) : (
          <Link to={`/my-work-schedules/${scheduleId}`}>{displayName}</Link>
        )}{' '}
      </span>
      {hasAddress ? null : <span>No mail address: they are told by nobody but you</span>}
    </span>
  );
}

function Now(doctor: DoctorSchedule) {
  return (
    <span className="rw-lines">
      <span>{outcomeWords(doctor)} </span>
      {doctor.changes.length === 0 ? null : (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">
              What changed<span className="nhsuk-u-visually-hidden">, {doctor.displayName}</span>
            </span>
          </summary>
          <ChangeList changes={doctor.changes} />
        </details>
      )}
    </span>
  );
}

function IssueOne({
  doctor: { personId, displayName, outcome },
  busy,
  onIssue,
}: {
  doctor: DoctorSchedule;
  busy: boolean;
  onIssue: (personIds: string[]) => void;
}) {
  if (outcome === 'unchanged' || outcome === 'impossible') return 'Nothing to issue';
  return (
    <button type="button" className="rw-link-button" disabled={busy} onClick={() => onIssue([personId])}>
      Issue<span className="nhsuk-u-visually-hidden"> to {displayName}</span>
    </button>
  );
}

function useIssue(unitId: string, on: string) {
  const queryClient = useQueryClient();
  const once = useOnce();
  return useMutation({
    mutationFn: (personIds: string[] | undefined) => {
      const body = { unitId, on, ...(personIds === undefined ? {} : { personIds }) };
      const header = { ...csrf(), ...once.keyFor(JSON.stringify(body)) };
      return answer(api.POST('/api/v1/work-schedules/issues', { params: { header }, body }));
    },
    onSuccess: ({ doctors, mails }) => {
      once.answered();
      const issued = doctors.filter(({ outcome }) => outcome === 'new' || outcome === 'changed').length;
      announce(`Issued ${count(issued, 'work schedule')}; ${count(mails, 'doctor')} mailed.`);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: [WORK_SCHEDULES] }),
  });
}
