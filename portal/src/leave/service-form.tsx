import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { DateField, fieldsOf } from '../common/date-field';
import { dateFromParts, formatDate } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';

const FROM = 'service-day';

interface Props {
  personId: string;
  serviceFrom: string | null;
  /** 0: nobody has entered it. */
  version: number;
}

/** Since when somebody's years of service count, by which their leave grows. */
export function ServiceForm({ personId, serviceFrom, version }: Props) {
  const [from, setFrom] = useState(() => (serviceFrom === null ? {} : fieldsOf(serviceFrom)));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const save = useService(personId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const date = dateFromParts(from);
    setProblems(date === null ? [{ field: FROM, message: 'Enter a real date, like 5 8 2019' }] : []);
    if (date === null) return;
    save.mutate(
      { serviceFrom: date, version },
      {
        onSuccess: () => announce('Saved since when service counts.'),
        onError: (error) => setProblems(problemsOf(error, { serviceFrom: FROM })),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <h2 className="nhsuk-heading-m">Years of service</h2>
      <Problems problems={problems} />
      <p>{standingWords(serviceFrom, version)}</p>
      <DateField
        prefix="service"
        legend="Service counts from"
        value={from}
        error={problemFor(problems, FROM)}
        onChange={setFrom}
      />
      <Button type="submit" secondary disabled={save.isPending}>
        Save the date
      </Button>
    </form>
  );
}

function standingWords(serviceFrom: string | null, version: number): string {
  if (serviceFrom === null) return 'Nobody has entered a date, and they were never placed here.';
  if (version === 0)
    return `Nobody has entered a date: it counts from ${formatDate(serviceFrom)}, their first day here.`;
  return `It counts from ${formatDate(serviceFrom)}.`;
}

function useService(personId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ serviceFrom, version }: { serviceFrom: string; version: number }) =>
      answer(
        api.PUT('/api/v1/leave/accounts/{personId}/service', {
          params: { path: { personId }, header: { ...csrf(), 'If-Match': etag(version) } },
          body: { serviceFrom },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['leave'] }),
  });
}
