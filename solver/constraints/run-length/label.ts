import { type LabelFace, type LabelStep } from '../kind.js';
import { type LineContext } from '../line.js';
import { type RunLengthSetup } from './setup.js';

/**
 * The state is the length of the open run, no longer than matters; a run that began at the edge, and so is never too short, stands
 * above `cap` until it is long enough anyway.
 */
export function runLengthLabel(context: LineContext, setup: RunLengthSetup): LabelFace {
  const { member, origin, carried, excusedStart } = setup;
  const { before: history } = context;
  const min = setup.min ?? 0;
  const max = setup.max ?? Number.POSITIVE_INFINITY;
  const cap = Math.max(1, min, setup.max ?? 0);

  function extend(run: number, free: boolean, index: number): LabelStep {
    const amount = run + 1 > max && index >= history ? 1 : 0;
    const next = Math.min(cap, run + 1);
    return { state: free && next < min ? cap + next : next, amount, use: 0 };
  }

  return {
    initial: Math.min(cap, carried),
    step(state, index, token) {
      if (index < origin) return { state, amount: 0, use: 0 };
      const free = state > cap;
      const run = free ? state - cap : state;
      if (member[token] === 1) return extend(run, free || (run === 0 && index === excusedStart), index);
      const short = run > 0 && run < min && !free && index >= history ? min - run : 0;
      return { state: 0, amount: short, use: 0 };
    },
    end: () => 0,
    dayClass: (index) => (index > Math.max(origin, history) ? 0 : -1),
    counter: null,
  };
}
