import { type ReactNode } from 'react';
import { DialogButtons, type Removal } from './dialog-buttons';
import { Modal } from './modal';
import { type FieldProblem, Problems } from './problems';

/** A dialog that is one form: give the fields as children; `removal` adds a button that takes the thing away. */
export function FormDialog({
  title,
  problems,
  pending,
  onSubmit,
  onClose,
  removal,
  children,
}: {
  title: string;
  problems: readonly FieldProblem[];
  pending: boolean;
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
        <DialogButtons busy={pending} removal={removal} onCancel={onClose} />
      </form>
    </Modal>
  );
}
