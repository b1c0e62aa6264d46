import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDays, OFF, type Person, type Problem, type Rota, type ShiftType } from '../model/index.js';
import { evaluate } from './evaluate.js';
import { unavoidableCost } from './unavoidable-cost.js';

const DAYS = 2;
const TYPES: readonly ShiftType[] = ['d', 'n'].map((id, index) => ({
  id,
  code: id,
  name: id,
  kind: index === 0 ? 'day' : 'night',
  timed: true,
  startMin: 480 + index * 720,
  endMin: 960 + index * 720,
  workMin: 480,
  forbiddenNext: [],
}));

const weight = fc.integer({ min: 0, max: 9 });
const day = fc.integer({ min: 0, max: DAYS - 1 });
const typeId = fc.constantFrom('d', 'n');

const person = (id: string): fc.Arbitrary<Person> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    grade: fc.constant(null),
    wte: fc.constant(1),
    shiftTypeIds: fc.subarray(['d', 'n']),
    constraints: fc.constant([]),
    blocks: fc.array(
      fc.record({
        dayIndex: day,
        shiftTypeId: fc.option(typeId),
        code: fc.constant('leave'),
        reason: fc.constant('leave'),
      }),
      { maxLength: 2 },
    ),
    requests: fc.array(
      fc.record({
        id: fc.constant('r'),
        dayIndex: day,
        shiftTypeIds: fc.subarray(['d', 'n']),
        wants: fc.constantFrom('work' as const, 'not-work' as const),
        weight,
      }),
      { maxLength: 3 },
    ),
    pins: fc.array(fc.record({ dayIndex: day, shiftTypeId: fc.option(typeId) }), { maxLength: 1 }),
    fixedShifts: fc.constant([]),
  });

const line = fc.record({
  id: fc.constant('l'),
  name: fc.constant('l'),
  dayIndex: day,
  shiftTypeIds: fc.subarray(['d', 'n'], { minLength: 1 }),
  personIds: fc.subarray(['a', 'b']),
  filterLabel: fc.constant('anybody'),
  measure: fc.oneof(
    fc
      .tuple(fc.nat(2), fc.nat(2), fc.nat(2), weight, weight, weight)
      .map(([minimum, more, over, underMinimumWeight, underTargetWeight, overMaximumWeight]) => ({
        kind: 'count' as const,
        minimum,
        target: minimum + more,
        maximum: minimum + more + over,
        underMinimumWeight,
        underTargetWeight,
        overMaximumWeight,
      })),
    weight.map((underWeight) => ({ kind: 'share' as const, minShare: 0.5, underWeight })),
  ),
});

const problem: fc.Arbitrary<Problem> = fc.record({
  id: fc.constant('p'),
  name: fc.constant('p'),
  timeZone: fc.constant(null),
  days: fc.constant(buildDays('2026-08-03', DAYS, null)),
  shiftTypes: fc.constant(TYPES),
  people: fc.tuple(person('a'), person('b')),
  cover: fc.array(line, { maxLength: 4 }),
});

/** Every rota of two people on two days. */
function* everyRota(): Generator<Rota> {
  const cells = [OFF, 0, 1];
  for (const a of cells)
    for (const b of cells)
      for (const c of cells)
        for (const d of cells)
          yield {
            cells: [
              [a, b],
              [c, d],
            ],
          };
}

describe('the unavoidable cost', () => {
  it('is never above the best of all rotas, found by trying every one', () => {
    let exact = 0;
    fc.assert(
      fc.property(problem, (each) => {
        const legal = [...everyRota()]
          .map((rota) => evaluate(each, rota))
          .filter(({ hardViolations }) => hardViolations === 0);
        fc.pre(legal.length > 0);
        const best = Math.min(...legal.map(({ objective }) => objective));
        const bound = unavoidableCost(each);
        expect(bound).toBeLessThanOrEqual(best);
        if (bound === best && best > 0) exact++;
      }),
      { numRuns: 400 },
    );
    expect(exact).toBeGreaterThan(20);
  });
});
