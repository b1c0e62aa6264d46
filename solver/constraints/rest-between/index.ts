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
      label: restLabel(context, setup),
    };
  },
};
