import { describe, expect, it } from 'vitest';
import { OFF, type Problem, type Rota } from '../../model/index.js';
import { evaluate, solveByWork } from '../../search/index.js';
import { hospitalProblem } from '../../search/hospital.testing.js';
import { Random } from '../../search/random.js';
import { findSwaps, type SwapOption } from './find-swaps.js';
import { bruteForceSwaps, type Offered } from './brute-force.testing.js';

const ROTAS = 240;
/** With fewer of a kind too little was tried. */
const LEAST = { direct: 200, chain: 1000 };
const DOCTORS = 12;
/** Both changes of the clock, and a quiet month. */
const FIRST_DATES = ['2026-10-05', '2027-03-08', '2026-11-30'];

interface Case {
  readonly problem: Problem;
  readonly rota: Rota;
  readonly offered: Offered;
  readonly fromDay: number;
}

/** A first rota of a made-up department; in every third some cells are turned, so that rules are broken in it. */
async function randomCase(seed: number): Promise<Case> {
  const random = new Random(seed);
  const firstDate = FIRST_DATES[seed % FIRST_DATES.length]!;
  const problem = hospitalProblem({ doctors: DOCTORS, dayCount: 28, firstDate, seed });
  const rows = (await solveByWork(problem, { seed, work: DOCTORS })).cells.map((row) => [...row]);
  for (let turns = seed % 3 === 0 ? 6 : 0; turns > 0; turns--) {
    rows[random.below(DOCTORS)]![random.below(28)] = random.below(problem.shiftTypes.length + 1) - 1;
  }
  const fromDay = seed % 5 === 0 ? 7 : 0;
  const shifts = rows.flatMap((row, person) =>
    row.flatMap((cell, dayIndex) =>
      cell === OFF || dayIndex < fromDay ? [] : [{ personId: problem.people[person]!.id, dayIndex }],
    ),
  );
  return { problem, rota: { cells: rows }, offered: shifts[random.below(shifts.length)]!, fromDay };
}

const nameOf = ({ hops }: Pick<SwapOption, 'hops'>): string =>
  hops.map((hop) => `${hop.fromPersonId}>${hop.toPersonId} ${hop.dayIndex} ${hop.shiftTypeId}`).join(', ');

function applied(problem: Problem, rota: Rota, { hops }: SwapOption): Rota {
  const rows = rota.cells.map((row) => [...row]);
  const rowOf = (id: string): number[] => rows[problem.people.findIndex((person) => person.id === id)]!;
  for (const hop of hops) rowOf(hop.fromPersonId)[hop.dayIndex] = OFF;
  for (const hop of hops) {
    rowOf(hop.toPersonId)[hop.dayIndex] = problem.shiftTypes.findIndex(({ id }) => id === hop.shiftTypeId);
  }
  return { cells: rows };
}

describe('findSwaps', () => {
  it(
    `finds on ${ROTAS} rotas exactly the legal hand-overs, swaps and chains of three that trying everything finds`,
    { timeout: 600_000 },
    async () => {
      const kinds = new Map<string, number>();
      for (let seed = 1; seed <= ROTAS; seed++) {
        const { problem, rota, offered, fromDay } = await randomCase(seed);
        const { options, total } = findSwaps(problem, rota, offered, { fromDay, limit: Infinity });
        expect(options).toHaveLength(total);
        expect([seed, ...options.map(nameOf).toSorted()]).toEqual([
          seed,
          ...bruteForceSwaps(problem, rota, offered, fromDay).toSorted(),
        ]);
        for (const { kind } of options) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
      // With as few doctors as this hardly anybody has hours to spare, so that little is given away.
      expect(kinds.get('give-away')).toBeGreaterThan(0);
      expect(kinds.get('direct')).toBeGreaterThan(LEAST.direct);
      expect(kinds.get('chain')).toBeGreaterThan(LEAST.chain);
    },
  );

  it('ranks by what the rota would cost, and says for each person where that comes from', async () => {
    for (const seed of [1, 3, 4, 6]) {
      const { problem, rota, offered, fromDay } = await randomCase(seed);
      const { options } = findSwaps(problem, rota, offered, { fromDay, limit: 60 });
      const before = evaluate(problem, rota);
      for (const option of options) {
        const after = evaluate(problem, applied(problem, rota, option));
        expect(option.cost).toBeCloseTo(after.objective - before.objective, 6);
        const parts = option.effects.reduce(
          (sum, each) => sum + each.rules + each.fairness + each.requests,
          0,
        );
        expect(parts + option.cover).toBeCloseTo(option.cost, 6);
        expect(option.effects).toHaveLength(option.hops.length === 1 ? 2 : option.hops.length);
      }
      const costs = options.map(({ cost }) => Math.round(cost * 1e6));
      expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    }
  });

  it('tells and counts those of one kind alone where they are asked for, in the same order', async () => {
    const { problem, rota, offered, fromDay } = await randomCase(3);
    const all = findSwaps(problem, rota, offered, { fromDay, limit: Infinity });
    let total = 0;
    for (const kind of ['give-away', 'direct', 'chain'] as const) {
      const found = findSwaps(problem, rota, offered, { fromDay, limit: Infinity, kind });
      expect(found.options.map(nameOf)).toEqual(all.options.filter((each) => each.kind === kind).map(nameOf));
      expect(found.ruledOut).toEqual(all.ruledOut);
      total += found.total;
    }
    expect(total).toBe(all.total);
  });

  it('gives a reason for everybody who can take the shift in no way at all', async () => {
    let told = 0;
    for (const seed of [2, 5, 8, 11]) {
      const { problem, rota, offered, fromDay } = await randomCase(seed);
      const all = findSwaps(problem, rota, offered, { fromDay, limit: Infinity });
      const takers = new Set(all.options.map(({ hops }) => hops[0]!.toPersonId));
      const others = problem.people.map(({ id }) => id).filter((id) => id !== offered.personId);
      expect([...takers, ...all.ruledOut.map(({ personId }) => personId)].toSorted()).toEqual(
        others.toSorted(),
      );
      for (const { reasons } of all.ruledOut) {
        told++;
        expect(reasons.length).toBeGreaterThan(0);
        for (const { message } of reasons) expect(message).toMatch(/\w.*\.$/);
      }
    }
    expect(told).toBeGreaterThan(0);
  });

  it('refuses what is no shift', async () => {
    const { problem, rota, offered } = await randomCase(1);
    const free = rota.cells[0]!.indexOf(OFF);
    const limits = { fromDay: 0, limit: 1 };
    expect(() => findSwaps(problem, rota, { ...offered, personId: 'nobody' }, limits)).toThrow('"nobody"');
    expect(() => findSwaps(problem, rota, { personId: 'd1', dayIndex: free }, limits)).toThrow(`day ${free}`);
  });
});
