import { type LabelFace } from '../kind.js';
import { type LineContext, weekdayOf } from '../line.js';
import { type QuietRunSetup } from './setup.js';

/** Days up to Friday are alike. */
const FRIDAY = 4;

/**
 * The state packs the length of the open run, how much of it is history, and whether it has a busy weekend. Lengths above the longer
 * limit are all alike: what each further day is charged no longer depends on them.
 */
export function quietRunLabel(context: LineContext, setup: QuietRunSetup): LabelFace {
  const { before: history } = context;
  const radix = setup.quietMax + 1;
  const twoLimits = setup.quietMax > setup.max;
  const charged = (run: number, old: number, busy: number): number =>
    Math.max(0, run - Math.max(busy === 1 ? setup.max : setup.quietMax, old));
  return {
    initial: 0,
    step(state, index, token) {
      if (token === 0) return { state: 0, amount: 0, use: 0 };
      const busy = state % 2;
      const run = Math.floor(state / 2) % radix;
      const old = Math.floor(state / 2 / radix);
      const nowBusy = twoLimits && (busy === 1 || setup.isBusyWeekend(index, token)) ? 1 : 0;
      const nowOld = index < history ? old + 1 : old;
      const amount = charged(run + 1, nowOld, nowBusy) - charged(run, old, busy);
      const nextRun = Math.min(setup.quietMax, run + 1);
      const nextOld = Math.min(setup.quietMax, nowOld);
      return { state: nowBusy + 2 * (nextRun + radix * nextOld), amount, use: 0 };
    },
    end: () => 0,
    dayClass: (index) => {
      if (index < history) return -1;
      return twoLimits ? Math.max(FRIDAY, weekdayOf(context, index)) : FRIDAY;
    },
    counter: null,
  };
}
