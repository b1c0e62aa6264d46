import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes, Textarea } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { isProblem } from '../api/problem';
import { announce } from '../common/announcer';
import { formatPeriod } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { Loaded } from '../common/states';
import { LeavePreviewView } from './leave-preview';
import { leavePreviewQuery, type LeaveRequest } from './leave-queries';
import { kindWords } from './leave-words';

const REASON = 'decision-reason';
const OVERRIDE = 'decision-override';
const FIELD_OF = { reason: REASON, overrideReason: OVERRIDE };
/** Refusals that a reason lets stand. */
const CAN_STAND = new Set(['leaves-too-few', 'breaks-a-rule']);

/** One request for leave with all that a coordinator needs to decide upon it. */
export function LeaveDecision({ request, onDone }: { request: LeaveRequest; onDone: () => void }) {
  const preview = useQuery(leavePreviewQuery(request.id));
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState<string | null>(null);
  const [disputes, setDisputes] = useState(false);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { approve, refuse } = useDecisions(request);
  const failed = (error: Error) => {
    if (isProblem(error) && CAN_STAND.has(error.problem.code)) setOverride(override ?? '');
    setProblems(problemsOf(error, FIELD_OF));
  };
  const finish = (words: string) => () => {
    announce(words);
    onDone();
  };
  const refuseIt = () => {
    if (reason.trim() === '') {
      setProblems([{ field: REASON, message: 'Say why you refuse it' }]);
      return;
    }
    refuse.mutate(
      { reason, disputesLifeEvent: disputes },
      { onSuccess: finish('Refused.'), onError: failed },
    );
  };
  return (
    <>
      <Problems problems={problems} />
      <p>
        {kindWords(request.kind)}, {formatPeriod(request.firstDate, request.lastDate)}.
        {request.lifeEvent ? ' It is for an event that changes a life.' : ''}
        {request.reason === '' ? '' : ` Reason: ${request.reason}`}
      </p>
      <Loaded query={preview} what="what it would do">
        {(found) => (
          <>
            <LeavePreviewView preview={found} verdict={false} />
            {found.refusals.map(({ message }) => (
              <p key={message}>{message}</p>
            ))}
          </>
        )}
      </Loaded>
      <Textarea
        id={REASON}
        label={`Reason, for ${request.displayName.split(', ')[1] ?? 'the person who asked'}`}
        hint="Always needed to refuse"
        rows={2}
        value={reason}
        error={problemFor(problems, REASON)}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {override === null ? null : (
        <Textarea
          id={OVERRIDE}
          label="Why it is approved all the same"
          rows={2}
          value={override}
          onChange={(event) => setOverride(event.currentTarget.value)}
        />
      )}
      {request.lifeEvent ? (
        <Checkboxes name="disputes" idPrefix="disputes" small>
          <Checkboxes.Item
            value="disputes"
            checked={disputes}
            onChange={(event) => setDisputes(event.currentTarget.checked)}
          >
            The event is not one that changes a life
          </Checkboxes.Item>
        </Checkboxes>
      ) : null}
      <div className="rw-buttons">
        <Button
          type="button"
          small
          disabled={approve.isPending}
          onClick={() =>
            approve.mutate(
              { reason, ...(override ? { overrideReason: override } : {}) },
              { onSuccess: finish('Approved.'), onError: failed },
            )
          }
        >
          Approve
        </Button>
        <Button type="button" small warning disabled={refuse.isPending} onClick={refuseIt}>
          Refuse
        </Button>
      </div>
    </>
  );
}

function useDecisions({ id, version }: LeaveRequest) {
  const queryClient = useQueryClient();
  const params = () => ({ path: { id }, header: { ...csrf(), 'If-Match': etag(version) } });
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ['leave'] });
  const approve = useMutation({
    mutationFn: (body: { reason: string; overrideReason?: string }) =>
      answer(api.POST('/api/v1/leave/requests/{id}/approval', { params: params(), body })),
    onSuccess,
  });
  const refuse = useMutation({
    mutationFn: (body: { reason: string; disputesLifeEvent: boolean }) =>
      answer(api.POST('/api/v1/leave/requests/{id}/refusal', { params: params(), body })),
    onSuccess,
  });
  return { approve, refuse };
}
