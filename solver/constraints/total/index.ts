import { chargedAbove, type ConstraintKind, type DeltaFace, type LabelFace } from '../kind.js';
import { type LineContext } from '../line.js';
import { explainTotal } from './explain.js';
import { totalSetup, type TotalSetup } from './setup.js';

function totalDelta(setup: TotalSetup): DeltaFace {
  const { useAt } = setup;
  let sum = 0;
  function difference(before: Int16Array, after: Int16Array, from: number, to: number): number {
    let added = 0;
    const high = Math.min(to, setup.to);
    for (let index = Math.max(from, setup.from); index <= high; index++) {
      added += useAt(index, after[index]!) - useAt(index, before[index]!);
    }
    return added;
  }
  return {
    reset(line) {
      sum = 0;
      for (let index = setup.from; index <= setup.to; index++) sum += useAt(index, line[index]!);
      return setup.amountOf(sum);
    },
    change(before, after, from, to) {
      const added = difference(before, after, from, to);
      return added === 0 ? 0 : setup.amountOf(sum + added) - setup.amountOf(sum);
    },
    commit(before, after, from, to) {
      sum += difference(before, after, from, to);
    },
  };
}

function totalLabel(context: LineContext, setup: TotalSetup): LabelFace {
  return {
    initial: 0,
    stateless: true,
    step: (_state, index, token) => ({
      state: 0,
      amount: 0,
      use: index >= setup.from && index <= setup.to ? setup.useAt(index, token) : 0,
    }),
    end: () => 0,
    dayClass: (index) => {
      if (index < setup.from || index > setup.to) return 0;
      return setup.clockMatters && context.clockNear[index] === 1 ? -1 : 1;
    },
    counter: {
      min: setup.min,
      max: setup.max === null ? null : chargedAbove(setup.max, setup.fixed),
      amountOf: setup.amountOf,
    },
  };
}

/** Minutes of work or number of shifts over the horizon or a stretch of it. */
export const total: ConstraintKind = {
  name: 'total',
  compile(data, context) {
    const setup = totalSetup(data, context);
    return {
      data,
      explain: (line) => explainTotal(context, data, setup, line),
      delta: totalDelta(setup),
      label: totalLabel(context, setup),
    };
  },
};
