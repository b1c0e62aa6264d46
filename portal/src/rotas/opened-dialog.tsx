import { CellDialog } from '../grid/cell-dialog';
import { DayDialog } from '../grid/day-dialog';
import { type GridModel } from '../grid/grid-model';
import { PersonDialog } from '../grid/person-dialog';
import { type OpenedCell } from '../grid/rota-table';
import { type useEdits } from '../grid/use-edits';

/** The dialog of whatever was opened in the grid. */
export function OpenedDialog({
  opened,
  model,
  edits,
  mayEdit,
  onClose,
}: {
  opened: OpenedCell | null;
  model: GridModel;
  edits: ReturnType<typeof useEdits>;
  mayEdit: boolean;
  onClose: () => void;
}) {
  if (opened === null) return null;
  const { personId, date } = opened;
  const person = model.people.find(({ id }) => id === personId);
  if (person === undefined) return <DayDialog model={model} date={date} onClose={onClose} />;
  if (date === null) {
    return <PersonDialog model={model} person={person} edits={edits} mayEdit={mayEdit} onClose={onClose} />;
  }
  return (
    <CellDialog model={model} person={person} date={date} edits={edits} mayEdit={mayEdit} onClose={onClose} />
  );
}
