import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Fieldset, Radios, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf } from '../api/client';
import { announce } from '../common/announcer';
import { formatDate } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { minutesTyped } from './hours-typed';

const HOURS = 'adjustment-hours';
const REASON = 'adjustment-reason';
const FIELD_OF = { minutes: HOURS, reason: REASON };
const KINDS = [
  ['carry-over', 'Carried over from the year before'],
  ['adjustment', 'For another reason'],
] as const;

type Kind = (typeof KINDS)[number][0];

interface Fields {
  kind: Kind;
  hours: string;
  reason: string;
}

const EMPTY: Fields = { kind: 'carry-over', hours: '', reason: '' };

/** Hours that somebody has more or fewer in a leave year than by contract. What was entered stays; a mistake is taken back by its opposite. */
export function AdjustmentForm({ personId, on }: { personId: string; on: string }) {
  const [fields, setFields] = useState(EMPTY);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const adjust = useAdjust(personId);
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const minutes = minutesTyped(fields.hours);
    const reason = fields.reason.trim();
    const found = [
      ...(minutes === null
        ? [{ field: HOURS, message: 'Enter hours, like 7.5, or with a minus fewer, like -7.5' }]
        : []),
      ...(reason === '' ? [{ field: REASON, message: 'Enter why; the person reads it' }] : []),
    ];
    setProblems(found);
    if (minutes === null || reason === '') return;
    adjust.mutate(
      { on, kind: fields.kind, minutes, reason },
      {
        onSuccess: () => {
          announce('Saved the hours.');
          setFields(EMPTY);
        },
        onError: (error) => setProblems(problemsOf(error, FIELD_OF)),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <h2 className="nhsuk-heading-m">Hours more or fewer in the year from {formatDate(on)}</h2>
      <Problems problems={problems} />
      <Fieldset>
        <Fieldset.Legend size="s">What they are</Fieldset.Legend>
        <Radios name="adjustment-kind" idPrefix="adjustment-kind" small>
          {KINDS.map(([kind, words]) => (
            <Radios.Item
              key={kind}
              value={kind}
              checked={fields.kind === kind}
              onChange={() => set({ kind })}
            >
              {words}
            </Radios.Item>
          ))}
        </Radios>
      </Fieldset>
      <TextInput
        id={HOURS}
        label="Hours (with a minus: fewer)"
        width="5"
        value={fields.hours}
        error={problemFor(problems, HOURS)}
        onChange={(event) => set({ hours: event.currentTarget.value })}
      />
      <TextInput
        id={REASON}
        label="Reason (the person reads it)"
        maxLength={500}
        value={fields.reason}
        error={problemFor(problems, REASON)}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
      <Button type="submit" disabled={adjust.isPending}>
        Save the hours
      </Button>
    </form>
  );
}

function useAdjust(personId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { on: string; kind: Kind; minutes: number; reason: string }) =>
      answer(
        api.POST('/api/v1/leave/accounts/{personId}/adjustments', {
          params: { path: { personId }, header: csrf() },
          body,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['leave'] }),
  });
}
