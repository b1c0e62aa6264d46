import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { formatPeriod } from '../common/dates';
import { type FieldProblem, Problems, problemsOf } from '../common/problems';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { AskLeaveForm } from './ask-leave-form';
import { LeaveFigures } from './leave-figures';
import { leaveAccountQuery, type LeaveRequest, leaveRequestsQuery } from './leave-queries';
import { kindWords, stateWords } from './leave-words';

/** What leave the reader has, what they asked for, and asking for more. */
export function MyLeavePage() {
  const personId = useSession()?.account.personId ?? null;
  usePageTitle('My leave');
  return (
    <div className="rw-narrow">
      <h1 className="nhsuk-heading-l">My leave</h1>
      {personId === null ? (
        <p>Your account belongs to nobody who works shifts.</p>
      ) : (
        <Mine personId={personId} />
      )}
    </div>
  );
}

function Mine({ personId }: { personId: string }) {
  const account = useQuery(leaveAccountQuery(personId));
  const requests = useQuery(leaveRequestsQuery({ personId }));
  return (
    <>
      <Loaded query={account} what="your hours of leave">
        {(found) => <LeaveFigures account={found} />}
      </Loaded>
      <Loaded query={requests} what="your requests">
        {(found) => <Requests requests={found} />}
      </Loaded>
      <h2 className="nhsuk-heading-m">Ask for leave</h2>
      <AskLeaveForm />
    </>
  );
}

function Requests({ requests }: { requests: readonly LeaveRequest[] }) {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const withdraw = useWithdraw();
  if (requests.length === 0) return <p>You have not asked for leave yet.</p>;
  return (
    <section aria-labelledby="leave-requests">
      <h2 className="nhsuk-heading-m" id="leave-requests">
        What I asked for
      </h2>
      <Problems problems={problems} />
      <ul className="nhsuk-list rw-agenda">
        {requests.map((request) => (
          <li key={request.id}>
            <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">
              {formatPeriod(request.firstDate, request.lastDate)}
            </h3>
            <p className="nhsuk-u-margin-bottom-1">
              {kindWords(request.kind)}. <strong>{stateWords(request)}.</strong>
              {request.decisionReason === '' ? '' : ` Reason: ${request.decisionReason}`}
            </p>
            {request.state === 'requested' || request.state === 'approved' ? (
              <button
                type="button"
                className="rw-link-button nhsuk-u-margin-bottom-3"
                disabled={withdraw.isPending}
                onClick={() =>
                  withdraw.mutate(request, {
                    onSuccess: () => setProblems([]),
                    onError: (error) => setProblems(problemsOf(error)),
                  })
                }
              >
                {request.state === 'requested' ? 'Withdraw' : 'Cancel'}
                <span className="nhsuk-u-visually-hidden">
                  {' '}
                  {kindWords(request.kind)} of {formatPeriod(request.firstDate, request.lastDate)}
                </span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useWithdraw() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: LeaveRequest) =>
      answer(
        api.POST('/api/v1/leave/requests/{id}/withdrawal', {
          params: { path: { id }, header: { ...csrf(), 'If-Match': etag(version) } },
          body: {},
        }),
      ),
    onSuccess: ({ state }) => announce(state === 'cancelled' ? 'Your leave is cancelled.' : 'Withdrawn.'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['leave'] }),
  });
}
