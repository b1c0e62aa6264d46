import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkboxes, Select } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { type PayPoint, type PayPointCode, type PayTerm } from '../api/types';
import { announce } from '../common/announcer';
import { DateField, type DateFields, fieldsOf, isEmptyDate } from '../common/date-field';
import { dateFromParts, today } from '../common/dates';
import { DialogButtons } from '../common/dialog-buttons';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';

const POINT = 'pay-term-point';
const FROM = 'pay-term-from-day';
const UNTIL = 'pay-term-until-day';
const FIELD_OF = { payPoint: POINT, firstDate: FROM, lastDate: UNTIL };

interface Fields {
  payPoint: PayPointCode | '';
  from: DateFields;
  until: DateFields;
  optedOut: boolean;
}

interface PayTermInput {
  payPoint: PayPointCode;
  firstDate: string;
  lastDate: string | null;
  optedOut: boolean;
}

/** Gives a person a pay point from a day on, or changes one. */
export function PayTermForm({
  personId,
  points,
  term,
  onDone,
}: {
  personId: string;
  points: readonly PayPoint[];
  /** Null: a new one. */
  term: PayTerm | null;
  onDone: () => void;
}) {
  const [fields, setFields] = useState(() => fieldsFor(term));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { save, remove } = usePayTerms(personId, term);
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const refuse = (error: Error) => setProblems(problemsOf(error, FIELD_OF));
  const finish = (words: string) => () => {
    announce(words);
    onDone();
  };
  const takeAway = () =>
    remove.mutate(undefined, { onSuccess: finish('Removed the pay point.'), onError: refuse });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { input, problems: found } = inputFrom(fields);
    setProblems(found);
    if (input !== null) save.mutate(input, { onSuccess: finish('Saved the pay point.'), onError: refuse });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <Select
        id={POINT}
        label="Pay point"
        value={fields.payPoint}
        error={problemFor(problems, POINT)}
        onChange={(event) => set({ payPoint: event.currentTarget.value as PayPointCode | '' })}
      >
        <Select.Option value="">Choose a pay point</Select.Option>
        {points.map(({ code, name }) => (
          <Select.Option key={code} value={code}>
            {`${name} (${code})`}
          </Select.Option>
        ))}
      </Select>
      <DateField
        prefix="pay-term-from"
        legend="First day"
        value={fields.from}
        onChange={(from) => set({ from })}
        error={problemFor(problems, FROM)}
      />
      <DateField
        prefix="pay-term-until"
        legend="Last day (leave empty while it has no end)"
        value={fields.until}
        onChange={(until) => set({ until })}
        error={problemFor(problems, UNTIL)}
      />
      <Checkboxes name="opted-out" idPrefix="opted-out" small>
        <Checkboxes.Item
          value="opted-out"
          checked={fields.optedOut}
          onChange={(event) => set({ optedOut: event.currentTarget.checked })}
        >
          Has opted out of the average of 48 hours
        </Checkboxes.Item>
      </Checkboxes>
      <DialogButtons
        busy={save.isPending}
        removal={term === null ? null : { label: 'Remove', pending: remove.isPending, onClick: takeAway }}
        onCancel={onDone}
      />
    </form>
  );
}

function fieldsFor(term: PayTerm | null): Fields {
  if (term === null) return { payPoint: '', from: fieldsOf(today()), until: {}, optedOut: false };
  const { payPoint, firstDate, lastDate, optedOut } = term;
  return {
    payPoint,
    from: fieldsOf(firstDate),
    until: lastDate === null ? {} : fieldsOf(lastDate),
    optedOut,
  };
}

function inputFrom({ payPoint, from, until, optedOut }: Fields): {
  input: PayTermInput | null;
  problems: FieldProblem[];
} {
  const problems: FieldProblem[] = [];
  const firstDate = dateFromParts(from);
  const endless = isEmptyDate(until);
  const lastDate = endless ? null : dateFromParts(until);
  if (payPoint === '') problems.push({ field: POINT, message: 'Choose a pay point' });
  if (firstDate === null)
    problems.push({ field: FROM, message: 'Enter the first day as a real date, like 5 8 2026' });
  if (lastDate === null && !endless)
    problems.push({ field: UNTIL, message: 'Enter the last day as a real date, or leave it empty' });
  if (payPoint === '' || firstDate === null || problems.length > 0) return { input: null, problems };
  return { input: { payPoint, firstDate, lastDate, optedOut }, problems };
}

function usePayTerms(personId: string, term: PayTerm | null) {
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['pay-terms'] }),
      queryClient.invalidateQueries({ queryKey: ['payroll'] }),
    ]);
  const target = (known: PayTerm) => ({
    path: { id: known.id },
    header: { ...csrf(), 'If-Match': etag(known.version) },
  });
  const save = useMutation({
    mutationFn: async (input: PayTermInput) =>
      term === null
        ? answer(api.POST('/api/v1/pay-terms', { params: { header: csrf() }, body: { personId, ...input } }))
        : answer(api.PUT('/api/v1/pay-terms/{id}', { params: target(term), body: input })),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: async () => {
      if (term !== null) await answer(api.DELETE('/api/v1/pay-terms/{id}', { params: target(term) }));
    },
    onSettled: refresh,
  });
  return { save, remove };
}
