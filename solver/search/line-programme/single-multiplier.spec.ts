import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLabelledConstraint, anyPersonProblem, onShortHorizon } from '../../constraints/faces.testing.js';
import { type ConstraintData, type Problem } from '../../model/index.js';
import { compilePerson } from '../score/compiled-person.js';
import { lagrangianBound } from './bound.js';
import { LineProgramme } from './line-programme.js';

const DAYS = 10;
const TOKENS = 7;
/** Multipliers that are tried by hand, in what one unit of the sum's scale costs. */
const TRIED = Array.from({ length: 161 }, (_, k) => (k - 80) / 4);

function programmeOf(problem: Problem, data: ConstraintData): LineProgramme {
  const person = problem.people[0]!;
  const fixedShifts = person.fixedShifts.filter(({ dayIndex }) => dayIndex < 0);
  const days = problem.days.slice(0, DAYS);
  const constraints = [onShortHorizon(data, DAYS)];
  return new LineProgramme(
    compilePerson({ ...problem, days, people: [{ ...person, fixedShifts, constraints }] }, 0),
  );
}

const summing = fc
  .tuple(anyLabelledConstraint, fc.constantFrom<ConstraintData['level']>('hard', 'soft'))
  .map(([data, level]): ConstraintData => ({ ...data, level, weight: 3 }));

describe('the climb along one multiplier', () => {
  it('comes as high as any multiplier that is tried by hand, from wherever it starts', () => {
    let climbed = 0;
    const tokenPrices = fc.array(fc.integer({ min: -9, max: 9 }), {
      minLength: DAYS * TOKENS,
      maxLength: DAYS * TOKENS,
    });
    fc.assert(
      fc.property(
        anyPersonProblem,
        summing,
        tokenPrices,
        fc.integer({ min: -20, max: 20 }).map((quarters) => quarters / 4),
        (problem, data, list, start) => {
          const programme = programmeOf(problem, data);
          fc.pre(programme.feasible && programme.counters.length === 1);
          const [counter] = programme.counters;
          const { limits, scale, maxCeiling, minCeiling } = counter!;
          fc.pre((limits.min ?? 0) <= (limits.max ?? Number.POSITIVE_INFINITY));
          const prices = new Float64Array(DAYS * programme.tokenCount);
          for (let day = 0; day < DAYS; day++)
            for (let token = 0; token < programme.tokenCount; token++)
              prices[day * programme.tokenCount + token] = list[day * TOKENS + (token % TOKENS)]!;
          const setPrice = (price: number): void => {
            programme.maxPrice[0] = limits.max === null ? 0 : Math.min(maxCeiling, Math.max(0, price));
            programme.minPrice[0] = limits.min === null ? 0 : Math.min(minCeiling, Math.max(0, -price));
          };
          const boundWithin = (steps: number): number =>
            lagrangianBound(programme, prices, Number.POSITIVE_INFINITY, steps).value;
          setPrice(start / scale);
          const found = boundWithin(40);
          fc.pre(Number.isFinite(found));
          climbed++;
          expect(found).toBe(boundWithin(0));
          for (const tried of TRIED) {
            setPrice(tried / scale);
            expect(found).toBeGreaterThanOrEqual(boundWithin(0) - 1e-4);
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(climbed).toBeGreaterThan(40);
  });
});
