import { useQuery } from '@tanstack/react-query';
import { Button, TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { swapVerdictQuery } from '../api/staff-queries';
import { type Swap, type SwapVerdict } from '../api/staff-types';
import { isProblem } from '../api/problem';
import { announce } from '../common/announcer';
import { ChangeRefusal } from '../common/change-refusal';
import { formatDate } from '../common/dates';
import { spokenName } from '../common/shift-words';
import { type FieldProblem, problemFor, Problems } from '../common/problems';
import { Loaded } from '../common/states';
import { stateWords } from './swap-words';
import { useSwaps } from './use-swaps';

/** What a coordinator has to know of a swap of their unit, and their decision. */
export function SwapDecision({ swap }: { swap: Swap }) {
  const hasTaker = swap.legs.every(({ to }) => to !== null);
  const verdict = useQuery({ ...swapVerdictQuery(swap.id), enabled: hasTaker });
  return (
    <section className="rw-panel" aria-labelledby={`decision-${swap.id}`}>
      <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1" id={`decision-${swap.id}`}>
        For the coordinator
      </h3>
      <Reasons reasons={swap.approvalReasons} />
      {hasTaker ? (
        <Loaded query={verdict} what="what it would do">
          {(found) => (
            <>
              <VerdictWords verdict={found} nameOf={(personId) => nameIn(swap, personId)} />
              <DecisionForm swap={swap} verdict={found} />
            </>
          )}
        </Loaded>
      ) : (
        <DecisionForm swap={swap} verdict={null} />
      )}
    </section>
  );
}

function Reasons({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <>
      <p className="nhsuk-u-margin-bottom-1">It waits for you because of the unit’s limits:</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  );
}

function nameIn({ legs }: Swap, personId: string): string {
  const people = legs.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const person = people.find((each) => each.personId === personId);
  return person === undefined ? '' : `${spokenName(person.displayName)}: `;
}

function VerdictWords({
  verdict,
  nameOf,
}: {
  verdict: SwapVerdict;
  /** "Sam Adeyemi: " */
  nameOf: (personId: string) => string;
}) {
  const { impossible, introduced, resolved, losses } = verdict;
  if (impossible !== null) return <p>It cannot be made as things stand: {impossible}</p>;
  if (introduced.length + resolved.length + losses.length === 0) {
    return <p>It breaks no rule and leaves nobody short.</p>;
  }
  return (
    <ul className="nhsuk-list nhsuk-list--bullet" aria-label="What it would do">
      {introduced.map(({ rule, level, message, fromDate, personId }) => (
        <li key={`${rule}${personId}${fromDate}`}>
          <strong>{level === 'hard' ? 'Would break a rule:' : 'Would go against a wish or aim:'}</strong>{' '}
          {nameOf(personId)}
          {message}
        </li>
      ))}
      {losses.map(({ lineName, date, shortBefore, short }) => (
        <li key={`${lineName}${date}`}>
          <strong>Would leave too few:</strong> {lineName} on {formatDate(date)}, {short} short (
          {shortBefore === 0 ? 'enough' : `${shortBefore} short`} now).
        </li>
      ))}
      {resolved.map(({ rule, message, fromDate, personId }) => (
        <li key={`${rule}${personId}${fromDate}`}>
          <strong>Would mend:</strong> {nameOf(personId)}
          {message}
        </li>
      ))}
    </ul>
  );
}

function DecisionForm({ swap, verdict }: { swap: Swap; verdict: SwapVerdict | null }) {
  const { approve, decline } = useSwaps();
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [refusal, setRefusal] = useState<Error | null>(null);
  const field = `decision-reason-${swap.id}`;
  const mayApprove = swap.state === 'accepted' && verdict !== null && verdict.impossible === null;
  const needsReason = verdict?.needsReason === true;
  const outcome = {
    onSuccess: (after: Swap) => announce(stateWords(after)),
    onError: (error: Error) => {
      // Opened, judged and refused: what stands now is shown again by the list.
      setRefusal(isProblem(error) ? error : null);
    },
  };
  const decide = (what: 'approve' | 'refuse') => {
    const why = reason.trim();
    const missing = why === '' && (what === 'refuse' || needsReason);
    setProblems(missing ? [{ field, message: reasonMissing(what) }] : []);
    if (missing) return;
    if (what === 'refuse') decline.mutate({ id: swap.id, reason: why }, outcome);
    else approve.mutate({ id: swap.id, overrideReason: needsReason ? why : null }, outcome);
  };
  const busy = approve.isPending || decline.isPending;
  return (
    <>
      <Problems problems={problems} />
      {refusal === null ? null : <ChangeRefusal error={refusal}>{null}</ChangeRefusal>}
      <TextInput
        id={field}
        label={needsReason ? 'Reason' : 'Reason (needed to refuse it)'}
        hint="Those who asked read why it is refused. Why a rule is broken all the same stays with the shift."
        maxLength={500}
        value={reason}
        error={problemFor(problems, field)}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="rw-buttons">
        {mayApprove ? (
          <Button type="button" small disabled={busy} onClick={() => decide('approve')}>
            Approve
          </Button>
        ) : null}
        <Button type="button" small secondary disabled={busy} onClick={() => decide('refuse')}>
          Refuse
        </Button>
      </div>
    </>
  );
}

function reasonMissing(what: 'approve' | 'refuse'): string {
  return what === 'refuse'
    ? 'Enter why you refuse it; those who asked are told'
    : 'Enter why it is made in spite of what it breaks';
}
