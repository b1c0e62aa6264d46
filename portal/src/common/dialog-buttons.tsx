import { Button } from 'nhsuk-react-components';

/** What takes away the thing that a form changes. */
export interface Removal {
  readonly label: string;
  readonly pending: boolean;
  readonly onClick: () => void;
}

/** The end of a form in a dialog: what sends it, what takes the thing away if it can be, and the way out. */
export function DialogButtons({
  submit = 'Save',
  busy,
  removal = null,
  onCancel,
}: {
  submit?: string;
  busy: boolean;
  removal?: Removal | null;
  onCancel: () => void;
}) {
  return (
    <div className="rw-buttons">
      <Button type="submit" small disabled={busy}>
        {submit}
      </Button>
      {removal === null ? null : (
        <Button type="button" small warning disabled={removal.pending} onClick={removal.onClick}>
          {removal.label}
        </Button>
      )}
      <Button type="button" small secondary onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
