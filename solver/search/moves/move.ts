import { type Random } from '../random.js';
import { type Score } from '../score/score.js';

/**
 * A way to change a rota a little. A move writes its cells into the score, which then prices all that were written exactly; the
 * search decides and calls `accept` or `reject`.
 */
export interface Move {
  readonly name: string;
  /** Writes the cells of one random case of the move; false when there is none here. Writes only cells that may stand. */
  propose(score: Score, random: Random): boolean;
}
