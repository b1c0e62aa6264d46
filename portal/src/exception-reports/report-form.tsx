import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes, Radios, Select, Textarea, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf } from '../api/client';
import { myRotaQuery } from '../api/queries';
import { type MyShift } from '../api/types';
import { announce } from '../common/announcer';
import { DateField } from '../common/date-field';
import { addDays, formatDay, formatHours, today } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { shiftTimes } from '../common/shift-words';
import { Loaded } from '../common/states';
import { useOnce } from '../common/use-once';
import { myReportsQuery } from './queries';
import { type Report, type ReportKind } from './types';
import {
  extraMin,
  FIELDS,
  fieldsFor,
  hasTimes,
  type ReportBody,
  type ReportFields,
  reportFrom,
  timesOf,
} from './report-form-model';
import { CHOICE_WORDS, deskWords, KINDS } from './report-words';

const DAYS_BACK = 28;

/** Reports what was not as planned, for one of the shifts of the last weeks. */
export function ReportForm({ onSent }: { onSent: (report: Report) => void }) {
  const [day] = useState(today);
  const shifts = useQuery(myRotaQuery(addDays(day, -DAYS_BACK), day));
  return (
    <Loaded query={shifts} what="your shifts">
      {({ items }) => <Form shifts={begun(items)} onSent={onSent} />}
    </Loaded>
  );
}

/** Latest first. */
function begun(shifts: readonly MyShift[]): MyShift[] {
  const now = new Date().toISOString();
  return shifts.filter(({ startsAt }) => startsAt <= now).toReversed();
}

function Form({ shifts, onSent }: { shifts: readonly MyShift[]; onSent: (report: Report) => void }) {
  const [fields, setFields] = useState(() => fieldsFor(shifts[0]));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const send = useSending();
  const shift = shifts.find(({ assignmentId }) => assignmentId === fields.shiftId);
  const extra = extraMin(fields, shift);
  const set = (change: Partial<ReportFields>) => setFields({ ...fields, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { body, problems: found } = reportFrom(fields, shift);
    const owed = extra ?? 0;
    if (owed > 0 && fields.choice === '') {
      found.push({ field: FIELDS.choice, message: 'Choose time off or pay' });
    }
    setProblems(found);
    if (body === null || found.length > 0) return;
    send.mutate(owed > 0 ? body : { ...body, choice: null }, {
      onSuccess: (report) => {
        announce(`Sent to ${deskWords(report)}.`);
        onSent(report);
      },
      onError: (error) => setProblems(problemsOf(error, FIELDS)),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <WhichShift shifts={shifts} fields={fields} problems={problems} onChange={set} />
      <Radios
        name="report-kind"
        idPrefix="report-kind"
        legend="What was not as planned?"
        legendProps={{ size: 's' }}
        small
        onChange={(event) => set({ kind: (event.target as HTMLInputElement).value as ReportKind })}
      >
        {KINDS.map(([kind, question]) => (
          <Radios.Item key={kind} value={kind} defaultChecked={fields.kind === kind}>
            {question}
          </Radios.Item>
        ))}
      </Radios>
      <Times fields={fields} noShift={shift === undefined} problems={problems} onChange={set} />
      {extra === null || extra === 0 ? null : <WhatFor extra={extra} problems={problems} onChange={set} />}
      <Textarea
        id={FIELDS.whatHappened}
        label="What happened?"
        hint="A sentence is enough. Do not name patients."
        rows={3}
        value={fields.whatHappened}
        error={problemFor(problems, FIELDS.whatHappened)}
        onChange={(event) => set({ whatHappened: event.currentTarget.value })}
      />
      <Checkboxes name="report-safety" idPrefix="report-safety" small>
        <Checkboxes.Item
          value="safety"
          checked={fields.safety}
          hint="Tell the consultant on duty at once as well"
          onChange={(event) => set({ safety: event.currentTarget.checked })}
        >
          Somebody was, or is, in immediate danger
        </Checkboxes.Item>
      </Checkboxes>
      <p>
        It goes to {fields.kind === 'education' ? 'the director of medical education' : 'HR'} and can be seen
        by the guardian of safe working hours. Supervisors and rota coordinators do not see it.
      </p>
      <Button type="submit" disabled={send.isPending}>
        Send the report
      </Button>
    </form>
  );
}

interface PartProps {
  fields: ReportFields;
  problems: readonly FieldProblem[];
  onChange: (change: Partial<ReportFields>) => void;
}

function WhichShift({ shifts, fields, problems, onChange }: PartProps & { shifts: readonly MyShift[] }) {
  const choose = (shiftId: string) =>
    onChange({ shiftId, ...timesOf(shifts.find(({ assignmentId }) => assignmentId === shiftId)) });
  return (
    <>
      {shifts.length === 0 ? null : (
        <Select
          id={FIELDS.assignmentId}
          label="Which shift?"
          value={fields.shiftId}
          error={problemFor(problems, FIELDS.assignmentId)}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {shifts.map((shift) => (
            <Select.Option key={shift.assignmentId} value={shift.assignmentId}>
              {`${formatDay(shift.date)}, ${shift.shiftName}, ${shiftTimes(shift)}`}
            </Select.Option>
          ))}
          <Select.Option value="">None of these</Select.Option>
        </Select>
      )}
      {fields.shiftId === '' ? (
        <DateField
          prefix="report-date"
          legend="On which day did it begin?"
          value={fields.date}
          onChange={(date) => onChange({ date })}
          error={problemFor(problems, FIELDS.date)}
        />
      ) : null}
    </>
  );
}

function Times({ fields, noShift, problems, onChange }: PartProps & { noShift: boolean }) {
  if (fields.kind === 'missed-break') {
    return (
      <TextInput
        id={FIELDS.missedBreakMin}
        label="Minutes of break that you missed"
        width={4}
        inputMode="numeric"
        value={fields.breakMin}
        error={problemFor(problems, FIELDS.missedBreakMin)}
        onChange={(event) => onChange({ breakMin: event.currentTarget.value })}
      />
    );
  }
  if (!hasTimes(fields.kind)) return null;
  const time = (id: string, label: string, name: 'plannedFrom' | 'plannedTo' | 'from' | 'to') => (
    <TextInput
      id={id}
      label={label}
      width={5}
      value={fields[name]}
      error={problemFor(problems, id)}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {noShift ? (
        <>
          {time(FIELDS.plannedStartsAt, 'Planned start (leave empty if nothing was planned)', 'plannedFrom')}
          {time(FIELDS.plannedEndsAt, 'Planned end', 'plannedTo')}
        </>
      ) : null}
      {time(FIELDS.actualStartsAt, 'When did you begin?', 'from')}
      {time(FIELDS.actualEndsAt, 'When did you end?', 'to')}
    </>
  );
}

function WhatFor({ extra, problems, onChange }: Omit<PartProps, 'fields'> & { extra: number }) {
  const error = problemFor(problems, FIELDS.choice);
  return (
    <Radios
      name="report-choice"
      idPrefix="report-choice"
      legend={`What do you want for ${formatHours(extra)} beyond the plan?`}
      legendProps={{ size: 's' }}
      hint="The choice is yours, unless safety demands time off"
      {...(error === undefined ? {} : { error })}
      small
      inline
      onChange={(event) => {
        const choice = (event.target as HTMLInputElement).value;
        onChange({ choice: choice === 'pay' ? 'pay' : 'time-off' });
      }}
    >
      <Radios.Item id="report-choice-1" value="time-off">
        {CHOICE_WORDS['time-off']}
      </Radios.Item>
      <Radios.Item id="report-choice-2" value="pay">
        {CHOICE_WORDS.pay}
      </Radios.Item>
    </Radios>
  );
}

function useSending() {
  const queryClient = useQueryClient();
  const once = useOnce();
  return useMutation({
    mutationFn: (body: ReportBody) =>
      answer(
        api.POST('/api/v1/exception-reports', {
          params: { header: { ...csrf(), ...once.keyFor(JSON.stringify(body)) } },
          body,
        }),
      ),
    onSuccess: () => {
      once.answered();
      return queryClient.invalidateQueries({ queryKey: myReportsQuery.queryKey });
    },
  });
}
