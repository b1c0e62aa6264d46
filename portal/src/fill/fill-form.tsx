import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Radios, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf } from '../api/client';
import { isProblem, isRecord } from '../api/problem';
import { rotaQuery } from '../api/queries';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';

const LEAST_SECONDS = 1;
const MOST_SECONDS = 600;
const FIELDS = { seconds: 'fill-seconds' };

type Keep = 'pinned' | 'all';

/** Asks how long to fill and what to leave alone, and starts. */
export function FillForm({
  rotaId,
  onStarted,
  onCancel,
}: {
  rotaId: string;
  onStarted: (fillId: string) => void;
  onCancel: () => void;
}) {
  const [seconds, setSeconds] = useState('30');
  const [keep, setKeep] = useState<Keep>('pinned');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: (body: { seconds: number; keep: Keep }) =>
      answer(
        api.POST('/api/v1/rotas/{rotaId}/fills', { params: { path: { rotaId }, header: csrf() }, body }),
      ),
    onSuccess: (fill) => onStarted(fill.id),
    onError: (error) => {
      const running = isProblem(error, 'fill-running') ? runningFillId(error.problem.current) : undefined;
      if (running !== undefined) onStarted(running);
      else setProblems(problemsOf(error, FIELDS));
      void queryClient.invalidateQueries({ queryKey: rotaQuery(rotaId).queryKey });
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = Number(seconds);
    if (!Number.isInteger(wanted) || wanted < LEAST_SECONDS || wanted > MOST_SECONDS) {
      setProblems([
        { field: FIELDS.seconds, message: `Enter whole seconds from ${LEAST_SECONDS} to ${MOST_SECONDS}` },
      ]);
      return;
    }
    setProblems([]);
    start.mutate({ seconds: wanted, keep });
  };

  return (
    <form onSubmit={submit} noValidate className="rw-fill-form" aria-label="Fill the rota">
      <Problems problems={problems} />
      <TextInput
        id={FIELDS.seconds}
        name="seconds"
        label="How long to search, in seconds"
        hint={`From ${LEAST_SECONDS} to ${MOST_SECONDS}. You can stop at any time and keep the best rota so far.`}
        inputMode="numeric"
        width={4}
        value={seconds}
        onChange={(event) => setSeconds(event.currentTarget.value)}
        error={problemFor(problems, FIELDS.seconds)}
      />
      <Radios
        name="keep"
        idPrefix="keep"
        legend="What stays as it is"
        legendProps={{ size: 's' }}
        small
        onChange={(event) => setKeep((event.target as HTMLInputElement).value === 'all' ? 'all' : 'pinned')}
      >
        <Radios.Item value="pinned" defaultChecked>
          Pinned shifts only
        </Radios.Item>
        <Radios.Item value="all">Every shift that is on the rota now</Radios.Item>
      </Radios>
      <div className="rw-buttons">
        <Button type="submit" disabled={start.isPending}>
          Start filling
        </Button>
        <Button type="button" secondary onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function runningFillId(current: unknown): string | undefined {
  return isRecord(current) && typeof current.id === 'string' ? current.id : undefined;
}
