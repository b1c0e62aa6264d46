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
  /** At least `overlapAtLeastMin` minutes of the shift lie within this stretch of the clock, on any day it touches. */
  readonly overlapFromMin?: number;
  readonly overlapToMin?: number;
  readonly overlapAtLeastMin?: number;
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
  if (filter.startsBeforeMin !== undefined && !(shift.timed && shift.startMin < filter.startsBeforeMin))
    return false;
  if (filter.endsAfterMin !== undefined && !(shift.timed && shift.endMin > filter.endsAfterMin)) return false;
  if (filter.overlapAtLeastMin === undefined) return true;
  return shift.timed && clockOverlapMin(filter, shift) >= filter.overlapAtLeastMin;
}

function lengthMin(shift: ShiftFacts): number {
  return shift.timed ? shift.endMin - shift.startMin : shift.workMin;
}

function clockOverlapMin(filter: ShiftFilter, shift: ShiftFacts): number {
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
