import { useState } from 'react';
import { type Mend } from '../api/types';
import { announce } from '../common/announcer';
import { editsFor } from './apply-mend';
import { type GridModel } from './grid-model';
import { outcomeWords } from './outcome-words';
import { type Edit, type useEdits } from './use-edits';

/** Takes a mend: its edits go through the door one after the other, and each can be undone. */
export function useMends(
  edits: ReturnType<typeof useEdits>,
  { onTaken, onRefused }: { onTaken: () => void; onRefused: (error: Error) => void },
) {
  const [isPending, setPending] = useState(false);
  const take = (model: GridModel, mend: Mend, proposed?: Edit): void => {
    setPending(true);
    void sendAll(editsFor(model, mend, proposed))
      .then(onTaken, onRefused)
      .finally(() => setPending(false));
  };
  const sendAll = async (all: readonly Edit[]): Promise<void> => {
    for (const edit of all) announce(outcomeWords(await edits.make.mutateAsync(edit)));
  };
  return { take, isPending };
}
