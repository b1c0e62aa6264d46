import { chargedSteps, type LabelFace } from '../kind.js';
import { type LineContext } from '../line.js';
import { clockClass } from '../rest-between/label.js';
import { type RestAfterRunSetup } from './setup.js';

/** The state packs the length of the open run and the minute of the coming day before which no shift may start. */
export function restAfterRunLabel(context: LineContext, setup: RestAfterRunSetup): LabelFace {
  const { member, timed, minRun, minRestMin, stepMin } = setup;
  const { startAt, endAt, tokenCount, midnightAt } = context;
  const radix = minRun + 1;
  const pack = (run: number, freeFrom: number): number => run + radix * Math.max(0, freeFrom);
  return {
    initial: 0,
    step(state, index, token) {
      const run = state % radix;
      const freeFrom = (state - run) / radix;
      const midnight = midnightAt[index]!;
      const dayLength = midnightAt[index + 1]! - midnight;
      if (timed[token] === 0) return { state: pack(0, freeFrom - dayLength), amount: 0, use: 0 };
      const start = startAt[index * tokenCount + token]! - midnight;
      const end = endAt[index * tokenCount + token]! - midnight;
      const continues = run > 0 && member[token] === 1;
      const amount = continues ? 0 : chargedSteps(freeFrom - start, stepMin);
      if (member[token] === 0) return { state: 0, amount, use: 0 };
      const nextRun = continues ? Math.min(minRun, run + 1) : 1;
      const due = nextRun >= minRun ? end + minRestMin - dayLength : 0;
      return { state: pack(nextRun, due), amount, use: 0 };
    },
    end: () => 0,
    dayClass: (index) => clockClass(context, index),
    counter: null,
  };
}
