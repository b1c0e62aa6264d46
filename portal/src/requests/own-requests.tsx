import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { type Availability } from '../api/types';
import { announce } from '../common/announcer';
import { formatPeriod, formatWeekdays } from '../common/dates';
import { type FieldProblem, Problems, problemsOf } from '../common/problems';
import { requestWords } from '../grid/cell-text';

/** What the reader has asked for, and taking it back. */
export function OwnRequests({ requests }: { requests: readonly Availability[] }) {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ id, version }: Availability) =>
      answer(
        api.DELETE('/api/v1/availability/{id}', {
          params: { path: { id }, header: { ...csrf(), 'If-Match': etag(version) } },
        }),
      ),
    onSuccess: () => {
      setProblems([]);
      announce('Taken back.');
    },
    onError: (error) => setProblems(problemsOf(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['availability'] }),
  });
  return (
    <section aria-labelledby="own-requests">
      <h2 className="nhsuk-heading-m" id="own-requests">
        What I asked for
      </h2>
      <Problems problems={problems} />
      {requests.length === 0 ? <p>You have not asked for anything.</p> : null}
      <ul className="nhsuk-list">
        {requests.map((request) => {
          const words = wordsOf(request);
          return (
            <li key={request.id}>
              {words}{' '}
              <button
                type="button"
                className="rw-link-button"
                disabled={remove.isPending}
                onClick={() => remove.mutate(request)}
              >
                Take back<span className="nhsuk-u-visually-hidden">: {words}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function wordsOf({ kind, shiftKind = null, firstDate, lastDate, weekdays = [] }: Availability): string {
  const days = firstDate === lastDate || weekdays.length === 0 ? '' : `, ${formatWeekdays(weekdays)}`;
  return `${requestWords({ kind, shiftKind }).words}: ${formatPeriod(firstDate, lastDate)}${days}`;
}
