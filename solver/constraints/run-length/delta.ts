import { type DeltaFace } from '../kind.js';
import { type Line, type LineContext } from '../line.js';
import { type RunLengthSetup } from './setup.js';

export function runLengthDelta(context: LineContext, setup: RunLengthSetup): DeltaFace {
  const { member, origin } = setup;
  const { before: history, length } = context;
  const min = setup.min ?? 0;
  const max = setup.max ?? length;

  /** Units of the runs within the indexes, which begin and end outside runs. */
  function runs(line: Line, from: number, to: number): number {
    let amount = 0;
    let start = -1;
    for (let index = from; index <= to + 1; index++) {
      if (index <= to && member[line[index]!] === 1) {
        if (start < 0) start = index;
        continue;
      }
      if (start < 0) continue;
      const run = index - start;
      if (run > max) amount += run - Math.max(max, Math.min(run, history - start));
      else if (run < min && start > origin && index < length && index >= history) amount += min - run;
      start = -1;
    }
    return amount;
  }

  return {
    reset: (line) => runs(line, origin, length - 1),
    change(before, after, from, to) {
      let same = true;
      for (let index = from; index <= to; index++) {
        if (member[before[index]!] !== member[after[index]!]) {
          same = false;
          break;
        }
      }
      if (same) return 0;
      let low = from;
      while (low > origin && member[before[low - 1]!] === 1) low--;
      let high = to;
      while (high + 1 < length && member[before[high + 1]!] === 1) high++;
      return runs(after, low, high) - runs(before, low, high);
    },
  };
}
