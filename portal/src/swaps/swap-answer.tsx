import { useQuery } from '@tanstack/react-query';
import { Button, Select, TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { myRotaQuery } from '../api/queries';
import { type Swap } from '../api/staff-types';
import { announce } from '../common/announcer';
import { addDays, today } from '../common/dates';
import { shiftInWords } from '../common/shift-words';
import { mayTake, mayWithdraw, mustAnswer } from './my-part';
import { stateWords } from './swap-words';
import { useSwaps } from './use-swaps';

/** Shifts up to so many days after the one in the pool can be offered for it. */
const OFFER_DAYS = 56;

interface AnswerProps {
  swap: Swap;
  me: string | null;
  /** Null: what was refused before is no longer so. */
  onRefused: (error: Error | null) => void;
}

/** What the reader can say to a swap under way. */
export function SwapAnswer({ swap, me, onRefused }: AnswerProps) {
  const { accept, decline, withdraw } = useSwaps();
  const [refusing, setRefusing] = useState(false);
  const navigate = useNavigate();
  const outcome = {
    onSuccess: (after: Swap) => {
      onRefused(null);
      announce(stateWords(after, me));
    },
    onError: onRefused,
  };
  const busy = accept.isPending || decline.isPending || withdraw.isPending;
  if (mustAnswer(swap, me)) {
    return refusing ? (
      <DeclineForm
        busy={busy}
        onDecline={(reason) => decline.mutate({ id: swap.id, reason }, outcome)}
        onCancel={() => setRefusing(false)}
      />
    ) : (
      <div className="rw-buttons">
        <Button type="button" disabled={busy} onClick={() => accept.mutate({ id: swap.id }, outcome)}>
          Accept
        </Button>
        <Button type="button" secondary disabled={busy} onClick={() => setRefusing(true)}>
          Decline
        </Button>
      </div>
    );
  }
  if (mayTake(swap, me)) {
    return (
      <>
        <Button type="button" disabled={busy} onClick={() => accept.mutate({ id: swap.id }, outcome)}>
          Take this shift
        </Button>
        <OfferForm
          busy={busy}
          until={addDays(swap.legs[0]!.date, OFFER_DAYS)}
          onOffer={(assignmentId) =>
            accept.mutate(
              { id: swap.id, assignmentId },
              { ...outcome, onSuccess: ({ id }) => void navigate(`/swaps/${id}`) },
            )
          }
        />
      </>
    );
  }
  if (!mayWithdraw(swap, me)) return null;
  return (
    <Button type="button" secondary disabled={busy} onClick={() => withdraw.mutate({ id: swap.id }, outcome)}>
      Withdraw
    </Button>
  );
}

function DeclineForm({
  busy,
  onDecline,
  onCancel,
}: {
  busy: boolean;
  onDecline: (reason: string) => void;
  onCancel: () => void;
}) {
  const [reason, setReason] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDecline(reason.trim());
      }}
    >
      <TextInput
        id="decline-reason"
        label="Why, if you want to say it (whoever asked reads it)"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="rw-buttons">
        <Button type="submit" disabled={busy}>
          Decline
        </Button>
        <Button type="button" secondary onClick={onCancel}>
          Back
        </Button>
      </div>
    </form>
  );
}

/** Offers a shift of the reader's for one in the pool; its owner may accept that. */
function OfferForm({
  busy,
  until,
  onOffer,
}: {
  busy: boolean;
  until: string;
  onOffer: (assignmentId: string) => void;
}) {
  const from = addDays(today(), 1);
  const shifts = useQuery(myRotaQuery(from, until));
  const [chosen, setChosen] = useState('');
  if (shifts.data === undefined || shifts.data.items.length === 0) return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== '') onOffer(chosen);
      }}
    >
      <Select
        id="offer-shift"
        label="Or offer one of your shifts for it"
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        <Select.Option value="">Choose a shift</Select.Option>
        {shifts.data.items.map((shift) => (
          <Select.Option key={shift.assignmentId} value={shift.assignmentId}>
            {shiftInWords(shift)}
          </Select.Option>
        ))}
      </Select>
      <Button type="submit" secondary disabled={busy || chosen === ''}>
        Offer this shift
      </Button>
    </form>
  );
}
