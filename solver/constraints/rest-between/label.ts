import { chargedSteps, type LabelFace } from '../kind.js';
import { type LineContext } from '../line.js';
import { type RestSetup } from './setup.js';

/** The state is the minute of the coming day before which no shift may start. */
export function restLabel(context: LineContext, setup: RestSetup): LabelFace {
  const { mask, minRestMin, stepMin } = setup;
  const { startAt, endAt, tokenCount, midnightAt } = context;
  return {
    initial: 0,
    step(state, index, token) {
      const midnight = midnightAt[index]!;
      const dayLength = midnightAt[index + 1]! - midnight;
      if (mask[token] === 0) return { state: Math.max(0, state - dayLength), amount: 0, use: 0 };
      const start = startAt[index * tokenCount + token]! - midnight;
      const end = endAt[index * tokenCount + token]! - midnight;
      const next = end + minRestMin - dayLength;
      return { state: Math.max(0, next), amount: chargedSteps(state - start, stepMin), use: 0 };
    },
    end: () => 0,
    dayClass: (index) => clockClass(context, index),
    counter: null,
  };
}

/** Days near a change of the clock are like no other; all the rest are alike. */
export function clockClass(context: LineContext, index: number): number {
  return context.clockNear[index] === 1 ? -1 : 0;
}
