import { type Swap } from '../api/staff-types';

/** The reader asked for it, is asked for it, or takes or gives a shift in it. */
export function isMine({ requestedBy, legs, parties }: Swap, me: string | null): boolean {
  if (me === null) return false;
  return (
    requestedBy === me ||
    parties.some(({ personId }) => personId === me) ||
    legs.some(({ from, to }) => from.personId === me || to?.personId === me)
  );
}

/** The swap waits for the reader's yes or no. */
export function mustAnswer({ state, parties }: Swap, me: string | null): boolean {
  return (
    me !== null &&
    state === 'proposed' &&
    parties.some(({ personId, answer }) => personId === me && answer === 'asked')
  );
}

/** A shift in the pool that the reader may take, or offer one for. */
export function mayTake({ kind, state, requestedBy }: Swap, me: string | null): boolean {
  return me !== null && kind === 'pool' && state === 'proposed' && requestedBy !== me;
}

/** The reader may think better of it. */
export function mayWithdraw({ state, requestedBy }: Swap, me: string | null): boolean {
  return me !== null && requestedBy === me && (state === 'proposed' || state === 'accepted');
}

/** The reader's own shift that a swap which came to nothing leaves with them. */
export function shiftLeft({ state, legs }: Swap, me: string | null): string | null {
  if (state === 'proposed' || state === 'accepted' || state === 'applied') return null;
  return legs.find(({ from }) => from.personId === me)?.assignmentId ?? null;
}
