import { chargedSteps, type DeltaFace } from '../kind.js';
import { type Line, type LineContext } from '../line.js';
import { type RestSetup } from './setup.js';

export function restDelta(context: LineContext, setup: RestSetup): DeltaFace {
  const { mask, minRestMin, stepMin, reach, involving } = setup;
  const { startAt, endAt, tokenCount, base, length } = context;

  function judged(earlier: number, later: number): boolean {
    return involving === null || involving[earlier] === 1 || involving[later] === 1;
  }

  /** Charged steps of all pairs of consecutive shifts within the indexes. */
  function pairs(line: Line, from: number, to: number): number {
    let amount = 0;
    let last = -1;
    for (let index = from; index <= to; index++) {
      const token = line[index]!;
      if (mask[token] === 0) continue;
      if (last >= 0 && (base[last] === 0 || base[index] === 0) && judged(line[last]!, token)) {
        const rest = startAt[index * tokenCount + token]! - endAt[last * tokenCount + line[last]!]!;
        amount += chargedSteps(minRestMin - rest, stepMin);
      }
      last = index;
    }
    return amount;
  }

  return {
    reset: (line) => pairs(line, 0, length - 1),
    change(before, after, from, to) {
      let low = Math.max(0, from - 1);
      const lowest = Math.max(0, from - reach);
      while (low > lowest && mask[before[low]!] === 0) low--;
      let high = Math.min(length - 1, to + 1);
      const highest = Math.min(length - 1, to + reach);
      while (high < highest && mask[before[high]!] === 0) high++;
      return pairs(after, low, high) - pairs(before, low, high);
    },
  };
}
