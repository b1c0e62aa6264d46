import { dayAfter } from './overlaps.js';

/** A person in a unit for a time. */
export interface Stay {
  readonly unitId: string;
  readonly from: string;
  /** Last day. */
  readonly to: string;
  readonly wteThousandths: number;
}

/**
 * What a rota has to know of the placements of one person: in each unit, stretches that do not overlap. Posts that somebody
 * holds there at once are added up; a placement that ends and another that begins stay two.
 */
export function rotaPlacements(stays: readonly Stay[]): Stay[] {
  const units = new Set(stays.map(({ unitId }) => unitId));
  return [...units].flatMap((unitId) => stretches(stays.filter((stay) => stay.unitId === unitId)));
}

function stretches(stays: readonly Stay[]): Stay[] {
  const edges = [...new Set(stays.flatMap(({ from, to }) => [from, dayAfter(to)]))].sort();
  return edges.flatMap((from, index) => {
    const end = edges[index + 1];
    const inForce = stays.filter((stay) => stay.from <= from && stay.to >= from);
    const [first] = inForce;
    if (end === undefined || first === undefined) return [];
    const wteThousandths = inForce.reduce((sum, stay) => sum + stay.wteThousandths, 0);
    return [{ unitId: first.unitId, from, to: dayBefore(end), wteThousandths }];
  });
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
