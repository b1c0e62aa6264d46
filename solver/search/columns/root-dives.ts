import { DIVE_ROUND, type DiveOptions } from './dive.js';

/** In turn: the first lands sooner, the second lower. */
const IN_TURN: readonly DiveOptions[] = [
  { rounds: 2, round: DIVE_ROUND, share: 0.5, noise: 0.15, nodes: 200, jump: 0.01 },
  { rounds: 2, round: DIVE_ROUND, share: 0.25, noise: 0.15, nodes: 200, jump: 0.003 },
];
/** The first dive is to bring a rota soon; better ones follow. */
const FIRST: DiveOptions = {
  rounds: 1,
  round: DIVE_ROUND,
  share: 0.5,
  noise: 0,
  nodes: 150,
  jump: Number.POSITIVE_INFINITY,
};
/** Share of the best rota's cost that may lie above the bound before dives become patient: quick ones then land far off. */
const FAR = 0.2;

/**
 * How the next dive from the root goes about it.
 *
 * @param dives how many there are with it.
 * @param isFirst of the search's own root.
 * @param best cost of the best rota, and the bound.
 */
export function rootDive(
  dives: number,
  isFirst: boolean,
  { best, bound }: { readonly best: number; readonly bound: number },
): DiveOptions {
  if (isFirst) return FIRST;
  return { ...IN_TURN[dives % IN_TURN.length]!, patient: best - bound > FAR * best };
}
