import { type Random } from '../random.js';
import { type ColumnModel } from './generator.js';
import { type Window } from './line-pricer.js';
import { type Standing } from './standing.js';

const WEEK_DAYS = 7;
/** Share of what the dearest week costs that every week counts for. */
const EVEN = 0.1;

/**
 * Two weeks apart from each other, so that hours and weekends can move from one to the other: the first one where cover and wishes are
 * dear, the other one anywhere.
 */
export function chooseWeeks({ rows }: ColumnModel, { sums }: Standing, random: Random): Window {
  const count = Math.floor(rows.dayCount / WEEK_DAYS);
  const costs = new Float64Array(count);
  for (let row = 0; row < rows.rowCount; row++) {
    const week = Math.min(count - 1, Math.floor(rows.dayOf[row]! / WEEK_DAYS));
    costs[week]! += rows.cost(row, sums[row]!);
  }
  const least = EVEN * Math.max(1, ...costs);
  const dear = drawn(
    costs.map((cost) => cost + least),
    random,
  );
  const other = (dear + 1 + random.below(count - 1)) % count;
  const [first, second] = [Math.min(dear, other), Math.max(dear, other)];
  return { ...stretchOf(first, count, rows.dayCount), also: stretchOf(second, count, rows.dayCount) };
}

function drawn(weights: Float64Array, random: Random): number {
  let draw = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [k, weight] of weights.entries()) {
    draw -= weight;
    if (draw <= 0) return k;
  }
  return weights.length - 1;
}

/** The last week takes the days that are left over. */
function stretchOf(week: number, count: number, dayCount: number): { from: number; to: number } {
  return { from: week * WEEK_DAYS, to: week === count - 1 ? dayCount : (week + 1) * WEEK_DAYS };
}
