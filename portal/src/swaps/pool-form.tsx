import { Button } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { ChangeRefusal } from '../common/change-refusal';
import { NoteField } from './note-field';
import { useSwaps } from './use-swaps';

/** Offers a shift to everybody in the unit. */
export function PoolForm({ assignmentId }: { assignmentId: string }) {
  const { propose } = useSwaps();
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    propose.mutate(
      { assignmentIds: [assignmentId], note: note.trim() },
      { onSuccess: ({ id }) => void navigate(`/swaps/${id}`) },
    );
  };
  return (
    <form onSubmit={submit}>
      {propose.error === null ? null : <ChangeRefusal error={propose.error} />}
      <NoteField note={note} onChange={setNote} />
      <Button type="submit" disabled={propose.isPending}>
        Offer it to the pool
      </Button>
    </form>
  );
}
