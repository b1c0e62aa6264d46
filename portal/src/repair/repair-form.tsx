import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { isProblem, isRecord } from '../api/problem';
import { type Rota } from '../api/types';
import { DateField, fieldsOf } from '../common/date-field';
import { dateFromParts, today } from '../common/dates';
import { wholeNumber } from '../common/numbers';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { useOnce } from '../common/use-once';

const FROM = 'repair-from-day';
const SECONDS = 'repair-seconds';
const MOST_SECONDS = 600;

/** Asks from which day on the rota may change and how long to search, and starts. */
export function RepairForm({ rota, onStarted }: { rota: Rota; onStarted: (fillId: string) => void }) {
  const queryClient = useQueryClient();
  const once = useOnce();
  const [from, setFrom] = useState(() => fieldsOf(rota.firstDate > today() ? rota.firstDate : today()));
  const [seconds, setSeconds] = useState('5');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const start = useMutation({
    mutationFn: (body: { fromDate: string; seconds: number }) =>
      answer(
        api.POST('/api/v1/rotas/{rotaId}/repairs', {
          params: {
            path: { rotaId: rota.id },
            header: { ...csrf(), ...once.keyFor(JSON.stringify(body)), 'If-Match': etag(rota.version) },
          },
          body,
        }),
      ),
    onSuccess: (fill) => {
      once.answered();
      onStarted(fill.id);
    },
    onError: (error) => {
      if (isProblem(error) && error.problem.status > 0) once.answered();
      const running = isProblem(error, 'fill-running') ? error.problem.current : undefined;
      if (isRecord(running) && typeof running.id === 'string') onStarted(running.id);
      else setProblems(refusal(error));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['rota', rota.id] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fromDate = dateFromParts(from);
    const wanted = wholeNumber(seconds, 1, MOST_SECONDS);
    const found: FieldProblem[] = [];
    if (fromDate === null)
      found.push({ field: FROM, message: 'Enter the day as a real date, like 5 8 2026' });
    if (wanted === null)
      found.push({ field: SECONDS, message: `Enter whole seconds from 1 to ${MOST_SECONDS}` });
    setProblems(found);
    if (fromDate !== null && wanted !== null) start.mutate({ fromDate, seconds: wanted });
  };
  return (
    <form className="rw-panel" onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <DateField
        prefix="repair-from"
        legend="Days before this one stay as they are"
        value={from}
        onChange={setFrom}
        error={problemFor(problems, FROM)}
      />
      <TextInput
        id={SECONDS}
        label="How long to search, in seconds"
        inputMode="numeric"
        width={4}
        value={seconds}
        error={problemFor(problems, SECONDS)}
        onChange={(event) => setSeconds(event.currentTarget.value)}
      />
      <Button type="submit" disabled={start.isPending}>
        Repair the rota
      </Button>
    </form>
  );
}

function refusal(error: Error): FieldProblem[] {
  if (!isProblem(error, 'stale-version')) return problemsOf(error, { fromDate: FROM, seconds: SECONDS });
  return [
    {
      field: null,
      message: 'Somebody changed the rota meanwhile. It is shown as it is now; look and start again.',
    },
  ];
}
