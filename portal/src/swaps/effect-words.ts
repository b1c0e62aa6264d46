import { type SwapOption } from '../api/staff-types';

type Effect = SwapOption['effects'][number];

const NOTHING = 1e-9;

/** What a way does to one person: the rules it newly touches, then fairness and wishes. */
export function effectWords({ introduced, resolved, rules, fairness, requests }: Effect): string {
  const words = [
    ...introduced.map(({ message }) => `Against it: ${message}`),
    ...resolved.map(({ message }) => `No longer so: ${message}`),
    ...change(
      rules,
      'the rules fit better',
      'the rules fit less well',
      introduced.length + resolved.length === 0,
    ),
    ...change(
      fairness,
      'nights, weekends and holidays are shared more fairly',
      'nights, weekends and holidays are shared less fairly',
      true,
    ),
    ...change(requests, 'closer to their wishes', 'further from their wishes', true),
  ];
  return words.length === 0 ? 'No rule, share or wish is touched.' : words.join(' ');
}

function change(cost: number, better: string, worse: string, tell: boolean): string[] {
  if (!tell || Math.abs(cost) < NOTHING) return [];
  return [`${capital(cost < 0 ? better : worse)}.`];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
