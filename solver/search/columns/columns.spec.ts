import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLabelledConstraint, anyPersonProblem, onShortHorizon } from '../../constraints/faces.testing.js';
import { type ConstraintData, type CoverLine, OFF, type Problem } from '../../model/index.js';
import { evaluate, Judge } from '../evaluate.js';
import { hospitalProblem } from '../hospital.testing.js';
import { Random } from '../random.js';
import { checkBound } from './check-bound.js';
import { ColumnSearch } from './column-search.js';
import { loadHighs } from './master.js';

const DAYS = 4;
const TYPES = ['day', 'night'];

const labelled = fc
  .tuple(anyLabelledConstraint, fc.integer({ min: 0, max: 12 }))
  .map(([data, weight]): ConstraintData => (weight > 8 ? data : { ...data, level: 'soft', weight }));

const anyCover = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: DAYS - 1 }),
    type: fc.constantFrom(...TYPES),
    minimum: fc.integer({ min: 0, max: 2 }),
    extra: fc.integer({ min: 0, max: 1 }),
    maximum: fc.option(fc.integer({ min: 0, max: 2 })),
    under: fc.integer({ min: 3, max: 12 }),
    over: fc.integer({ min: 0, max: 5 }),
    onlyFirst: fc.boolean(),
    share: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Two or three people over a few days: small enough to try every rota. */
const anySmallProblem = fc
  .tuple(
    anyPersonProblem,
    fc.array(fc.array(labelled, { maxLength: 3 }), { minLength: 2, maxLength: 2 }),
    anyCover,
  )
  .map(([given, constraints, cover]): Problem => {
    const person = given.people[0]!;
    const people = constraints.map((own, k) => ({
      ...person,
      id: `p${k}`,
      shiftTypeIds: TYPES,
      constraints: own.map((data) => onShortHorizon(data, DAYS)),
      fixedShifts: person.fixedShifts.filter(({ dayIndex }) => dayIndex < 0),
    }));
    const lines = cover.map(
      ({ day, type, minimum, extra, maximum, under, over, onlyFirst, share }, k): CoverLine => ({
        id: `c${k}`,
        name: type,
        dayIndex: day,
        shiftTypeIds: [type],
        personIds: onlyFirst ? ['p0'] : people.map(({ id }) => id),
        filterLabel: 'anybody',
        measure: share
          ? { kind: 'share', minShare: 0.5, underWeight: under }
          : {
              kind: 'count',
              minimum,
              target: minimum + extra,
              maximum: maximum === null ? null : Math.max(maximum, minimum + extra),
              underMinimumWeight: under,
              underTargetWeight: Math.min(under, 2),
              overMaximumWeight: over,
            },
      }),
    );
    return { ...given, days: given.days.slice(0, DAYS), people, cover: lines };
  });

/** Objective of the best rota without hard violations, by the judge, trying all; null when there is none. */
function bestByHand(problem: Problem): number | null {
  const judge = new Judge(problem);
  const cells = TYPES.map((id) => problem.shiftTypes.findIndex((type) => type.id === id));
  const lines: number[][] = [];
  const extend = (line: number[]): void => {
    if (line.length === DAYS) lines.push(line);
    else for (const cell of [OFF, ...cells]) extend([...line, cell]);
  };
  extend([]);
  // Each person's lawful lines first, so that few pairs are left to judge.
  const empty = lines[0]!;
  const lawful = problem.people.map((_, person) =>
    lines.filter((line) => {
      const rota = { cells: problem.people.map((__, other) => (other === person ? line : empty)) };
      const own = judge.evaluate(rota).violations;
      return own.every(({ level, personId }) => level !== 'hard' || personId !== problem.people[person]!.id);
    }),
  );
  let best: number | null = null;
  for (const one of lawful[0]!) {
    for (const two of lawful[1]!) {
      const { objective, hardViolations } = judge.evaluate({ cells: [one, two] });
      if (hardViolations === 0 && (best === null || objective < best)) best = objective;
    }
  }
  return best;
}

describe('column generation', () => {
  it('bounds every rota from below and lands on rotas that cost what it says, as trying all rotas shows', async () => {
    const highs = await loadHighs();
    fc.assert(
      fc.property(anySmallProblem, fc.integer({ min: 1, max: 99 }), (problem, seed) => {
        const best = bestByHand(problem);
        fc.pre(best !== null);
        const search = new ColumnSearch(highs, problem, new Random(seed));
        search.adopt({ cells: problem.people.map(() => problem.days.map(() => OFF)) });
        for (let step = 0; step < 120 && !search.proven; step++) search.step(true);
        if (!search.keepsHardRules) return;
        expect(search.bound).toBeLessThanOrEqual(best + 1e-6);
        const { objective, hardViolations } = evaluate(problem, search.rota()!);
        if (hardViolations === 0) {
          expect(search.best!.value).toBeCloseTo(objective, 6);
          expect(objective).toBeGreaterThanOrEqual(best - 1e-6);
        }
        if (search.proven) expect(objective).toBeCloseTo(best, 6);
        const proof = search.certificate();
        if (proof !== null) {
          const checked = checkBound(problem, proof)!;
          expect(checked).toBeLessThanOrEqual(best + 1e-6);
          expect(checked).toBeGreaterThanOrEqual(search.bound - 1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives a bound that a fresh look at its duals confirms, whatever rules it cannot see', async () => {
    const problem = hospitalProblem({ doctors: 10, dayCount: 14 });
    const search = new ColumnSearch(await loadHighs(), problem, new Random(3));
    search.adopt({ cells: problem.people.map(() => problem.days.map(() => OFF)) });
    while (!search.root.converged) search.step(true);
    const checked = checkBound(problem, search.certificate()!)!;
    expect(checked).toBeGreaterThanOrEqual(search.bound - 1e-6);
    expect(checked).toBeLessThanOrEqual(search.root.value + 1e-6);
    expect(checkBound(problem, { duals: problem.cover.map(() => 0), totals: [] })!).toBeLessThanOrEqual(
      checked,
    );
  });
});
