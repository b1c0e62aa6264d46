import { type SpendStep, type SpendSum } from '../api/types';
import { formatPence } from '../common/money';

export const STEP_WORDS: Readonly<Record<SpendStep, string>> = {
  'other-units': 'Other units',
  bank: 'Bank',
  agency: 'Agency',
  uncovered: 'Not covered yet',
};

/** `£120.00`, `£120.00 to £240.00`, or that nobody knows. */
export function costInWords({ pence, mostPence, places }: SpendSum): string {
  if (places === 0) return '–';
  if (pence === null) return 'No rate set';
  if (mostPence === null || mostPence === pence) return formatPence(pence);
  return `${formatPence(pence)} to ${formatPence(mostPence)}`;
}

/** What all steps cost at the least, in pence; null when a rate is missing. */
export function totalPence(steps: readonly SpendSum[]): number | null {
  return steps.reduce<number | null>(
    (sum, { pence }) => (sum === null || pence === null ? null : sum + pence),
    0,
  );
}
