import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes, Select, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { type Rota } from '../api/types';
import { announce } from '../common/announcer';
import { DateField } from '../common/date-field';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { type Round } from './request-queries';
import {
  fieldsOfRound,
  newRoundFields,
  type RoundFields,
  roundFrom,
  type RoundInput,
} from './round-form-model';

const FIELD_OF = { opensAt: 'opens-day', closesAt: 'closes-day', maxPicks: 'max-picks' };
const QUOTAS = [
  ['max-cannot', 'maxCannot', 'Days that a person cannot work, at most'],
  ['max-rather-not', 'maxRatherNot', 'Days that they would rather not work, at most'],
  ['max-would-like', 'maxWouldLike', 'Days that they would like to work, at most'],
] as const;

/** Plans a round of a draft. */
export function PlanRoundForm({ drafts }: { drafts: readonly Rota[] }) {
  const plan = usePlan();
  return (
    <RoundForm
      title="Plan a round"
      submitWords="Plan the round"
      begin={() => newRoundFields(drafts[0]!.id)}
      drafts={drafts}
      busy={plan.isPending}
      onSubmit={(input, onError) =>
        plan.mutate(input, { onSuccess: () => announce('Planned the round.'), onError })
      }
    />
  );
}

/** Changes a round that is not closed. Whoever saves after somebody else is told so, and may save again. */
export function ChangeRoundForm({ round, onDone }: { round: Round; onDone: () => void }) {
  const change = useChange();
  return (
    <RoundForm
      title={`Change ${round.rotaName}, round ${round.number}`}
      submitWords="Save the round"
      begin={() => fieldsOfRound(round)}
      busy={change.isPending}
      onSubmit={({ rotaId: _, ...body }, onError) =>
        change.mutate(
          { round, body },
          {
            onSuccess: () => {
              announce('Saved the round.');
              onDone();
            },
            onError,
          },
        )
      }
      onCancel={onDone}
    />
  );
}

interface RoundFormProps {
  title: string;
  submitWords: string;
  begin: () => RoundFields;
  /** Rotas to choose from; left out: the rota stays. */
  drafts?: readonly Rota[];
  busy: boolean;
  onSubmit: (input: RoundInput, onError: (error: Error) => void) => void;
  onCancel?: () => void;
}

function RoundForm({ title, submitWords, begin, drafts, busy, onSubmit, onCancel }: RoundFormProps) {
  const [fields, setFields] = useState(begin);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  const isCalledUp = onCancel !== undefined;
  useEffect(() => {
    if (isCalledUp) heading.current?.focus();
  }, [isCalledUp]);
  const set = (change: Partial<RoundFields>) => setFields({ ...fields, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { input, problems: found } = roundFrom(fields);
    setProblems(found);
    if (input !== null) onSubmit(input, (error) => setProblems(problemsOf(error, FIELD_OF)));
  };
  const text = (
    id: string,
    name: 'opensTime' | 'closesTime' | 'maxCannot' | 'maxRatherNot' | 'maxWouldLike' | 'maxPicks',
    label: string,
  ) => (
    <TextInput
      id={id}
      label={label}
      width="5"
      value={fields[name]}
      error={problemFor(problems, id)}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <form onSubmit={submit} noValidate className="rw-narrow">
      <h2 className="nhsuk-heading-m" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <Problems problems={problems} />
      {drafts === undefined ? null : (
        <Select
          id="round-rota"
          label="Rota"
          value={fields.rotaId}
          onChange={(event) => set({ rotaId: event.currentTarget.value })}
        >
          {drafts.map(({ id, name }) => (
            <Select.Option key={id} value={id}>
              {name}
            </Select.Option>
          ))}
        </Select>
      )}
      <DateField
        prefix="opens"
        legend="Opens on"
        value={fields.opensOn}
        error={problemFor(problems, 'opens-day')}
        onChange={(opensOn) => set({ opensOn })}
      />
      {text('opens-time', 'opensTime', 'Opens at')}
      <DateField
        prefix="closes"
        legend="Closes on"
        value={fields.closesOn}
        error={problemFor(problems, 'closes-day')}
        onChange={(closesOn) => set({ closesOn })}
      />
      {text('closes-time', 'closesTime', 'Closes at')}
      <p>Leave a number empty where there is no limit.</p>
      {QUOTAS.map(([id, name, label]) => (
        <div key={id}>{text(id, name, label)}</div>
      ))}
      <Checkboxes name="round-options" idPrefix="round-options" small>
        <Checkboxes.Item
          value="reminds"
          checked={fields.reminds}
          onChange={(event) => set({ reminds: event.currentTarget.checked })}
        >
          Remind those who have not taken part, two days before it closes
        </Checkboxes.Item>
        <Checkboxes.Item
          value="picks"
          checked={fields.picks}
          onChange={(event) => set({ picks: event.currentTarget.checked })}
        >
          Staff pick shifts themselves
        </Checkboxes.Item>
      </Checkboxes>
      {fields.picks ? text('max-picks', 'maxPicks', 'Shifts that a person may pick, at most') : null}
      <div className="rw-buttons">
        <Button type="submit" disabled={busy}>
          {submitWords}
        </Button>
        {onCancel === undefined ? null : (
          <Button type="button" secondary onClick={onCancel}>
            Leave it as it is
          </Button>
        )}
      </div>
    </form>
  );
}

function usePlan() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: RoundInput) =>
      answer(api.POST('/api/v1/rounds', { params: { header: csrf() }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['rounds'] }),
  });
}

function useChange() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ round: { id, version }, body }: { round: Round; body: Omit<RoundInput, 'rotaId'> }) =>
      answer(
        api.PUT('/api/v1/rounds/{id}', {
          params: { path: { id }, header: { ...csrf(), 'If-Match': etag(version) } },
          body,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['rounds'] }),
  });
}
