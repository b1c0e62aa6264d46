import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { DataTable } from '../common/data-table';
import { formatHours } from '../common/dates';
import { formatPence } from '../common/money';
import { penceFrom, wholeNumber } from '../common/numbers';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { Loaded } from '../common/states';
import { finesQuery } from './queries';
import { type Fines } from './types';

const BREACH = 'fine-breach';
const MINUTES = 'fine-minutes';
const WHOLE = 'fine-hourly';
const DOCTORS = 'fine-doctor-hourly';
const SOURCE = 'fine-source';

/** A breach is one of a week at the longest. */
const MOST_MIN = 10_080;
const FIELDS = {
  breach: BREACH,
  breachMin: MINUTES,
  hourlyPence: WHOLE,
  doctorHourlyPence: DOCTORS,
  source: SOURCE,
};

/** Fines for what a report tells of: the guardian sets them, the doctor sees them. */
export function FinesSection({ reportId, maySet }: { reportId: string; maySet: boolean }) {
  const fines = useQuery(finesQuery(reportId));
  return (
    <section aria-labelledby="fines-heading">
      <h2 className="nhsuk-heading-m" id="fines-heading">
        Fines
      </h2>
      <Loaded query={fines} what="the fines">
        {(found) => (
          <>
            <FinesTable fines={found} />
            {maySet ? <FineForm key={found.version} reportId={reportId} standing={found} /> : null}
          </>
        )}
      </Loaded>
    </section>
  );
}

function FinesTable({ fines: { fines, breaches } }: { fines: Fines }) {
  if (fines.length === 0) return <p>There is no fine for this.</p>;
  return (
    <DataTable
      caption="Fines for breaches"
      rows={fines}
      rowKey={({ breach }) => breach}
      columns={[
        { title: 'Breach', cell: ({ breach }) => breaches.find((each) => each.breach === breach)?.words },
        { title: 'Beyond the limit', cell: ({ breachMin }) => formatHours(breachMin) },
        { title: 'Fine', cell: ({ finePence }) => formatPence(finePence) },
        { title: 'To the doctor', cell: ({ doctorPence }) => formatPence(doctorPence) },
        { title: 'To the guardian', cell: ({ guardianPence }) => formatPence(guardianPence) },
        { title: 'Rates', cell: ({ source }) => source },
      ]}
    />
  );
}

function FineForm({ reportId, standing }: { reportId: string; standing: Fines }) {
  const [told] = standing.told;
  const [breach, setBreach] = useState<Fines['breaches'][number]['breach']>(told?.breach ?? 'rest-11');
  const [minutes, setMinutes] = useState(told === undefined ? '' : String(told.breachMin));
  const [whole, setWhole] = useState('');
  const [doctors, setDoctors] = useState('');
  const [source, setSource] = useState('');
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const save = useSetFine(reportId, standing.version);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = {
      breachMin: wholeNumber(minutes, 0, MOST_MIN),
      hourlyPence: penceFrom(whole),
      doctorHourlyPence: penceFrom(doctors),
    };
    const found = [
      ...(input.breachMin === null
        ? [{ field: MINUTES, message: `"${minutes}" is not a whole number of minutes` }]
        : []),
      ...(input.hourlyPence === null
        ? [{ field: WHOLE, message: `"${whole}" is not an amount like 76.85` }]
        : []),
      ...(input.doctorHourlyPence === null
        ? [{ field: DOCTORS, message: `"${doctors}" is not an amount like 28.81` }]
        : []),
      ...(source.trim() === '' ? [{ field: SOURCE, message: 'Say where the rates stand' }] : []),
    ];
    setProblems(found);
    const { breachMin, hourlyPence, doctorHourlyPence } = input;
    if (found.length > 0 || breachMin === null || hourlyPence === null || doctorHourlyPence === null) return;
    save.mutate(
      { breach, breachMin, hourlyPence, doctorHourlyPence, source: source.trim() },
      {
        onSuccess: () => announce('The fine is set.'),
        onError: (error) => setProblems(problemsOf(error, FIELDS)),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <h3 className="nhsuk-heading-s">Set a fine</h3>
      <Select
        id={BREACH}
        label="Breach"
        value={breach}
        onChange={(event) => setBreach(event.currentTarget.value as typeof breach)}
      >
        {standing.breaches.map((each) => (
          <Select.Option key={each.breach} value={each.breach}>
            {each.words}
          </Select.Option>
        ))}
      </Select>
      <TextInput
        id={MINUTES}
        label="Minutes beyond the limit"
        hint={
          told === undefined ? '0 takes a fine back' : 'As the times of the report tell; 0 takes a fine back'
        }
        inputMode="numeric"
        width="5"
        value={minutes}
        error={problemFor(problems, MINUTES)}
        onChange={(event) => setMinutes(event.currentTarget.value)}
      />
      <TextInput
        id={WHOLE}
        label="Whole fine for an hour, in pounds"
        hint="From the pay circular that was in force on that day"
        inputMode="decimal"
        width="5"
        value={whole}
        error={problemFor(problems, WHOLE)}
        onChange={(event) => setWhole(event.currentTarget.value)}
      />
      <TextInput
        id={DOCTORS}
        label="Of that to the doctor, in pounds"
        inputMode="decimal"
        width="5"
        value={doctors}
        error={problemFor(problems, DOCTORS)}
        onChange={(event) => setDoctors(event.currentTarget.value)}
      />
      <TextInput
        id={SOURCE}
        label="Where the rates stand"
        value={source}
        error={problemFor(problems, SOURCE)}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      <Button type="submit" small disabled={save.isPending}>
        Set the fine
      </Button>
    </form>
  );
}

function useSetFine(reportId: string, version: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: {
      breach: Fines['breaches'][number]['breach'];
      breachMin: number;
      hourlyPence: number;
      doctorHourlyPence: number;
      source: string;
    }) =>
      answer(
        api.PUT('/api/v1/exception-reports/{id}/fines', {
          params: { path: { id: reportId }, header: { ...csrf(), 'If-Match': etag(version) } },
          body,
        }),
      ),
    onSuccess: (saved) => queryClient.setQueryData(finesQuery(reportId).queryKey, saved),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['exception-report-fines'] }),
  });
}
