import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Person, type Request } from '../model/index.js';
import { worldOf } from './case.testing.js';
import { anyCells, anyPersonProblem, constraintOfEveryKind, DAYS } from './faces.testing.js';
import { LineJudge, requestMet } from './judge.js';
import { type Violation } from './violation.js';

/** Lines that are tried; ROTAWRIGHT_RANDOM_LINES sets more or fewer. */
const RUNS = Math.ceil((Number(process.env.ROTAWRIGHT_RANDOM_LINES ?? 500) / 500) * 300);
const TIMEOUT_MS = 10_000 + RUNS * 20;

const world = worldOf(
  [
    [0, 9, 17],
    [1, 20, 32],
    [2, 9, 17],
  ],
  { dayCount: 7 },
);
const judgeOf = (more: Partial<Person>): LineJudge =>
  new LineJudge(world.problem, { ...world.person, ...more });
const told = (more: Partial<Person>, cells: readonly number[] = world.cells): string[] =>
  judgeOf(more)
    .violations(cells)
    .map(({ rule, fromDay, message }) => `${rule} ${fromDay}: ${message}`);

describe('a single cell', () => {
  it('is fine where nothing is said against it', () => {
    expect(told({})).toEqual([]);
    expect(told({}, [])).toEqual([]);
  });

  it('must be what is pinned', () => {
    const pins = [
      { dayIndex: 0, shiftTypeId: '0' },
      { dayIndex: 1, shiftTypeId: '0' },
      { dayIndex: 2, shiftTypeId: null },
      { dayIndex: 3, shiftTypeId: null },
      { dayIndex: 4, shiftTypeId: '2' },
    ];
    expect(told({ pins })).toEqual([
      'rota.pinned 1: Tue 2 Jun is pinned to 0.',
      'rota.pinned 2: Wed 3 Jun is pinned to a day off.',
      'rota.pinned 4: Fri 5 Jun is pinned to 2.',
    ]);
  });

  it('must be something that the person may work', () => {
    expect(told({ shiftTypeIds: ['0', '2'] })).toEqual([
      'rota.not-qualified 1: Pat Example may not work 1 (grade or training).',
    ]);
  });

  it('must not be blocked, be it for all shifts or for this one', () => {
    const block = (dayIndex: number, shiftTypeId: string | null, reason: string) => ({
      dayIndex,
      shiftTypeId,
      code: 'leave',
      reason,
    });
    const blocks = [
      block(0, null, 'annual leave'),
      block(1, '1', 'no nights'),
      block(2, '1', 'no nights'),
      block(3, null, 'annual leave'),
    ];
    expect(told({ blocks })).toEqual([
      'rota.blocked 0: Mon 1 Jun is blocked: annual leave.',
      'rota.blocked 1: Tue 2 Jun is blocked: no nights.',
    ]);
  });

  it('must be empty where other work stands', () => {
    const [dayIndex, start, end] = [2, 2 * 1440 + 600, 2 * 1440 + 900];
    const fixedShifts = [
      {
        dayIndex,
        shiftTypeId: null,
        kind: 'day',
        label: 'clinic',
        startMin: start,
        endMin: end,
        workMin: 300,
      } as const,
    ];
    expect(told({ fixedShifts })).toEqual([
      'rota.already-working 2: Pat Example already works clinic on Wed 3 Jun.',
    ]);
    expect(told({ fixedShifts }, [0, 1, -1])).toEqual([]);
  });

  it('is judged with the work beside it, as one from the first start to the last end', () => {
    const evening = {
      dayIndex: 2,
      shiftTypeId: null,
      kind: 'evening',
      label: 'clinic',
      startMin: 2 * 1440 + 18 * 60,
      endMin: 2 * 1440 + 21 * 60,
      workMin: 180,
    } as const;
    const rest = { rule: 'rest', level: 'hard', weight: 1, kind: 'rest-between' } as const;
    const constraints = [{ ...rest, params: { minRestMin: 9 * 60 } }];
    const rules = (judge: LineJudge, cells: readonly number[]): string[] =>
      judge.violations(cells).map(({ rule, fromDay, measured }) => `${rule} ${fromDay} ${measured}`);
    const judge = judgeOf({ fixedShifts: [evening], constraints });
    // The night of the day before ends at 08:00, the day shift begins at 09:00.
    expect(rules(judge, [-1, 1, 2])).toEqual(['rota.already-working 2 1', 'rest 1 60']);
    // The clinic ends at 21:00, the next day's shift begins twelve hours later.
    expect(rules(judge, [-1, -1, 2, 2])).toEqual(['rota.already-working 2 1']);
    expect(rules(judge, [-1, 1, -1])).toEqual([]);
    const { before, after } = judge.violationsOfChange([-1, -1, 2], [-1, 1, 2]);
    expect([before, after].map((found) => found.map(({ rule }) => rule))).toEqual([
      ['rota.already-working'],
      ['rota.already-working', 'rest'],
    ]);
  });

  it('is told as a hard breach of that day', () => {
    const [violation] = judgeOf({ shiftTypeIds: [] }).violations([-1, 1]);
    expect(violation).toMatchObject({
      personId: 'p',
      kind: 'cell',
      level: 'hard',
      fromDay: 1,
      toDay: 1,
      window: { fromMin: 1440, toMin: 2880 },
      shifts: [],
      measured: 1,
      limit: 0,
      unit: 'shifts',
      margin: -1,
      amount: 1,
      cost: 0,
      clockChange: false,
      mend: null,
    });
  });
});

describe('a line', () => {
  it('is judged by all constraints, after its cells', () => {
    const constraints = [
      { kind: 'rest-between', rule: 'test.rest', level: 'hard', weight: 1, params: { minRestMin: 660 } },
      { kind: 'shift-length', rule: 'test.length', level: 'soft', weight: 3, params: { maxMin: 660 } },
    ] as const;
    const found = judgeOf({ constraints, shiftTypeIds: ['0', '1'] }).violations(world.cells);
    expect(found.map(({ rule }) => rule)).toEqual(['rota.not-qualified', 'test.rest', 'test.length']);
  });
});

describe('a change', () => {
  const anyChange = fc.array(fc.tuple(fc.nat(DAYS - 1), fc.integer({ min: -1, max: 7 })), { maxLength: 4 });

  it('leaves out of both sides nothing but what is the same on both', { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(
        anyPersonProblem,
        constraintOfEveryKind,
        anyCells,
        anyChange,
        (problem, all, cells, changes) => {
          const blocks = [{ dayIndex: 3, shiftTypeId: null, code: 'leave', reason: 'annual leave' }];
          const somebody: Person = {
            ...problem.people[0]!,
            constraints: all,
            blocks,
            shiftTypeIds: ['day', 'night'],
          };
          const judge = new LineJudge(problem, somebody);
          const after = [...cells];
          for (const [day, cell] of changes) after[day] = cell;
          const change = judge.violationsOfChange(cells, after);
          const without = (whole: readonly Violation[], told: readonly Violation[]): string[] => {
            const left = whole.map((violation) => JSON.stringify(violation));
            for (const violation of told) {
              const at = left.indexOf(JSON.stringify(violation));
              expect(at).toBeGreaterThanOrEqual(0);
              left.splice(at, 1);
            }
            return left;
          };
          expect(without(judge.violations(after), change.after)).toEqual(
            without(judge.violations(cells), change.before),
          );
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('of nothing tells of nothing', () => {
    const judge = judgeOf({ shiftTypeIds: [] });
    expect(judge.violationsOfChange(world.cells, world.cells)).toEqual({ before: [], after: [] });
    expect(judge.violationsOfChange([], [-1, -1])).toEqual({ before: [], after: [] });
  });

  it('tells of a cell on the side on which it stands', () => {
    const told = judgeOf({ shiftTypeIds: ['0'] }).violationsOfChange([0, 1], [0, -1, 2]);
    expect(told.before.map(({ rule, fromDay }) => `${rule} ${fromDay}`)).toEqual(['rota.not-qualified 1']);
    expect(told.after.map(({ rule, fromDay }) => `${rule} ${fromDay}`)).toEqual(['rota.not-qualified 2']);
  });
});

describe('a request', () => {
  const request = (wants: Request['wants'], shiftTypeIds: readonly string[] = [], dayIndex = 0): Request => ({
    id: 'r',
    dayIndex,
    shiftTypeIds,
    wants,
    weight: 5,
  });

  it.each([
    [request('work'), 0, true],
    [request('work'), -1, false],
    [request('work', ['1']), 0, false],
    [request('work', ['1', '0']), 0, true],
    [request('not-work'), 0, false],
    [request('not-work'), -1, true],
    [request('not-work', ['1']), 0, true],
    [request('not-work', ['1', '0']), 0, false],
  ])('%o with cell %i: %s', (wish, cell, met) => {
    expect(requestMet(world.problem, wish, cell)).toBe(met);
  });

  it('costs its weight where it is not met, also where the rota says nothing of the day', () => {
    const requests = [request('work'), request('not-work', [], 1), request('work', [], 6)];
    expect(judgeOf({ requests }).requestCost(world.cells)).toBe(10);
    expect(judgeOf({ requests }).requestCost([])).toBe(10);
    expect(judgeOf({ requests: [] }).requestCost(world.cells)).toBe(0);
  });
});
