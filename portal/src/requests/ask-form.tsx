import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes, Fieldset, Select } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf } from '../api/client';
import { announce } from '../common/announcer';
import { DateField, type DateFields, isEmptyDate } from '../common/date-field';
import { dateFromParts, WEEKDAYS } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';

const FROM = 'ask-from-day';
const UNTIL = 'ask-until-day';
const FIELD_OF = { firstDate: FROM, lastDate: UNTIL };
const KINDS = [
  ['cannot', 'I cannot work'],
  ['rather-not', 'I would rather not work'],
  ['would-like', 'I would like to work'],
] as const;
const SHIFTS = [
  ['', 'Any shift'],
  ['day', 'Day shifts'],
  ['long-day', 'Long days'],
  ['evening', 'Evenings'],
  ['night', 'Nights'],
  ['on-call', 'On call'],
] as const;

interface Fields {
  kind: (typeof KINDS)[number][0];
  shiftKind: (typeof SHIFTS)[number][0];
  from: DateFields;
  until: DateFields;
  weekdays: readonly number[];
}

const EMPTY: Fields = { kind: 'cannot', shiftKind: '', from: {}, until: {}, weekdays: [] };

/** One day, several, or the same weekdays again and again. */
export function AskForm({ personId }: { personId: string }) {
  const [fields, setFields] = useState(EMPTY);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const ask = useAsk();
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { body, problems: found } = bodyFrom(fields, personId);
    setProblems(found);
    if (body === null) return;
    ask.mutate(body, {
      onSuccess: () => {
        announce('Saved your request.');
        setFields(EMPTY);
      },
      onError: (error) => setProblems(problemsOf(error, FIELD_OF)),
    });
  };
  const toggle = (weekday: number, isOn: boolean) =>
    set({
      weekdays: isOn ? [...fields.weekdays, weekday] : fields.weekdays.filter((each) => each !== weekday),
    });
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <Select
        id="ask-kind"
        label="What"
        value={fields.kind}
        onChange={(event) => set({ kind: event.currentTarget.value as Fields['kind'] })}
      >
        {KINDS.map(([kind, words]) => (
          <Select.Option key={kind} value={kind}>
            {words}
          </Select.Option>
        ))}
      </Select>
      <Select
        id="ask-shift"
        label="Which shifts"
        value={fields.shiftKind}
        onChange={(event) => set({ shiftKind: event.currentTarget.value as Fields['shiftKind'] })}
      >
        {SHIFTS.map(([kind, words]) => (
          <Select.Option key={kind} value={kind}>
            {words}
          </Select.Option>
        ))}
      </Select>
      <DateField
        prefix="ask-from"
        legend="Day, or first day"
        value={fields.from}
        onChange={(from) => set({ from })}
        error={problemFor(problems, FROM)}
      />
      <DateField
        prefix="ask-until"
        legend="Last day (leave empty for one day)"
        value={fields.until}
        onChange={(until) => set({ until })}
        error={problemFor(problems, UNTIL)}
      />
      {isEmptyDate(fields.until) ? null : (
        <Fieldset>
          <Fieldset.Legend size="s">Only on these weekdays (none: every day)</Fieldset.Legend>
          <Checkboxes name="weekdays" idPrefix="weekday" small>
            {WEEKDAYS.map((name, weekday) => (
              <Checkboxes.Item
                key={name}
                value={String(weekday)}
                checked={fields.weekdays.includes(weekday)}
                onChange={(event) => toggle(weekday, event.currentTarget.checked)}
              >
                {name}
              </Checkboxes.Item>
            ))}
          </Checkboxes>
        </Fieldset>
      )}
      <Button type="submit" disabled={ask.isPending}>
        Ask
      </Button>
    </form>
  );
}

interface Body {
  personId: string;
  kind: Fields['kind'];
  shiftKind: Exclude<Fields['shiftKind'], ''> | null;
  firstDate: string;
  lastDate: string;
  weekdays: number[];
}

function bodyFrom(
  { kind, shiftKind, from, until, weekdays }: Fields,
  personId: string,
): { body: Body | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const firstDate = dateFromParts(from);
  const lastDate = isEmptyDate(until) ? firstDate : dateFromParts(until);
  if (firstDate === null)
    problems.push({ field: FROM, message: 'Enter the day as a real date, like 5 8 2026' });
  else if (lastDate === null) {
    problems.push({ field: UNTIL, message: 'Enter the last day as a real date, or leave it empty' });
  }
  if (firstDate === null || lastDate === null) return { body: null, problems };
  const repeated = isEmptyDate(until) ? [] : [...weekdays].sort();
  return {
    body: {
      personId,
      kind,
      shiftKind: shiftKind === '' ? null : shiftKind,
      firstDate,
      lastDate,
      weekdays: repeated,
    },
    problems,
  };
}

function useAsk() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) =>
      answer(api.POST('/api/v1/availability', { params: { header: csrf() }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['availability'] }),
  });
}
