import { type ConstraintData, type ShiftKind } from '../../model/index.js';
import { numberParam, optionalNumber } from '../kind.js';
import { type LineContext } from '../line.js';
import { filterMask, filterOf } from '../shift-filter.js';

/**
 * Elapsed rest between two shifts that follow each other among those that the filter matches.
 * Parameters: `minRestMin`; `stepMin` (60): a breach is charged by started step; `involvingKinds`: only pairs of which one at least is of
 * these kinds are judged; and a shift filter.
 */
export interface RestSetup {
  readonly minRestMin: number;
  readonly stepMin: number;
  readonly mask: Uint8Array;
  /** 1 for the kinds of which a pair must have one; null where every pair is judged. */
  readonly involving: Uint8Array | null;
  /** No rest can be short over a gap of more days than this. */
  readonly reach: number;
}

export function restSetup(data: ConstraintData, context: LineContext): RestSetup {
  const minRestMin = numberParam(data, 'minRestMin');
  const kinds = data.params.involvingKinds;
  return {
    minRestMin,
    stepMin: optionalNumber(data, 'stepMin') ?? 60,
    mask: filterMask(context, filterOf(data.params), true),
    involving: kinds === undefined ? null : filterMask(context, { kinds: kinds as readonly ShiftKind[] }),
    reach: reachOf(context, minRestMin),
  };
}

/** Days after a shift within which the next can start too early. */
export function reachOf(context: LineContext, restMin: number): number {
  let latest = 1440;
  for (const facts of context.tokens) if (facts?.timed === true) latest = Math.max(latest, facts.endMin);
  return Math.ceil((latest + restMin + 60) / 1440);
}
