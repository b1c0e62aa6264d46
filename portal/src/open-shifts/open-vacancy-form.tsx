import { useQuery } from '@tanstack/react-query';
import { Button, Radios, Select, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { rotasQuery, shiftTypesQuery } from '../api/queries';
import { type Rota, type ShiftType } from '../api/types';
import { announce } from '../common/announcer';
import { DateField, type DateFields } from '../common/date-field';
import { dateFromParts, formatPeriod, formatShiftTimes, today } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { Loaded } from '../common/states';
import { type NewVacancy, useVacancies } from './use-vacancies';

const DAY = 'vacancy-date-day';
const TYPE = 'vacancy-type';
const FIELDS = { date: DAY, shiftTypeId: TYPE, rotaId: DAY, note: 'vacancy-note' };

/** Opens a shift of a published rota for claims. */
export function OpenVacancyForm({ unitId, onDone }: { unitId: string; onDone: () => void }) {
  const rotas = useQuery(rotasQuery(unitId));
  const types = useQuery(shiftTypesQuery(unitId));
  return (
    <Loaded query={rotas} what="the rotas of the unit">
      {(found) => (
        <Loaded query={types} what="the shift types of the unit">
          {(shiftTypes) => (
            <Form
              rotas={found.filter(({ state, lastDate }) => state === 'published' && lastDate >= today())}
              types={shiftTypes.filter(({ active, kind }) => active && kind !== 'off')}
              onDone={onDone}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

interface Fields {
  date: DateFields;
  shiftTypeId: string;
  mode: NewVacancy['mode'];
  note: string;
}

function Form({
  rotas,
  types,
  onDone,
}: {
  rotas: readonly Rota[];
  types: readonly ShiftType[];
  onDone: () => void;
}) {
  const [fields, setFields] = useState<Fields>({ date: {}, shiftTypeId: '', mode: 'first-able', note: '' });
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { open } = useVacancies();
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { body, problems: found } = vacancyFrom(fields, rotas);
    setProblems(found);
    if (body === null) return;
    open.mutate(body, {
      onSuccess: () => {
        announce('Opened the shift.');
        onDone();
      },
      onError: (error) => setProblems(problemsOf(error, FIELDS)),
    });
  };
  if (rotas.length === 0) return <p>No rota of the unit is published ahead; publish one first.</p>;
  return (
    <form className="rw-panel" onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <DateField
        prefix="vacancy-date"
        legend="Day"
        value={fields.date}
        onChange={(date) => set({ date })}
        error={problemFor(problems, DAY)}
      />
      <Select
        id={TYPE}
        label="Shift"
        value={fields.shiftTypeId}
        error={problemFor(problems, TYPE)}
        onChange={(event) => set({ shiftTypeId: event.currentTarget.value })}
      >
        <Select.Option value="">Choose a shift</Select.Option>
        {types.map(({ id, name, startMin, endMin }) => (
          <Select.Option key={id} value={id}>
            {`${name}, ${formatShiftTimes(startMin, endMin)}`}
          </Select.Option>
        ))}
      </Select>
      <Radios name="vacancy-mode" idPrefix="vacancy-mode" legend="Who gets it" small>
        <Radios.Item
          value="first-able"
          checked={fields.mode === 'first-able'}
          onChange={() => set({ mode: 'first-able' })}
        >
          The first who can
        </Radios.Item>
        <Radios.Item
          value="coordinator"
          checked={fields.mode === 'coordinator'}
          onChange={() => set({ mode: 'coordinator' })}
        >
          Whom I choose among those who ask
        </Radios.Item>
      </Radios>
      <TextInput
        id={FIELDS.note}
        label="Note, if you like"
        maxLength={500}
        value={fields.note}
        error={problemFor(problems, FIELDS.note)}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      <div className="rw-buttons">
        <Button type="submit" small disabled={open.isPending}>
          Open it
        </Button>
        <Button type="button" small secondary onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function vacancyFrom(
  { date, shiftTypeId, mode, note }: Fields,
  rotas: readonly Rota[],
): { body: NewVacancy | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const day = dateFromParts(date);
  const rota = rotas.find(({ firstDate, lastDate }) => day !== null && firstDate <= day && day <= lastDate);
  if (day === null) problems.push({ field: DAY, message: 'Enter the day as a real date, like 5 8 2026' });
  else if (rota === undefined) {
    const periods = rotas.map(({ firstDate, lastDate }) => formatPeriod(firstDate, lastDate)).join('; ');
    problems.push({ field: DAY, message: `Enter a day of a published rota: ${periods}` });
  }
  if (shiftTypeId === '') problems.push({ field: TYPE, message: 'Choose a shift' });
  if (day === null || rota === undefined || problems.length > 0) return { body: null, problems };
  return { body: { rotaId: rota.id, date: day, shiftTypeId, mode, note: note.trim() }, problems };
}
