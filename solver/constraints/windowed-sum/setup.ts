import { type ConstraintData } from '../../model/index.js';
import { chargedSteps, numberParam, optionalNumber } from '../kind.js';
import { type LineContext } from '../line.js';
import { filterMask, filterOf } from '../shift-filter.js';

/**
 * Work within any window of elapsed time, shifts clipped at the window's edge. Parameters: `windowMin`, `maxMin`, `stepMin` (60), and a
 * shift filter. The sum is greatest in a window that begins with a shift or, where hours are not all equally full of work (breaks,
 * estimates of on-call work), in one that ends with a shift. Each such window is judged by itself; windows with nothing but fixed
 * shifts are not charged.
 */
export interface WindowSetup {
  readonly windowMin: number;
  readonly maxMin: number;
  readonly mask: Uint8Array;
  /** Windows that end with a shift matter too. */
  readonly uneven: boolean;
  /** Days before a shift from which a window can reach it. */
  readonly reach: number;
  /** Units of violation of a window's sum; 0 where it is kept. */
  readonly amountOf: (sum: number) => number;
}

/** Sums of clipped shifts are fractions; what is this near to the limit keeps it. */
const TOLERANCE_MIN = 1e-6;

export function windowSetup(data: ConstraintData, context: LineContext): WindowSetup {
  const windowMin = numberParam(data, 'windowMin');
  const maxMin = numberParam(data, 'maxMin');
  const stepMin = optionalNumber(data, 'stepMin') ?? 60;
  const mask = filterMask(context, filterOf(data.params), true);
  const longest = Math.max(
    1440,
    ...context.tokens.map((facts) => (facts?.timed === true ? facts.endMin : 0)),
  );
  return {
    windowMin,
    maxMin,
    mask,
    uneven: context.tokens.some(
      (facts, token) =>
        mask[token] === 1 && facts !== null && facts.workMin !== facts.endMin - facts.startMin,
    ),
    reach: Math.ceil((windowMin + longest + 60) / 1440),
    amountOf: (sum) => chargedSteps(sum - maxMin - TOLERANCE_MIN, stepMin),
  };
}

/** The part of a shift's work that lies within a window, taken as spread evenly over the shift. */
export function clippedWork(
  workMin: number,
  startMin: number,
  endMin: number,
  fromMin: number,
  toMin: number,
): number {
  if (startMin >= fromMin && endMin <= toMin) return workMin;
  const inside = Math.min(endMin, toMin) - Math.max(startMin, fromMin);
  return inside <= 0 ? 0 : (workMin * inside) / (endMin - startMin);
}
