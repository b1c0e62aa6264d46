import { Button } from 'nhsuk-react-components';

/** The end of a form in a dialog: what sends it, and the way out. */
export function DialogButtons({
  submit = 'Save',
  busy,
  onCancel,
}: {
  submit?: string;
  busy: boolean;
  onCancel: () => void;
}) {
  return (
    <div className="rw-buttons">
      <Button type="submit" small disabled={busy}>
        {submit}
      </Button>
      <Button type="button" small secondary onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
