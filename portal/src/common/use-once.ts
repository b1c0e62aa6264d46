import { useRef } from 'react';

/**
 * Keys for requests that must not be made twice. As long as nothing was answered the same request has the same key, so that trying again
 * after a lost answer finds what the first one did; once it was answered the next one has a new key.
 */
export function useOnce(): { keyFor: (what: string) => { 'Idempotency-Key': string }; answered: () => void } {
  const pending = useRef<{ what: string; key: string } | null>(null);
  return {
    keyFor: (what) => {
      if (pending.current?.what !== what) pending.current = { what, key: crypto.randomUUID() };
      return { 'Idempotency-Key': pending.current.key };
    },
    answered: () => {
      pending.current = null;
    },
  };
}
