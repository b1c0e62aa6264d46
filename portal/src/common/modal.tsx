import { type ReactNode, useEffect, useRef } from 'react';

/** A dialog over the page. Escape and Close leave it; the focus goes back to where it was. */
export function Modal({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element !== null && !element.open) element.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="rw-modal"
      aria-labelledby="modal-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="rw-modal__head">
        <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2" id="modal-title" tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="rw-modal__close" onClick={onClose}>
          Close
        </button>
      </div>
      {children}
    </dialog>
  );
}
