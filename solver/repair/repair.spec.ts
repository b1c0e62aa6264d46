import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { coverStates } from '../constraints/cover.js';
import { newViolations } from '../explain/compare.js';
import { buildDays, OFF, type Person, type Problem, type Rota, type ShiftType } from '../model/index.js';
import { evaluate, solveByWork } from '../search/index.js';
import { hospitalProblem } from '../search/hospital.testing.js';
import {
  type Absence,
  assignmentChanges,
  fewestChanges,
  repair,
  repairProblem,
  usualChangeWeight,
  withAbsences,
} from './index.js';

const sick = (personId: string, fromDay: number, toDay: number): Absence => ({
  personId,
  fromDay,
  toDay,
  code: 'sickness',
  reason: 'away',
});
const nowMs = (): number => performance.now();

describe('repair', () => {
  const problem = hospitalProblem({ doctors: 16, dayCount: 14 });
  let standing: Rota;
  beforeAll(async () => {
    standing = await solveByWork(problem, { seed: 3, work: 150 });
  });

  /** Somebody whose places others can take, as the exact solve proves; of some nobody can. */
  async function mendableSickness() {
    for (const { id: away } of problem.people) {
      const changed = withAbsences(problem, [sick(away, 9, 13)]);
      const { start } = repairProblem(changed, standing);
      const fewest = await fewestChanges(changed, standing, { seconds: 100, nowMs, fromDay: 9 });
      expect(fewest.proven).toBe(true);
      if (fewest.unfilled < evaluate(changed, start).unfilled) return { away, changed, fewest };
    }
    throw new Error('nobody can be stood in for');
  }

  it('mends a week of sickness with few changes, each listed, and asks nothing of days that are over', async () => {
    const { away, changed, fewest } = await mendableSickness();
    const mended = await repair(changed, standing, { work: 120, seed: 1, threads: 1, fromDay: 9 });
    expect(mended.lost.length).toBeGreaterThan(0);
    expect(mended.lost.every(({ personId, to }) => personId === away && to === null)).toBe(true);
    expect(mended.evaluation.hardViolations).toBe(evaluate(problem, standing).hardViolations);
    expect(mended.evaluation.unfilled).toBeLessThan(mended.unrepaired.unfilled);
    expect(mended.changes.length).toBeLessThanOrEqual(2 * mended.lost.length);
    expect(mended.changes.every(({ dayIndex }) => dayIndex >= 9)).toBe(true);
    const { start } = repairProblem(changed, standing);
    expect(mended.changes).toEqual(assignmentChanges(problem, start, mended.rota));
    if (fewest.unfilled === mended.evaluation.unfilled)
      expect(fewest.changes).toBeLessThanOrEqual(mended.changes.length);
    else expect(fewest.unfilled).toBeLessThan(mended.evaluation.unfilled);
  }, 120_000);

  it('charges every cell that moves and none that stays', () => {
    const changed = withAbsences(problem, [sick('d2', 5, 11)]);
    const { problem: priced, start, changeWeight, lost } = repairProblem(changed, standing);
    expect(changeWeight).toBe(usualChangeWeight(problem));
    expect(lost).toEqual(assignmentChanges(problem, standing, start));
    const cell = fc.record({ person: fc.nat(15), day: fc.nat(13), to: fc.integer({ min: -1, max: 3 }) });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (moves) => {
        const cells = start.cells.map((row) => [...row]);
        for (const { person, day, to } of moves) {
          const { pins } = problem.people[person]!;
          if (!pins.some(({ dayIndex }) => dayIndex === day)) cells[person]![day] = to;
        }
        const count = assignmentChanges(problem, start, { cells }).length;
        const own = evaluate(changed, { cells });
        const withChanges = evaluate(priced, { cells });
        expect(withChanges.hardViolations).toBe(own.hardViolations);
        expect(withChanges.objective).toBeCloseTo(own.objective + count * changeWeight, 6);
      }),
      { numRuns: 100 },
    );
  });

  it('lets go of what was pinned on the days of an absence, and of nothing else', () => {
    const pins = [
      { dayIndex: 4, shiftTypeId: 'day' },
      { dayIndex: 6, shiftTypeId: 'day' },
    ];
    const people = problem.people.map((person) => (person.id === 'd6' ? { ...person, pins } : person));
    const changed = withAbsences({ ...problem, people }, [sick('d6', 5, 7)]);
    expect(changed.people[5]!.pins).toEqual([pins[0]]);
    expect(changed.people[5]!.blocks.filter(({ code }) => code === 'sickness')).toHaveLength(3);
  });

  it('refuses people, days and costs that do not exist', () => {
    expect(() => withAbsences(problem, [sick('nobody', 0, 1)])).toThrow('"nobody"');
    expect(() => withAbsences(problem, [sick('d1', 3, 2)])).toThrow('days 3 to 2');
    expect(() => withAbsences(problem, [sick('d1', 3, 14)])).toThrow('day 14');
    expect(() => repairProblem(problem, standing, { changeWeight: -1 })).toThrow('-1');
  });
});

describe('fewestChanges', () => {
  it('finds what trying every rota finds', async () => {
    await fc.assert(
      fc.asyncProperty(tinyCase, async ({ problem, standing }) => {
        const expected = byTryingEverything(problem, standing);
        const fewest = await fewestChanges(problem, standing, { seconds: 30, nowMs });
        expect(fewest).toMatchObject({ proven: true, ...expected });
      }),
      { numRuns: 15, seed: 20_261_122 },
    );
  }, 120_000);

  it('gives an honest bound when there is no time', async () => {
    const problem = hospitalProblem({ doctors: 16, dayCount: 14 });
    const standing = await solveByWork(problem, { seed: 3, work: 150 });
    const changed = withAbsences(problem, [sick('d2', 9, 13)]);
    let clock = 0;
    const hurried = await fewestChanges(changed, standing, {
      seconds: 0.001,
      nowMs: () => (clock += 1000),
      fromDay: 9,
    });
    const proven = await fewestChanges(changed, standing, { seconds: 100, nowMs, fromDay: 9 });
    expect(proven.proven).toBe(true);
    if (!hurried.proven) {
      expect(hurried.unfilled).toBeLessThanOrEqual(proven.unfilled);
      if (hurried.unfilled === proven.unfilled)
        expect(hurried.lowerBound).toBeLessThanOrEqual(proven.changes!);
    }
  }, 120_000);
});

const DAYS = 4;

function type(id: string, kind: ShiftType['kind'], startH: number, endH: number): ShiftType {
  const [startMin, endMin] = [startH * 60, endH * 60];
  return {
    id,
    code: id,
    name: id,
    kind,
    timed: true,
    startMin,
    endMin,
    workMin: endMin - startMin,
    forbiddenNext: [],
  };
}

const types = [type('D', 'long-day', 8, 20), type('N', 'night', 20, 32)];

const limits = fc.record({
  rest: fc.constantFrom(660, 2000),
  afterRun: fc.constantFrom(1500, 2760),
  run: fc.integer({ min: 1, max: 3 }),
  shortRun: fc.constantFrom(null, 2),
  weekMin: fc.constantFrom(1440, 2160, 9999),
  total: fc.constantFrom(1440, 2160),
  weekends: fc.constantFrom(0, 1),
});

const mostlyOff = fc.constantFrom(OFF, OFF, OFF, 0, 1);

/** Three people, four days from a Thursday, two shifts: few enough rotas to try them all. */
const tinyCase: fc.Arbitrary<{ problem: Problem; standing: Rota }> = fc
  .record({
    rules: fc.array(limits, { minLength: 3, maxLength: 3 }),
    standing: fc.array(fc.array(mostlyOff, { minLength: DAYS, maxLength: DAYS }), {
      minLength: 3,
      maxLength: 3,
    }),
    needs: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2 * DAYS, maxLength: 2 * DAYS }),
    away: fc.nat(DAYS - 1),
    history: fc.boolean(),
  })
  .map(({ rules, standing, needs, away, history }) => {
    const days = buildDays('2026-11-26', DAYS, null);
    const people = rules.map((rule, index): Person => ({
      id: `p${index}`,
      name: `p${index}`,
      grade: null,
      wte: 1,
      shiftTypeIds: ['D', 'N'],
      constraints: hardRules(rule),
      blocks: [],
      requests: [],
      pins: [],
      fixedShifts:
        history && index === 1
          ? [
              {
                dayIndex: -1,
                shiftTypeId: 'N',
                kind: 'night',
                label: 'N',
                startMin: -240,
                endMin: 480,
                workMin: 720,
              },
            ]
          : [],
    }));
    const cover = needs.map((minimum, k) => ({
      id: `c${k}`,
      name: `c${k}`,
      dayIndex: k >> 1,
      shiftTypeIds: [types[k & 1]!.id],
      personIds: ['p0', 'p1', 'p2'],
      filterLabel: 'anybody',
      measure: {
        kind: 'count' as const,
        minimum,
        target: minimum,
        maximum: null,
        underMinimumWeight: 100,
        underTargetWeight: 0,
        overMaximumWeight: 0,
      },
    }));
    const whole: Problem = { id: 't', name: 't', timeZone: null, days, shiftTypes: types, people, cover };
    return {
      problem: withAbsences(whole, [sick('p0', Math.min(away, 2), DAYS - 1)]),
      standing: { cells: standing },
    };
  });

function hardRules(rule: typeof limits extends fc.Arbitrary<infer R> ? R : never): Person['constraints'] {
  const hard = (kind: string, params: Person['constraints'][number]['params']) => ({
    kind,
    rule: `test.${kind}`,
    level: 'hard' as const,
    weight: 1,
    params,
  });
  return [
    hard('rest-between', { minRestMin: rule.rest }),
    hard('rest-after-run', { minRun: 1, minRestMin: rule.afterRun, kinds: ['night'] }),
    hard('run-length', {
      of: 'work',
      max: rule.run,
      ...(rule.shortRun === null ? {} : { min: rule.shortRun }),
    }),
    hard('windowed-sum', { windowMin: 4320, maxMin: rule.weekMin }),
    hard('total', { measure: 'minutes', max: rule.total }),
    hard('weekend-count', { max: rule.weekends, byTime: true }),
  ];
}

function byTryingEverything(problem: Problem, standing: Rota): { unfilled: number; changes: number } {
  const { start } = repairProblem(problem, standing);
  const lines = problem.people.map((_, person) => linesOf(problem, start, person));
  for (const choices of lines) choices.sort((one, other) => one.changes - other.changes);
  let best = { unfilled: Number.POSITIVE_INFINITY, changes: Number.POSITIVE_INFINITY };
  for (const a of lines[0]!)
    for (const b of lines[1]!)
      for (const c of lines[2]!) {
        const changes = a.changes + b.changes + c.changes;
        if (best.unfilled === 0 && changes >= best.changes) break;
        const rota = { cells: [a.cells, b.cells, c.cells] };
        const unfilled = coverStates(problem, rota).reduce((sum, { short }) => sum + short, 0);
        if (unfilled < best.unfilled || (unfilled === best.unfilled && changes < best.changes))
          best = { unfilled, changes };
      }
  return best;
}

/** Every line of a person that breaks no hard rule beyond those that the standing line breaks. */
function linesOf(problem: Problem, start: Rota, person: number): { cells: number[]; changes: number }[] {
  const alone = (cells: readonly number[]) => {
    const rota = { cells: start.cells.map((row, index) => (index === person ? cells : row)) };
    const { id } = problem.people[person]!;
    return evaluate(problem, rota).violations.filter(
      (violation) => violation.level === 'hard' && violation.personId === id,
    );
  };
  const standing = alone(start.cells[person]!);
  const all = Array.from({ length: 3 ** DAYS }, (_, code) =>
    Array.from({ length: DAYS }, (_, day) => (Math.floor(code / 3 ** day) % 3) + OFF),
  );
  return all
    .filter((cells) => newViolations(standing, alone(cells)).length === 0)
    .map((cells) => ({
      cells,
      changes: cells.filter((cell, day) => cell !== start.cells[person]![day]).length,
    }));
}
