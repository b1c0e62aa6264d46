import { type ConstraintKind, idleWithout } from '../kind.js';
import { runLengthDelta } from './delta.js';
import { explainRunLength } from './explain.js';
import { runLengthLabel } from './label.js';
import { runLengthSetup } from './setup.js';

/** Shortest and longest runs of worked days, of days off, or of shifts of a sort. */
export const runLength: ConstraintKind = {
  name: 'run-length',
  compile(data, context) {
    const setup = runLengthSetup(data, context);
    return {
      data,
      explain: (line) => explainRunLength(context, data, setup, line),
      delta: runLengthDelta(context, setup),
      label: runLengthLabel(context, setup),
      ...idleWithout(setup.member),
    };
  },
};
