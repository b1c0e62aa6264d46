import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLabelledConstraint, anyPersonProblem, onShortHorizon } from '../../constraints/faces.testing.js';
import { type ConstraintData, type Problem } from '../../model/index.js';
import { compilePerson, type CompiledPerson } from '../score/compiled-person.js';
import { cheapestLine, priceLines } from './cheapest-line.js';
import { LineProgramme } from './line-programme.js';

const DAYS = 6;
const EVERYTHING = { upper: Number.POSITIVE_INFINITY, steps: 20, maxLabels: 100_000 };

/** A person with a short horizon, so that every line can be tried. */
function shortProblem(problem: Problem, constraints: readonly ConstraintData[]): Problem {
  const person = problem.people[0]!;
  const fixedShifts = person.fixedShifts.filter(({ dayIndex }) => dayIndex < 0);
  const shiftTypeIds = ['day', 'late', 'night'];
  const days = problem.days.slice(0, DAYS);
  const own = constraints.map((data) => onShortHorizon(data, DAYS));
  return { ...problem, days, people: [{ ...person, fixedShifts, shiftTypeIds, constraints: own }] };
}

/** Cost of every line without a hard violation, by the delta faces. */
function cheapestByHand(person: CompiledPerson, prices: (day: number, token: number) => number): number {
  const { line, options, context, constraints, hard, weights } = person;
  let best = Number.POSITIVE_INFINITY;
  const extend = (day: number, cost: number): void => {
    if (day < DAYS) {
      for (const token of options[day]!) {
        line[context.before + day] = token;
        extend(day + 1, cost + prices(day, token));
      }
      return;
    }
    let total = cost;
    for (const [k, { delta }] of constraints.entries()) {
      const units = delta.reset(line);
      if (hard[k] === 1 && units > 0) return;
      total += units * weights[k]!;
    }
    best = Math.min(best, total);
  };
  extend(0, 0);
  return best;
}

const labelled = fc
  .tuple(anyLabelledConstraint, fc.integer({ min: 0, max: 12 }))
  .map(([data, weight]): ConstraintData => (weight > 6 ? data : { ...data, level: 'soft', weight }));

describe('the line programme', () => {
  it('finds the cheapest line that keeps every hard rule, soft ones at their cost, as trying all lines does', () => {
    const tokenPrice = fc.array(fc.integer({ min: -9, max: 9 }), {
      minLength: DAYS * 7,
      maxLength: DAYS * 7,
    });
    fc.assert(
      fc.property(
        anyPersonProblem,
        fc.array(labelled, { minLength: 1, maxLength: 4 }),
        tokenPrice,
        (given, constraints, list) => {
          const person = compilePerson(shortProblem(given, constraints), 0);
          const prices = (day: number, token: number): number => list[day * 7 + token]!;
          const best = cheapestByHand(person, prices);
          const programme = new LineProgramme(person);
          const table = new Float64Array(DAYS * programme.tokenCount);
          for (let day = 0; day < DAYS; day++) {
            for (const token of person.options[day]!)
              table[day * programme.tokenCount + token] = prices(day, token) + programme.ownCost(day, token);
          }
          const found = programme.feasible ? cheapestLine(programme, table, EVERYTHING) : null;
          expect(found?.cost ?? Number.POSITIVE_INFINITY).toBeCloseTo(best, 6);
          if (found !== null) expect(found.exact).toBe(true);
          if (!programme.feasible || found === null) return;
          const upper = best + 2;
          const { lines, bound } = priceLines(programme, table, { ...EVERYTHING, upper, count: 3 });
          expect(lines[0]!.cost).toBeCloseTo(best, 6);
          expect(bound).toBeCloseTo(best, 6);
          for (const line of lines) expect(line.cost).toBeLessThanOrEqual(upper + 1e-6);
          const below = priceLines(programme, table, { ...EVERYTHING, upper: best - 1, count: 3 });
          expect(below.lines).toEqual([]);
          expect(below.bound).toBeGreaterThanOrEqual(best - 1 - 1e-6);
          expect(below.bound).toBeLessThanOrEqual(best + 1e-6);
        },
      ),
      { numRuns: 400 },
    );
  });
});
