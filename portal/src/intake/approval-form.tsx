import { Button, Checkboxes } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { isProblem } from '../api/problem';
import { announce } from '../common/announcer';
import { type FieldProblem, Problems, problemsOf } from '../common/problems';
import { confirmationOf } from './confirmation';
import { type Intake } from './types';
import { useIntake } from './use-intakes';

const CONFIRM = 'confirm-1';

/** The decision: refused rows stay out and removed ones go, by numbers that are confirmed. */
export function ApprovalForm({ intake }: { intake: Intake }) {
  const { check, approve, discard } = useIntake(intake);
  const [confirmed, setConfirmed] = useState(false);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [outdated, setOutdated] = useState(false);
  const words = confirmationOf(intake);
  const refuse = (error: Error) => {
    setOutdated(isProblem(error) && error.problem.code === 'intake-outdated');
    setProblems(problemsOf(error));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words !== null && !confirmed) {
      setProblems([
        { field: CONFIRM, message: 'Confirm the rows that stay out and the placements that are removed' },
      ]);
      return;
    }
    approve.mutate(undefined, { onSuccess: () => announce('The sheet was applied.'), onError: refuse });
  };
  const busy = approve.isPending || check.isPending || discard.isPending;
  return (
    <form onSubmit={submit} noValidate className="rw-fill-form nhsuk-u-margin-top-4">
      <Problems problems={problems} />
      <h2 className="nhsuk-heading-m">Apply the sheet</h2>
      <p>Everything that it adds, changes and removes is applied at once, or nothing is.</p>
      {words === null ? null : (
        <Checkboxes id="confirm" name="confirm" idPrefix="confirm" small>
          <Checkboxes.Item
            id={CONFIRM}
            value="yes"
            onChange={(event) => setConfirmed(event.currentTarget.checked)}
          >
            {words}
          </Checkboxes.Item>
        </Checkboxes>
      )}
      <div className="rw-buttons">
        <Button type="submit" small disabled={busy}>
          Apply
        </Button>
        {outdated ? (
          <Button
            type="button"
            small
            secondary
            disabled={busy}
            onClick={() => check.mutate(undefined, { onError: refuse })}
          >
            Check again
          </Button>
        ) : null}
        <Button
          type="button"
          small
          secondary
          disabled={busy}
          onClick={() => discard.mutate(undefined, { onError: refuse })}
        >
          Discard this dry run
        </Button>
      </div>
    </form>
  );
}
