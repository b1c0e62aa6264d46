import { type Swap } from '../api/staff-types';
import { legWords } from './swap-words';

/** Which shift goes from whom to whom. */
export function SwapLegs({ swap, me }: { swap: Swap; me: string | null }) {
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {swap.legs.map((leg) => (
        <li key={leg.assignmentId}>{legWords(leg, me)}</li>
      ))}
    </ul>
  );
}
