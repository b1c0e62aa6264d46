import { count } from '../common/dates';
import { type Intake } from './types';

/** What has to be confirmed of a dry run; null when nothing is refused or removed. */
export function confirmationOf({ placements, people }: Intake): string | null {
  const refused = placements.refused + people.refused;
  const parts = [
    ...(refused === 0 ? [] : [`${count(refused, 'refused row stays', 'refused rows stay')} out`]),
    ...(placements.removed === 0
      ? []
      : [`${count(placements.removed, 'placement is', 'placements are')} removed`]),
  ];
  return parts.length === 0 ? null : `I have looked: ${parts.join(', and ')}`;
}
