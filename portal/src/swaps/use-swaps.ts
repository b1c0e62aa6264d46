import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, csrf } from '../api/client';
import { isProblem } from '../api/problem';
import { useOnce } from '../common/use-once';

export interface Proposal {
  /** One's own first. */
  assignmentIds: string[];
  toPersonId?: string;
  note: string;
}

/** The changes that can be made to swaps; each request is made once, however often it is sent. */
export function useSwaps() {
  const queryClient = useQueryClient();
  const once = useOnce();
  const onSettled = async (_: unknown, error: Error | null) => {
    // Without an answer the same request may be sent again under the same key.
    if (error === null || (isProblem(error) && error.problem.status > 0)) once.answered();
    await Promise.all(
      ['swaps', 'my-rota', 'rota'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
    );
  };
  const header = (what: unknown) => ({ ...csrf(), ...once.keyFor(JSON.stringify(what)) });
  const on = (id: string, what: unknown) => ({ path: { id }, header: header([id, what]) });
  const propose = useMutation({
    mutationFn: (body: Proposal) =>
      answer(api.POST('/api/v1/swaps', { params: { header: header(body) }, body })),
    onSettled,
  });
  const accept = useMutation({
    mutationFn: ({ id, assignmentId }: { id: string; assignmentId?: string }) =>
      answer(
        api.POST('/api/v1/swaps/{id}/accept', {
          params: on(id, ['accept', assignmentId]),
          body: { assignmentId },
        }),
      ),
    onSettled,
  });
  const decline = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      answer(
        api.POST('/api/v1/swaps/{id}/decline', { params: on(id, ['decline', reason]), body: { reason } }),
      ),
    onSettled,
  });
  const withdraw = useMutation({
    mutationFn: ({ id }: { id: string }) =>
      answer(api.POST('/api/v1/swaps/{id}/withdraw', { params: on(id, 'withdraw') })),
    onSettled,
  });
  const approve = useMutation({
    mutationFn: ({ id, overrideReason }: { id: string; overrideReason: string | null }) =>
      answer(
        api.POST('/api/v1/swaps/{id}/approve', {
          params: on(id, ['approve', overrideReason]),
          body: { overrideReason },
        }),
      ),
    onSettled,
  });
  return { propose, accept, decline, withdraw, approve };
}
