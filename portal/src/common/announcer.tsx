import { useSyncExternalStore } from 'react';

let message = '';
const listeners = new Set<() => void>();

/** Has a screen reader say something when it is next idle. */
export function announce(text: string): void {
  // A repeated sentence would not be read out again: vary it by an invisible space.
  message = text === message ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

export function Announcer() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => message,
  );
  return (
    <div className="nhsuk-u-visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
