import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Textarea } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { type Report } from './types';

const REASON = 'escalation-reason';

/** Taking one's own report back, or asking the guardian upon a refusal or silence. */
export function OwnReportActions({ report }: { report: Report }) {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [reason, setReason] = useState('');
  const { withdraw, escalate } = useOwnActions(report);
  const isOpen = report.state === 'submitted' || report.state === 'escalated';
  const onError = (error: Error) => setProblems(problemsOf(error, { reason: REASON }));
  const ask = () => {
    if (reason.trim() === '') {
      setProblems([{ field: REASON, message: 'Say what the guardian should look at' }]);
      return;
    }
    escalate.mutate(reason.trim(), { onSuccess: () => announce('The guardian is asked.'), onError });
  };
  return (
    <>
      <Problems problems={problems} />
      {mayEscalate(report) ? (
        <section aria-labelledby="escalation-heading">
          <h2 className="nhsuk-heading-m" id="escalation-heading">
            {report.state === 'refused' ? 'If you do not agree' : 'It was not answered in time'}
          </h2>
          <Textarea
            id={REASON}
            label="What should the guardian of safe working hours look at?"
            rows={3}
            value={reason}
            error={problemFor(problems, REASON)}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="button" small secondary disabled={escalate.isPending} onClick={ask}>
            Ask the guardian to decide
          </Button>
        </section>
      ) : null}
      {isOpen ? (
        <Button
          type="button"
          small
          secondary
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate(undefined, { onSuccess: () => announce('Withdrawn.'), onError })}
        >
          Withdraw this report
        </Button>
      ) : null}
    </>
  );
}

function mayEscalate({ state, escalated, timeliness }: Report): boolean {
  if (escalated) return false;
  return state === 'refused' || (state === 'submitted' && timeliness === 'overdue');
}

function useOwnActions({ id, version }: Report) {
  const queryClient = useQueryClient();
  const params = () => ({ path: { id }, header: { ...csrf(), 'If-Match': etag(version) } });
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ['exception-reports'] });
  const withdraw = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/exception-reports/{id}/withdrawal', { params: params() })),
    onSuccess,
  });
  const escalate = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST('/api/v1/exception-reports/{id}/escalation', { params: params(), body: { reason } })),
    onSuccess,
  });
  return { withdraw, escalate };
}
