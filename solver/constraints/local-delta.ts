import { type DeltaFace } from './kind.js';
import { type Line } from './line.js';

/**
 * The delta face of a kind that charges each index by itself.
 *
 * @param amountAt units that an index is charged; may read the line from `behind` indexes before it on.
 */
export function localDelta(
  length: number,
  behind: number,
  amountAt: (line: Line, index: number) => number,
): DeltaFace {
  function between(line: Line, from: number, to: number): number {
    let amount = 0;
    for (let index = from; index <= to; index++) amount += amountAt(line, index);
    return amount;
  }
  return {
    reset: (line) => between(line, 0, length - 1),
    change(before, after, from, to) {
      const high = Math.min(length - 1, to + behind);
      return between(after, from, high) - between(before, from, high);
    },
  };
}
