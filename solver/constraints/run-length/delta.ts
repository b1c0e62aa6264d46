import { type DeltaFace } from '../kind.js';
import { type Line, type LineContext } from '../line.js';
import { type RunLengthSetup } from './setup.js';

/** No run is open; a carried run may begin at any negative index. */
const NONE = Number.MIN_SAFE_INTEGER;

export function runLengthDelta(context: LineContext, setup: RunLengthSetup): DeltaFace {
  const { member, origin, carried, excusedStart } = setup;
  const { before: history, length } = context;
  const min = setup.min ?? 0;
  const max = setup.max ?? Number.POSITIVE_INFINITY;

  /** Units of the runs within the indexes, which begin (but for a carried run) and end outside runs. */
  function runs(line: Line, from: number, to: number): number {
    let amount = 0;
    let start = from === origin && carried > 0 ? origin - carried : NONE;
    for (let index = from; index <= to + 1; index++) {
      if (index <= to && member[line[index]!] === 1) {
        if (start === NONE) start = index;
        continue;
      }
      if (start === NONE) continue;
      const run = index - start;
      if (run > max) amount += run - Math.max(max, Math.min(run, history - start));
      else if (run < min && start > excusedStart && index < length && index >= history) amount += min - run;
      start = NONE;
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
