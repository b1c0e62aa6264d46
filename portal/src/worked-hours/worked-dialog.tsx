import { Radios, Select, TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { type Person } from '../api/types';
import { announce } from '../common/announcer';
import { formatDay } from '../common/dates';
import { FormDialog } from '../common/form-dialog';
import { type FieldProblem, problemFor, problemsOf } from '../common/problems';
import { useEnterWork } from './use-enter-work';
import {
  FIELDS,
  fieldsFor,
  type Opened,
  timesFrom,
  type WorkedFields,
  type WorkedKind,
} from './worked-form-model';

const CHOICES: readonly (readonly [WorkedKind, string])[] = [
  ['as-planned', 'As planned'],
  ['changed', 'At other times'],
  ['not-worked', 'Not at all'],
];

/** Says what became of a shift, or enters extra work. */
export function WorkedDialog({
  unitId,
  date,
  opened,
  people,
  nameOf,
  onClose,
}: {
  unitId: string;
  date: string;
  opened: Opened;
  people: readonly Person[];
  nameOf: (personId: string) => string;
  onClose: () => void;
}) {
  const { shift } = opened;
  const [fields, setFields] = useState(() => fieldsFor(opened));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const enter = useEnterWork(unitId);
  const hasTimes = fields.kind === 'changed' || fields.kind === 'extra';
  const set = (change: Partial<WorkedFields>) => setFields({ ...fields, ...change });
  const refuse = (error: Error) => setProblems(problemsOf(error, FIELDS));

  const submit = () => {
    const { times, problems: found } = timesFrom(fields, shift?.date ?? date);
    setProblems(found);
    if (found.length > 0) return;
    enter.mutate(
      { opened, fields, times },
      {
        onSuccess: () => {
          announce('Saved what was worked.');
          onClose();
        },
        onError: refuse,
      },
    );
  };
  const takeBack = () => {
    const asPlanned: WorkedFields = { ...fields, kind: 'as-planned' };
    const { times } = timesFrom(asPlanned, date);
    enter.mutate({ opened, fields: asPlanned, times }, { onSuccess: onClose, onError: refuse });
  };

  const isExtra = shift === null || shift.entry?.kind === 'extra';
  const title =
    shift === null ? `Extra work on ${formatDay(date)}` : `${nameOf(shift.personId)}, ${formatDay(date)}`;
  return (
    <FormDialog
      title={title}
      problems={problems}
      pending={enter.isPending}
      onSubmit={submit}
      onClose={onClose}
      removal={
        isExtra && shift !== null ? { label: 'Take back', pending: enter.isPending, onClick: takeBack } : null
      }
    >
      {shift === null ? (
        <WhoWorked
          people={people}
          value={fields.personId}
          problems={problems}
          onChange={(personId) => set({ personId })}
        />
      ) : null}
      {isExtra ? null : (
        <Radios
          name="kind"
          idPrefix="kind"
          legend="How was it worked?"
          legendProps={{ size: 's' }}
          small
          onChange={(event) => set({ kind: (event.target as HTMLInputElement).value as WorkedKind })}
        >
          {CHOICES.map(([kind, words]) => (
            <Radios.Item key={kind} value={kind} defaultChecked={fields.kind === kind}>
              {words}
            </Radios.Item>
          ))}
        </Radios>
      )}
      {hasTimes ? <Times fields={fields} problems={problems} onChange={set} /> : null}
      {fields.kind === 'as-planned' ? null : (
        <TextInput
          id={FIELDS.note}
          label="Note"
          hint="You can leave it empty"
          value={fields.note}
          error={problemFor(problems, FIELDS.note)}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
      )}
    </FormDialog>
  );
}

function WhoWorked({
  people,
  value,
  problems,
  onChange,
}: {
  people: readonly Person[];
  value: string;
  problems: readonly FieldProblem[];
  onChange: (personId: string) => void;
}) {
  return (
    <Select
      id={FIELDS.personId}
      label="Who worked"
      value={value}
      error={problemFor(problems, FIELDS.personId)}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <Select.Option value="">Choose a person</Select.Option>
      {people.map(({ id, familyName, givenName }) => (
        <Select.Option key={id} value={id}>
          {`${familyName}, ${givenName}`}
        </Select.Option>
      ))}
    </Select>
  );
}

function Times({
  fields,
  problems,
  onChange,
}: {
  fields: WorkedFields;
  problems: readonly FieldProblem[];
  onChange: (change: Partial<WorkedFields>) => void;
}) {
  return (
    <>
      <TextInput
        id={FIELDS.startsAt}
        label="Start"
        width={5}
        value={fields.from}
        error={problemFor(problems, FIELDS.startsAt)}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        id={FIELDS.endsAt}
        label="End"
        hint="A time that is not after the start is on the next day"
        width={5}
        value={fields.to}
        error={problemFor(problems, FIELDS.endsAt)}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
      <TextInput
        id={FIELDS.unpaidBreakMin}
        label="Unpaid break in minutes"
        width={4}
        inputMode="numeric"
        value={fields.breakMin}
        error={problemFor(problems, FIELDS.unpaidBreakMin)}
        onChange={(event) => onChange({ breakMin: event.currentTarget.value })}
      />
    </>
  );
}
