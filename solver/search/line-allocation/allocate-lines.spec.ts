import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateLines } from './allocate-lines.js';
import { allocationCost, type AllocationProblem } from './allocation.js';

const SECONDS = 20;

/** Small problems: up to four people, some part time, some there for a while only, on up to three lines. */
const anyProblem: fc.Arbitrary<AllocationProblem> = fc
  .record({
    capacities: fc.array(fc.constantFrom(600, 1000), { minLength: 1, maxLength: 3 }),
    doctors: fc.array(
      fc.record({
        share: fc.constantFrom(400, 500, 600, 1000),
        firstDay: fc.integer({ min: 0, max: 2 }),
        length: fc.integer({ min: 0, max: 2 }),
        costs: fc.array(fc.option(fc.integer({ min: -20, max: 60 }), { nil: null, freq: 4 }), {
          minLength: 3,
          maxLength: 3,
        }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    apart: fc.integer({ min: 0, max: 40 }),
    openCost: fc.constantFrom(0, 5),
  })
  .map(({ capacities, doctors, apart, openCost }) => ({
    slots: capacities.map((capacity, index) => ({ id: `s${index}`, capacity })),
    doctors: doctors.map(({ share, firstDay, length, costs }, index) => ({
      id: `d${index}`,
      share,
      firstDay,
      lastDay: firstDay + length,
      fixedSlot: null,
      costs: new Map(
        capacities.flatMap((_, slot) => {
          const cost = costs[slot] ?? null;
          return cost === null ? [] : [[`s${slot}`, cost] as const];
        }),
      ),
    })),
    pairs: doctors.length < 2 ? [] : [{ doctorIds: ['d0', 'd1'] as const, apartCost: apart }],
    openCost,
  }));

/** Every allocation there is, the plain way. */
function* everyAllocation({ doctors, slots }: AllocationProblem): Generator<Map<string, string>> {
  const options = doctors.map(({ costs }) => [null, ...costs.keys()]);
  const total = options.reduce((product, each) => product * each.length, 1);
  for (let number = 0; number < total; number++) {
    const slotOf = new Map<string, string>();
    let rest = number;
    for (const [index, choices] of options.entries()) {
      const slot = choices[rest % choices.length] ?? null;
      rest = Math.floor(rest / choices.length);
      if (slot !== null) slotOf.set(doctors[index]!.id, slot);
    }
    if (
      slots.every((slot) => [0, 1, 2, 3, 4].every((day) => load(doctors, slotOf, slot, day) <= slot.capacity))
    ) {
      yield slotOf;
    }
  }
}

function load(
  doctors: AllocationProblem['doctors'],
  slotOf: ReadonlyMap<string, string>,
  { id, capacity }: { id: string; capacity: number },
  day: number,
): number {
  return doctors
    .filter((doctor) => slotOf.get(doctor.id) === id && doctor.firstDay <= day && day <= doctor.lastDay)
    .reduce((sum, { share }) => sum + Math.min(share, capacity), 0);
}

describe('the allocation of lines', () => {
  it('is as cheap as the cheapest of all', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem, async (problem) => {
        const found = await allocateLines(problem, SECONDS);
        const best = Math.min(...[...everyAllocation(problem)].map((each) => allocationCost(problem, each)));
        expect(found.optimal).toBe(true);
        expect(found.cost).toBe(best);
        for (const slot of problem.slots)
          for (const day of [0, 1, 2, 3, 4])
            expect(load(problem.doctors, found.slotOf, slot, day)).toBeLessThanOrEqual(slot.capacity);
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it('leaves whoever has a line of their own on it', async () => {
    const doctor = (id: string, fixedSlot: string | null) => ({
      id,
      share: 1000,
      firstDay: 0,
      lastDay: 10,
      fixedSlot,
      costs: new Map([
        ['s0', 0],
        ['s1', 50],
      ]),
    });
    const slots = ['s0', 's1'].map((id) => ({ id, capacity: 1000 }));
    const problem = { slots, doctors: [doctor('a', null), doctor('b', 's0')], pairs: [], openCost: 0 };
    const { slotOf } = await allocateLines(problem, SECONDS);
    expect([...slotOf].toSorted()).toEqual([
      ['a', 's1'],
      ['b', 's0'],
    ]);
  });

  it('puts two who share a post on one line', async () => {
    const half = (id: string) => ({
      id,
      share: 500,
      firstDay: 0,
      lastDay: 10,
      fixedSlot: null,
      costs: new Map([
        ['s0', 0],
        ['s1', 0],
        ['s2', 0],
      ]),
    });
    const slots = ['s0', 's1', 's2'].map((id) => ({ id, capacity: 1000 }));
    const pairs = [{ doctorIds: ['a', 'c'] as const, apartCost: 30 }];
    const { slotOf } = await allocateLines(
      { slots, doctors: ['a', 'b', 'c'].map(half), pairs, openCost: 0 },
      SECONDS,
    );
    expect(slotOf.get('a')).toBe(slotOf.get('c'));
  });
});
