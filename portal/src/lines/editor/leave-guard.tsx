import { Button } from 'nhsuk-react-components';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Modal } from '../../common/modal';

/** Asks before a page with changes that nobody has saved is left. */
export function LeaveGuard({ isGuarding }: { isGuarding: boolean }) {
  useEffect(() => {
    if (!isGuarding) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isGuarding]);
  const blocker = useBlocker(isGuarding);
  if (blocker.state !== 'blocked') return null;
  return (
    <Modal title="Leave without saving?" onClose={() => blocker.reset()}>
      <p>The changes of these lines are not saved; they would be lost.</p>
      <div className="rw-buttons">
        <Button type="button" small onClick={() => blocker.reset()}>
          Stay here
        </Button>
        <Button type="button" small secondary onClick={() => blocker.proceed()}>
          Leave without saving
        </Button>
      </div>
    </Modal>
  );
}
