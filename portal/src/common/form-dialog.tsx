import { type ReactNode } from 'react';
import { DialogButtons, type Removal } from './dialog-buttons';
import { Modal } from './modal';
import { type FieldProblem, Problems } from './problems';

/**
 * A dialog that is one form: give the fields as children.
 * @param submit the words on the button that sends it, if not "Save".
 * @param removal adds a button that takes the thing away.
 */
export function FormDialog({
  title,
  problems,
  pending,
  submit,
  onSubmit,
  onClose,
  removal,
  children,
}: {
  title: string;
  problems: readonly FieldProblem[];
  pending: boolean;
  submit?: string;
  onSubmit: () => void;
  onClose: () => void;
  removal?: Removal | null;
  children: ReactNode;
}) {
  return (
    <Modal title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
        noValidate
      >
        <Problems problems={problems} />
        {children}
        <DialogButtons submit={submit} busy={pending} removal={removal} onCancel={onClose} />
      </form>
    </Modal>
  );
}
