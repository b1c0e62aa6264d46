import { type ConstraintKind, type DeltaFace } from '../kind.js';
import { type Line, type LineContext } from '../line.js';
import { explainQuietRun } from './explain.js';
import { quietRunLabel } from './label.js';
import { quietRunSetup, type QuietRunSetup } from './setup.js';

function delta(context: LineContext, setup: QuietRunSetup): DeltaFace {
  const { before: history, length } = context;
  const oneLimit = setup.quietMax === setup.max;

  /** Units of the runs within the indexes, which begin and end outside runs. */
  function runs(line: Line, from: number, to: number): number {
    let amount = 0;
    let start = -1;
    let busy = false;
    for (let index = from; index <= to + 1; index++) {
      if (index <= to && line[index] !== 0) {
        if (start < 0) start = index;
        if (!oneLimit && !busy) busy = setup.isBusyWeekend(index, line[index]!);
        continue;
      }
      if (start >= 0) {
        const run = index - start;
        const limit = busy ? setup.max : setup.quietMax;
        amount += Math.max(0, run - Math.max(limit, Math.min(run, history - start)));
      }
      start = -1;
      busy = false;
    }
    return amount;
  }

  return {
    reset: (line) => runs(line, 0, length - 1),
    change(before, after, from, to) {
      // Where there is one limit it only matters whether a day is worked.
      if (oneLimit && sameDaysWorked(before, after, from, to)) return 0;
      let low = from;
      while (low > 0 && before[low - 1] !== 0) low--;
      let high = to;
      while (high + 1 < length && before[high + 1] !== 0) high++;
      if (high - low + 1 <= setup.max) return 0;
      return runs(after, low, high) - runs(before, low, high);
    },
  };
}

function sameDaysWorked(before: Line, after: Line, from: number, to: number): boolean {
  for (let index = from; index <= to; index++)
    if ((before[index] === 0) !== (after[index] === 0)) return false;
  return true;
}

/** Days worked in a row, with a longer limit for runs whose weekends are low-intensity on-call. */
export const quietWeekendRun: ConstraintKind = {
  name: 'quiet-weekend-run',
  compile(data, context) {
    const setup = quietRunSetup(data, context);
    return {
      data,
      explain: (line) => explainQuietRun(context, data, setup, line),
      delta: delta(context, setup),
      label: quietRunLabel(context, setup),
    };
  },
};
