import { type Problem } from '../../model/index.js';
import { CoverRows } from './cover-rows.js';
import { granularityOf, roundedUp } from './granularity.js';
import { LinePricer } from './line-pricer.js';

const EXACT = { steps: 300, count: 1, maxLabels: 500_000, looseSums: false } as const;

/**
 * The lower bound that duals of the cover lines prove, worked out afresh: everybody's cheapest line under them, plus for each cover line the
 * least of its cost and of the duals paid for its people. Needs nothing of the search that found the duals.
 *
 * @param duals by cover line, in the problem's order; any numbers give a valid bound, good ones a high one.
 * @returns no rota without hard violations costs less; null where somebody has no such line at all.
 */
export function checkBound(problem: Problem, duals: ArrayLike<number>): number | null {
  const rows = new CoverRows(problem);
  const clipped = Float64Array.from(duals, (dual, row) => rows.clip(row, dual));
  let bound = 0;
  for (let row = 0; row < rows.rowCount; row++) bound += rows.lagrangian(row, clipped[row]!, 0);
  for (let person = 0; person < problem.people.length; person++) {
    const pricer = new LinePricer(problem, rows, person);
    if (!pricer.programme.strict) return null;
    bound += pricer.price(clipped, null, { ...EXACT, upper: Number.POSITIVE_INFINITY }).bound;
  }
  return roundedUp(bound, granularityOf(problem));
}
