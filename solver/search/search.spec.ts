import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Problem, type Rota } from '../model/index.js';
import { solve, solveByWork } from './driver.js';
import { evaluate, unfilledPlaces } from './evaluate.js';
import { hospitalProblem } from './hospital.testing.js';
import { moves } from './moves/index.js';
import { Planner } from './planner.js';
import { Random } from './random.js';
import { Score } from './score/score.js';

const EFFORT = { steps: 10, maxLabels: 60, noise: 0.1, evenly: false };

/** Hard violations by the judge; the score counts units, so only "none" can be compared. */
function agrees(problem: Problem, score: Score): void {
  const judged = evaluate(problem, score.rota());
  expect(score.objective).toBeCloseTo(judged.objective, 6);
  expect(score.hard === 0).toBe(judged.hardViolations === 0);
}

describe('the score', () => {
  it.each([...new Set(moves)].map((move) => [move.name, move] as const))(
    'stays exact through %s',
    (_, move) => {
      fc.assert(
        fc.property(fc.nat(), (seed) => {
          const problem = hospitalProblem({ doctors: 8, dayCount: 14, firstDate: '2026-10-19', seed });
          const score = new Score(problem);
          const random = new Random(seed);
          for (let tries = 0; tries < 60; tries++) {
            if (!move.propose(score, random) || !score.tryMove() || random.below(3) === 0) score.reject();
            else score.accept();
          }
          agrees(problem, score);
        }),
        { numRuns: 12 },
      );
    },
  );

  it('stays exact when whole lines are planned anew', () => {
    const problem = hospitalProblem({ doctors: 10, dayCount: 21, seed: 3 });
    const score = new Score(problem);
    const planner = new Planner(score, new Random(1));
    for (let round = 0; round < 30; round++) {
      const people = [round % 10, (round + 3) % 10];
      const lines = planner.rebuild(people, EFFORT);
      agrees(problem, score);
      people.forEach((person, k) => {
        planner.write(person, lines[k]!);
      });
      score.tryMove();
      if (round % 4 === 0) score.reject();
      else score.accept();
      agrees(problem, score);
    }
    expect(score.hard).toBe(0);
  });
});

describe('solve', () => {
  it('fills an emergency department without a hard violation and with the minimum cover met', async () => {
    const problem = hospitalProblem();
    const { hardViolations, unfilled } = evaluate(problem, await solveByWork(problem, { seed: 1, work: 60 }));
    expect({ hardViolations, unfilled }).toEqual({ hardViolations: 0, unfilled: 0 });
  });

  it('gives the same rota for the same seed and work', async () => {
    const problem = hospitalProblem({ doctors: 12, dayCount: 14 });
    const [one, two, other] = await Promise.all(
      [7, 7, 8].map(async (seed) => (await solveByWork(problem, { seed, work: 40 })).cells),
    );
    expect(one).toEqual(two);
    expect(one).not.toEqual(other);
  });

  it('gives the same rota for the same seed and work also when most of it goes to whole lines', async () => {
    const problem = hospitalProblem({ doctors: 8, dayCount: 14 });
    const one = await solveByWork(problem, { seed: 7, work: 700 });
    const two = await solveByWork(problem, { seed: 7, work: 700 });
    expect(one.cells).toEqual(two.cells);
    expect(evaluate(problem, one).hardViolations).toBe(0);
  });

  it('gets better with work', async () => {
    const problem = hospitalProblem({ doctors: 12, dayCount: 14 });
    const objectiveAfter = async (work: number): Promise<number> =>
      evaluate(problem, await solveByWork(problem, { seed: 1, work })).objective;
    expect(await objectiveAfter(200)).toBeLessThan(await objectiveAfter(13));
  });

  it('reports improving rotas that pass the judge, and ends with the best', async () => {
    const problem = hospitalProblem({ doctors: 12, dayCount: 14 });
    const seen: { objective: number; hardViolations: number; rota: Rota }[] = [];
    const result = await solve(problem, {
      seconds: 1,
      seed: 1,
      threads: 1,
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.length).toBeGreaterThan(0);
    for (const { rota, objective, hardViolations } of seen) {
      expect(evaluate(problem, rota)).toMatchObject({ objective, hardViolations });
    }
    expect(result.objective).toBe(Math.min(...seen.map((progress) => progress.objective)));
    expect(result.ended).toMatch(/time|proven-optimal/);
    expect(result.hardViolations).toBe(0);
    expect(result.lowerBound).toBeLessThanOrEqual(result.objective);
  });

  it('ends as soon as a rota costs no more than every rota must', async () => {
    const problem = hospitalProblem({ doctors: 12, dayCount: 14 });
    const easy = {
      ...problem,
      cover: [],
      people: problem.people.map((p) => ({ ...p, constraints: [], requests: [] })),
    };
    const result = await solve(easy, { seconds: 60, seed: 1, threads: 1 });
    expect(result).toMatchObject({ ended: 'proven-optimal', objective: 0, lowerBound: 0 });
    expect(result.seconds).toBeLessThan(30);
  });

  it('keeps the best rota when it is stopped', async () => {
    const abort = new AbortController();
    const problem = hospitalProblem({ doctors: 12, dayCount: 14 });
    const result = await solve(problem, {
      seconds: 600,
      seed: 1,
      threads: 1,
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    expect(result).toMatchObject({ ended: 'stopped', hardViolations: 0 });
  });

  it('keeps pins, and starts from a warm rota without losing it', async () => {
    const problem = hospitalProblem({ doctors: 12, dayCount: 14 });
    const first = await solveByWork(problem, { seed: 1, work: 60 });
    expect(problem.shiftTypes[first.cells[5]![2]!]?.id).toBe('day');
    const warm = await solveByWork(problem, { seed: 2, work: 1, warmStart: first });
    expect(evaluate(problem, warm).objective).toBeLessThanOrEqual(evaluate(problem, first).objective);
  });

  it('refuses options that make no sense, naming the value', async () => {
    const problem = hospitalProblem({ doctors: 2, dayCount: 7 });
    await expect(solve(problem, { seed: 1, threads: 1 })).rejects.toThrow('exactly one of seconds and work');
    await expect(solve(problem, { seconds: 1, seed: 1, threads: 0 })).rejects.toThrow('not 0');
    await expect(solve(problem, { seconds: 1, seed: 0.5, threads: 1 })).rejects.toThrow('0.5');
  });

  it('solves around hard rules that cannot all be kept, and says how many are broken', async () => {
    const problem = hospitalProblem({ doctors: 6, dayCount: 14 });
    const pins = [
      { dayIndex: 3, shiftTypeId: 'night' },
      { dayIndex: 4, shiftTypeId: 'day' },
    ];
    const people = problem.people.map((person, index) => (index === 1 ? { ...person, pins } : person));
    const pinned = { ...problem, people };
    const rota = await solveByWork(pinned, { seed: 1, work: 40 });
    expect(rota.cells[1]!.slice(3, 5).map((cell) => problem.shiftTypes[cell]?.id)).toEqual(['night', 'day']);
    expect(
      evaluate(pinned, rota)
        .violations.filter(({ level }) => level === 'hard')
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(['doctors2016.rest-after-nights', 'doctors2016.rest-between-shifts']);
  });

  it('copes with nobody, with no demand and with a single day', async () => {
    const problem = hospitalProblem({ doctors: 3, dayCount: 1 });
    for (const edge of [problem, { ...problem, people: [], cover: [] }, { ...problem, cover: [] }]) {
      expect(evaluate(edge, await solveByWork(edge, { seed: 1, work: 10 })).hardViolations).toBe(0);
    }
  });
});

describe('unfilledPlaces', () => {
  it('lists what an empty rota leaves open, with the people short', () => {
    const problem = hospitalProblem({ doctors: 3, dayCount: 1 });
    const empty = { cells: problem.people.map(() => [-1]) };
    expect(unfilledPlaces(problem, empty)[0]).toMatchObject({
      dayIndex: 0,
      assigned: 0,
      minimum: 5,
      short: 5,
    });
  });
});
