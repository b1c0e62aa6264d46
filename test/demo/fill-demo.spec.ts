import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoProblem, loadDemoProblems, peopleNeeded } from '../../bench/demo-problems.js';
import { naiveFill } from '../../bench/naive-fill.js';
import { explainUnfilled } from '../../solver/explain/index.js';
import { type Problem } from '../../solver/model/index.js';
import { evaluate, solve, type SolveResult, unfilledPlaces } from '../../solver/search/index.js';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.js';

const FILL_SECONDS = 10;
const TRAUMA_DAY = 8;

describe('the demo’s drafts', () => {
  let database: FreshDatabase;
  let dataFolder: string;
  let problems: DemoProblem[];

  beforeAll(async () => {
    database = await freshDatabase();
    dataFolder = mkdtempSync(join(tmpdir(), 'rw-demo-'));
    problems = await loadDemoProblems(database.dataSource, dataFolder);
  });
  afterAll(async () => {
    rmSync(dataFolder, { recursive: true, force: true });
    await database.drop();
  });

  const metShare = (problem: Problem, unfilled: number): number => 1 - unfilled / peopleNeeded(problem);

  it('are read without anything that contradicts itself', () => {
    expect(problems.map(({ unitCode }) => unitCode)).toEqual(['ED', 'ED', 'HEATHER', 'HEATHER']);
    for (const { problem, notes } of problems) {
      expect(notes).toEqual([]);
      expect(problem.days).toHaveLength(28);
      for (const person of problem.people) expect(person.constraints.length, person.name).toBeGreaterThan(0);
    }
  });

  describe('the first of the emergency department, filled for ten seconds', () => {
    let problem: Problem;
    let result: SolveResult;

    beforeAll(async () => {
      problem = problems[0]!.problem;
      result = await solve(problem, { seconds: FILL_SECONDS, seed: 1, threads: 1 });
    });

    it('breaks no hard rule and meets at least 98 % of the minimum cover', () => {
      const { hardViolations, unfilled } = evaluate(problem, result.rota);
      expect(hardViolations).toBe(0);
      expect(metShare(problem, unfilled)).toBeGreaterThanOrEqual(0.98);
    });

    it('is short on the regional trauma day, and says of every consultant what rules them out', () => {
      // Ten seconds of a busy machine may leave another place of that day open as well.
      const gap = explainUnfilled(problem, result.rota).find(
        ({ dayIndex, filterLabel }) => dayIndex === TRAUMA_DAY && filterLabel === 'Consultant with EPIC',
      )!;
      expect(gap).toBeDefined();
      const consultants = problem.people.filter(({ grade }) => grade === 'CON').map(({ id }) => id);
      for (const id of consultants) {
        const candidate = gap.candidates.find(({ personId }) => personId === id);
        expect(candidate?.couldTake).toBe(false);
        expect(candidate?.exclusions.length).toBeGreaterThan(0);
      }
    });

    it('is clearly better than filling by rule of thumb, which also keeps the rules', () => {
      const naive = evaluate(problem, naiveFill(problem));
      expect(naive.hardViolations).toBe(0);
      const short = unfilledPlaces(problem, result.rota).reduce((sum, place) => sum + place.short, 0);
      expect(naive.unfilled).toBeGreaterThan(4 * short);
      expect(metShare(problem, naive.unfilled)).toBeLessThan(0.98);
    });
  });
});
