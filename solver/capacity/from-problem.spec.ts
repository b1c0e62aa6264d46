import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Problem } from '../model/index.js';
import { evaluate, solveByWork } from '../search/index.js';
import { hospitalProblem } from '../search/hospital.testing.js';
import { capacityInput, locateShortfalls } from './index.js';

describe('the capacity of a problem', () => {
  it('is never said to be short by more than a rota is', async () => {
    const options = fc.record({
      doctors: fc.integer({ min: 5, max: 14 }),
      dayCount: fc.integer({ min: 7, max: 14 }),
      seed: fc.nat(50),
    });
    await fc.assert(
      fc.asyncProperty(options, async (each) => {
        const problem = hospitalProblem(each);
        const rota = await solveByWork(problem, { seed: 1, work: 25 });
        const { unfilled, hardViolations } = evaluate(problem, rota);
        if (hardViolations === 0)
          expect(locateShortfalls(problem).totalShort).toBeLessThanOrEqual(unfilled + 1e-6);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it('says whether hours or people stand in the way', () => {
    const problem = hospitalProblem({ doctors: 12, dayCount: 14 });
    const hours = (max: number): Problem => ({
      ...problem,
      people: problem.people.map((person) => ({
        ...person,
        constraints: [
          {
            kind: 'total',
            rule: 'test.hours',
            level: 'hard',
            weight: 1,
            params: { measure: 'minutes', max },
          },
        ],
      })),
    });
    const few = locateShortfalls(hours(600));
    expect(few.enough).toBe(false);
    expect(few.shortfalls.every(({ bottleneck }) => bottleneck === 'hours')).toBe(true);
    const nobody = {
      ...problem,
      people: problem.people.map((person) => ({ ...person, shiftTypeIds: ['day'] })),
    };
    const night = locateShortfalls(nobody).shortfalls.find(({ name }) => name === 'nights')!;
    expect(night).toMatchObject({ bottleneck: 'people' });
    expect(night.short).toBeCloseTo(night.needed);
  });

  it('counts days that are blocked, pinned or worked elsewhere as gone', () => {
    const problem = hospitalProblem({ doctors: 6, dayCount: 7 });
    const person = {
      ...problem.people[0]!,
      shiftTypeIds: ['day', 'night'],
      fixedShifts: [],
      pins: [{ dayIndex: 0, shiftTypeId: 'day' }],
      blocks: [
        { dayIndex: 1, shiftTypeId: null, code: 'leave', reason: 'leave' },
        { dayIndex: 2, shiftTypeId: 'night', code: 'unavailable', reason: 'no nights' },
      ],
    };
    const [given] = capacityInput({ ...problem, people: [person] }).people;
    expect(given).toMatchObject({ days: 6, daysByShiftType: { day: 6, night: 4, late: 0 } });
  });
});
