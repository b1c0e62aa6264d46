import { type ConstraintData, type ShiftKind } from '../model/index.js';
import { type LineContext, type ShiftFacts } from './line.js';

/**
 * Which shifts a constraint is about. All conditions that are present must hold; none present means every shift.
 * They are parameters of a constraint, so a rule can speak of nights or long shifts without knowing a hospital's codes.
 */
export interface ShiftFilter {
  readonly shiftTypeIds?: readonly string[];
  readonly kinds?: readonly ShiftKind[];
  readonly exceptKinds?: readonly ShiftKind[];
  /** Longer than this from start to end. */
  readonly longerThanMin?: number;
  /** At least, or at most, as long as this from start to end. */
  readonly atLeastMin?: number;
  readonly atMostMin?: number;
  /** At least `overlapAtLeastMin` minutes of the shift lie within this stretch of the clock, on any day it touches. */
  readonly overlapFromMin?: number;
  readonly overlapToMin?: number;
  readonly overlapAtLeastMin?: number;
  /** Fewer minutes than this lie within that stretch. */
  readonly overlapBelowMin?: number;
  readonly startsBeforeMin?: number;
  readonly endsAfterMin?: number;
}

const MINUTES_PER_DAY = 1440;

export function filterOf(params: ConstraintData['params']): ShiftFilter {
  return params;
}

export function matchesFilter(filter: ShiftFilter, shift: ShiftFacts): boolean {
  if (filter.shiftTypeIds !== undefined && !filter.shiftTypeIds.includes(shift.shiftTypeId ?? ''))
    return false;
  if (filter.kinds !== undefined && !filter.kinds.includes(shift.kind)) return false;
  if (filter.exceptKinds?.includes(shift.kind) === true) return false;
  if (filter.longerThanMin !== undefined && !(lengthMin(shift) > filter.longerThanMin)) return false;
  if (filter.atLeastMin !== undefined && lengthMin(shift) < filter.atLeastMin) return false;
  if (filter.atMostMin !== undefined && lengthMin(shift) > filter.atMostMin) return false;
  if (filter.startsBeforeMin !== undefined && !(shift.timed && shift.startMin < filter.startsBeforeMin))
    return false;
  if (filter.endsAfterMin !== undefined && !(shift.timed && shift.endMin > filter.endsAfterMin)) return false;
  if (filter.overlapBelowMin !== undefined && clockOverlapMin(filter, shift) >= filter.overlapBelowMin)
    return false;
  if (filter.overlapAtLeastMin === undefined) return true;
  return shift.timed && clockOverlapMin(filter, shift) >= filter.overlapAtLeastMin;
}

function lengthMin(shift: ShiftFacts): number {
  return shift.timed ? shift.endMin - shift.startMin : shift.workMin;
}

/** A shift without times overlaps nothing. */
function clockOverlapMin(filter: ShiftFilter, shift: ShiftFacts): number {
  if (!shift.timed) return 0;
  const from = filter.overlapFromMin ?? 0;
  let to = filter.overlapToMin ?? MINUTES_PER_DAY;
  if (to <= from) to += MINUTES_PER_DAY;
  let overlap = 0;
  for (let offset = -MINUTES_PER_DAY; offset <= shift.endMin; offset += MINUTES_PER_DAY) {
    overlap += Math.max(0, Math.min(shift.endMin, to + offset) - Math.max(shift.startMin, from + offset));
  }
  return overlap;
}

/** 1 for each token that the filter matches; the day off never does. */
export function filterMask(context: LineContext, filter: ShiftFilter, onlyTimed = false): Uint8Array {
  const mask = new Uint8Array(context.tokenCount);
  context.tokens.forEach((facts, token) => {
    if (facts === null || (onlyTimed && !facts.timed)) return;
    if (matchesFilter(filter, facts)) mask[token] = 1;
  });
  return mask;
}
