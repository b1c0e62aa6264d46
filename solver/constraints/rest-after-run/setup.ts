import { type ConstraintData } from '../../model/index.js';
import { numberParam, optionalNumber } from '../kind.js';
import { type LineContext } from '../line.js';
import { reachOf } from '../rest-between/setup.js';
import { filterMask, filterOf } from '../shift-filter.js';

/**
 * Elapsed rest that is due once shifts of a sort have been worked on at least `minRun` consecutive days, before the next shift
 * of any sort. Parameters: `minRun`, `minRestMin`, `stepMin` (60), `runName` for messages, and a shift filter.
 */
export interface RestAfterRunSetup {
  readonly minRun: number;
  readonly minRestMin: number;
  readonly stepMin: number;
  readonly runName: string;
  readonly member: Uint8Array;
  readonly timed: Uint8Array;
  readonly reach: number;
}

export function restAfterRunSetup(data: ConstraintData, context: LineContext): RestAfterRunSetup {
  const minRestMin = numberParam(data, 'minRestMin');
  return {
    minRun: numberParam(data, 'minRun'),
    minRestMin,
    stepMin: optionalNumber(data, 'stepMin') ?? 60,
    runName: typeof data.params.runName === 'string' ? data.params.runName : 'shift',
    member: filterMask(context, filterOf(data.params), true),
    timed: filterMask(context, {}, true),
    reach: reachOf(context, minRestMin),
  };
}
