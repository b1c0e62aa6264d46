import { type ConstraintKind } from '../kind.js';
import { restDelta } from './delta.js';
import { explainRest } from './explain.js';
import { restLabel } from './label.js';
import { restSetup } from './setup.js';

/** Elapsed rest between shifts that follow each other. */
export const restBetween: ConstraintKind = {
  name: 'rest-between',
  compile(data, context) {
    const setup = restSetup(data, context);
    return {
      data,
      explain: (line) => explainRest(context, data, setup, line),
      delta: restDelta(context, setup),
      // With a condition on pairs the state would have to tell of the earlier shift, too; only advice needs that.
      ...(setup.involving === null ? { label: restLabel(context, setup) } : {}),
    };
  },
};
