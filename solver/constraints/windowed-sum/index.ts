import { type ConstraintKind } from '../kind.js';
import { windowFaces } from './delta.js';
import { explainWindows } from './explain.js';
import { windowSetup } from './setup.js';

/** Work within any window of elapsed time: 72 h in any 168 h. Its label would explode, so lines are priced without it. */
export const windowedSum: ConstraintKind = {
  name: 'windowed-sum',
  compile(data, context) {
    const setup = windowSetup(data, context);
    return {
      data,
      explain: (line) => explainWindows(context, data, setup, line),
      ...windowFaces(context, setup),
    };
  },
};
