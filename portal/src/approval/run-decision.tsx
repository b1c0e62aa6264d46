import { Button, Checkboxes } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { announce } from '../common/announcer';
import { type FieldProblem, Problems, problemsOf } from '../common/problems';
import { acceptanceWords, isUnderWay } from './run-words';
import { type ApprovalRun } from './types';
import { useRun } from './use-runs';

const ACCEPT = 'accept-1';

/** The one decision: approve, look again, or take everything back. */
export function RunDecision({ run }: { run: ApprovalRun }) {
  const { check, approve, skipFill, discard } = useRun(run);
  const [accepted, setAccepted] = useState(run.findings === 0);
  const [publish, setPublish] = useState(false);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  if (run.state === 'done' || run.state === 'discarded') return null;
  const refuse = (error: Error) => setProblems(problemsOf(error));
  const busy = approve.isPending || check.isPending || discard.isPending || skipFill.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!accepted) {
      setProblems([{ field: ACCEPT, message: 'Look at the findings and accept them' }]);
      return;
    }
    approve.mutate(publish, { onSuccess: () => announce('Approved.'), onError: refuse });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      {run.state === 'ready' && run.findings > 0 ? (
        <Checkboxes id="accept" name="accept" idPrefix="accept" small>
          <Checkboxes.Item
            id={ACCEPT}
            value="yes"
            onChange={(event) => setAccepted(event.currentTarget.checked)}
          >
            {acceptanceWords(run)}
          </Checkboxes.Item>
        </Checkboxes>
      ) : null}
      {run.state === 'ready' ? (
        <Checkboxes id="publish" name="publish" idPrefix="publish" small>
          <Checkboxes.Item
            id="publish-1"
            value="yes"
            onChange={(event) => setPublish(event.currentTarget.checked)}
          >
            Publish the duty rosters as well, and mail everybody their shifts
          </Checkboxes.Item>
        </Checkboxes>
      ) : null}
      <div className="rw-buttons">
        {run.state === 'ready' ? (
          <Button type="submit" small disabled={busy}>
            Approve
          </Button>
        ) : null}
        {run.state === 'ready' || run.error !== null ? (
          <Button
            type="button"
            small
            secondary
            disabled={busy}
            onClick={() => check.mutate(undefined, { onError: refuse })}
          >
            {isUnderWay(run) ? 'Go on' : 'Prepare again'}
          </Button>
        ) : null}
        {run.state === 'preparing' && run.fillSeconds !== null ? (
          <Button
            type="button"
            small
            secondary
            disabled={busy}
            onClick={() =>
              skipFill.mutate(undefined, {
                onSuccess: () => announce('Gaps are not searched any more.'),
                onError: refuse,
              })
            }
          >
            Skip the search for gaps
          </Button>
        ) : null}
        {run.state === 'carrying-out' ? null : (
          <Button
            type="button"
            small
            secondary
            disabled={busy}
            onClick={() =>
              discard.mutate(undefined, { onSuccess: () => announce('Taken back.'), onError: refuse })
            }
          >
            Take everything back
          </Button>
        )}
      </div>
    </form>
  );
}
