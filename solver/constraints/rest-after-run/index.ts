import { type ConstraintKind, idleWithout } from '../kind.js';
import { restAfterRunDelta } from './delta.js';
import { explainRestAfterRun } from './explain.js';
import { restAfterRunLabel } from './label.js';
import { restAfterRunSetup } from './setup.js';

/** Elapsed rest after a run of shifts of a sort: 46 h after nights, 48 h after the fourth long shift. */
export const restAfterRun: ConstraintKind = {
  name: 'rest-after-run',
  compile(data, context) {
    const setup = restAfterRunSetup(data, context);
    return {
      data,
      explain: (line) => explainRestAfterRun(context, data, setup, line),
      delta: restAfterRunDelta(context, setup),
      label: restAfterRunLabel(context, setup),
      ...idleWithout(setup.member),
    };
  },
};
