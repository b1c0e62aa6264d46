import { chargedSteps, type DeltaFace } from '../kind.js';
import { type Line, type LineContext } from '../line.js';
import { type RestAfterRunSetup } from './setup.js';

export function restAfterRunDelta(context: LineContext, setup: RestAfterRunSetup): DeltaFace {
  const { member, timed, minRun, minRestMin, stepMin, reach } = setup;
  const { startAt, endAt, tokenCount, base, length } = context;

  /** Charged steps of a run whose last day is `last`. */
  function afterRun(line: Line, last: number): number {
    for (let back = 1; back < minRun; back++) {
      if (last - back < 0 || member[line[last - back]!] === 0) return 0;
    }
    const highest = Math.min(length - 1, last + reach);
    for (let next = last + 1; next <= highest; next++) {
      const token = line[next]!;
      if (timed[token] === 0) continue;
      if (base[last] !== 0 && base[next] !== 0) return 0;
      const rest = startAt[next * tokenCount + token]! - endAt[last * tokenCount + line[last]!]!;
      return chargedSteps(minRestMin - rest, stepMin);
    }
    return 0;
  }

  function runsEndingIn(line: Line, from: number, to: number): number {
    let amount = 0;
    for (let index = from; index <= to; index++) {
      if (member[line[index]!] === 0) continue;
      if (index + 1 < length && member[line[index + 1]!] === 1) continue;
      amount += afterRun(line, index);
    }
    return amount;
  }

  return {
    reset: (line) => runsEndingIn(line, 0, length - 1),
    change(before, after, from, to) {
      const low = Math.max(0, from - reach);
      let high = Math.min(length - 1, to);
      const highest = Math.min(length - 1, to + minRun);
      while (high < highest && member[before[high + 1]!] === 1) high++;
      return runsEndingIn(after, low, high) - runsEndingIn(before, low, high);
    },
  };
}
