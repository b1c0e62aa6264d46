import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type SwapOption } from '../api/staff-types';
import { ChangeRefusal } from '../common/change-refusal';
import { listOf } from '../common/dates';
import { Modal } from '../common/modal';
import { shiftInWords, spokenName } from '../common/shift-words';
import { useSession } from '../session/use-session';
import { effectWords } from './effect-words';
import { NoteField } from './note-field';
import { optionTitle, who } from './swap-words';
import { useSwaps } from './use-swaps';

/** One way to hand a shift on, what it does to each person, and the question to them. */
export function WayCard({ option }: { option: SwapOption }) {
  const [asking, setAsking] = useState(false);
  const me = useSession()?.account.personId ?? null;
  const asked = askedIn(option, me);
  return (
    <>
      <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{optionTitle(option)}</h3>
      {option.kind === 'chain' || isAcrossUnits(option) ? <Hops option={option} me={me} /> : null}
      <ul className="nhsuk-list rw-effects">
        {option.effects.map((effect) => (
          <li key={effect.personId}>
            <strong>{effect.personId === me ? 'You' : spokenName(effect.displayName)}:</strong>{' '}
            {effectWords(effect)}
          </li>
        ))}
      </ul>
      <Button type="button" small className="rw-button-flat" onClick={() => setAsking(true)}>
        {`Ask ${listOf(asked)}`}
      </Button>
      {asking ? <AskDialog option={option} asked={asked} me={me} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function askedIn({ hops }: SwapOption, me: string | null): string[] {
  return hops.flatMap(({ to }) => (to.personId === me ? [] : [spokenName(to.displayName)]));
}

function isAcrossUnits({ hops }: SwapOption): boolean {
  return hops.some(({ unitId }) => unitId !== hops[0]!.unitId);
}

function Hops({ option, me }: { option: SwapOption; me: string | null }) {
  const isAcross = isAcrossUnits(option);
  return (
    <ul className="nhsuk-list nhsuk-list--bullet nhsuk-u-margin-bottom-1">
      {option.hops.map((hop) => (
        <li key={hop.assignmentId}>
          {shiftInWords(hop)}
          {isAcross ? `, ${hop.unitName}` : ''}: from {who(hop.from, me)} to {who(hop.to, me)}
        </li>
      ))}
    </ul>
  );
}

function AskDialog({
  option,
  asked,
  me,
  onClose,
}: {
  option: SwapOption;
  asked: readonly string[];
  me: string | null;
  onClose: () => void;
}) {
  const { propose } = useSwaps();
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const send = () =>
    propose.mutate(
      {
        assignmentIds: option.hops.map(({ assignmentId }) => assignmentId),
        ...(option.kind === 'give-away' ? { toPersonId: option.hops[0]!.to.personId } : {}),
        note: note.trim(),
      },
      { onSuccess: ({ id }) => void navigate(`/swaps/${id}`) },
    );
  return (
    <Modal title={`Ask ${listOf(asked)}`} onClose={onClose}>
      {propose.error === null ? null : <ChangeRefusal error={propose.error} />}
      <Hops option={option} me={me} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <NoteField note={note} onChange={setNote} />
        <Button type="submit" disabled={propose.isPending}>
          {propose.isPending ? 'Sending' : 'Send'}
        </Button>
      </form>
    </Modal>
  );
}
