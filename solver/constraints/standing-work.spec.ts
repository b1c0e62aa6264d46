import { describe, expect, it } from 'vitest';
import { type ConstraintData } from '../model/index.js';
import { type Case, constraintOf, explain, onCall, run, type Setting, worldOf } from './case.testing.js';
import { buildLineContext, lineOfCells } from './line.js';

const FORTNIGHT: Setting = { dayCount: 14 };

interface Standing {
  readonly kind: string;
  readonly params: ConstraintData['params'];
  /** Breaks the constraint by itself. */
  readonly before: Case;
  readonly more: Case;
  /** What the shifts that are added are charged. */
  readonly amount: number;
  readonly setting?: Setting;
}

const cases: readonly Standing[] = [
  {
    kind: 'total',
    params: { measure: 'shifts', max: 2, fromDay: -5 },
    before: run([-5, -4, -3], 9, 17),
    more: run([1], 9, 17),
    amount: 1,
  },
  {
    kind: 'total',
    params: { max: 600, fromDay: -5 },
    before: run([-5, -4, -3], 9, 17),
    more: run([1], 9, 17),
    amount: 8,
  },
  {
    kind: 'weekend-count',
    params: { max: 0, fromDay: -14 },
    before: run([-9, -2], 9, 17),
    more: run([5], 9, 17),
    amount: 1,
  },
  {
    kind: 'run-length',
    params: { max: 2 },
    before: run([-3, -2, -1], 9, 17),
    more: run([0], 9, 17),
    amount: 1,
  },
  {
    kind: 'quiet-weekend-run',
    params: { max: 2, quietMax: 4, quietWorkMaxMin: 180, quietEpisodesMax: 3 },
    before: run([-3, -2, -1], 9, 17),
    more: run([0], 9, 17),
    amount: 1,
  },
  {
    kind: 'windowed-count',
    params: { kinds: ['on-call'], windowDays: 4, max: 1 },
    before: onCall([-4, -2]),
    more: onCall([0]),
    amount: 1,
  },
  {
    kind: 'windowed-sum',
    params: { windowMin: 2880, maxMin: 900 },
    before: run([-2, -1], 9, 17),
    more: run([0], 9, 17),
    amount: 1,
  },
  {
    kind: 'rest-between',
    params: { minRestMin: 1000 },
    before: run([-2, -1], 9, 17),
    more: run([0], 9, 17),
    amount: 1,
  },
  {
    kind: 'rest-after-run',
    params: { minRun: 1, minRestMin: 1000, shiftTypeIds: ['0', '2'] },
    before: run([-2, -1], 9, 17),
    more: run([1, 2], 9, 17),
    amount: 1,
  },
  {
    kind: 'consecutive-pair',
    params: { kinds: ['on-call'] },
    before: onCall([-2, -1]),
    more: onCall([0]),
    amount: 1,
  },
  {
    kind: 'day-after',
    params: { kinds: ['on-call'], maxMin: 420, unrestedMaxMin: 300, restMin: 480, longestRestMin: 300 },
    before: [...onCall([-2]), [-1, 9, 17]],
    more: [...onCall([3]), [4, 9, 17]],
    amount: 1,
  },
  {
    kind: 'shift-length',
    params: { maxMin: 420 },
    before: run([-1], 9, 17),
    more: run([0], 9, 17),
    amount: 1,
  },
  {
    kind: 'shift-fact',
    params: { fact: 'breakMin', minMin: 30 },
    before: run([-1], 9, 17, { breakMin: 0 }),
    more: run([0], 9, 17, { breakMin: 0 }),
    amount: 1,
  },
  { kind: 'complete-weekend', params: {}, before: run([-2], 9, 17), more: run([5], 9, 17), amount: 1 },
  {
    // A week whose Sunday is the first day of the rota: 32 h of rest, and 16 h once the Sunday is worked as well.
    kind: 'weekly-rest',
    params: { weekRestMin: 3000, fortnightRestMin: 20000 },
    before: run([-6, -5, -4, -3, -2, -1], 8, 16),
    more: run([0], 8, 16),
    amount: 16,
    setting: { firstDate: '2026-06-07', dayCount: 14 },
  },
];

describe('what stands already', () => {
  it.each(cases.map((each) => [each.kind, each] as const))(
    'and breaks %s is charged to nobody; what is added is',
    (kind, { params, before, more, amount, setting = FORTNIGHT }) => {
      expect(explain(kind, params, before, setting)).toEqual([]);
      const amounts = explain(kind, params, [...before, ...more], setting).map((found) => found.amount);
      expect(amounts).toEqual([amount]);
      // The same shifts, all of them in the rota, are charged in full.
      const moved = [...before, ...more].map(([day, ...shift]): Case[number] => [day + 7, ...shift]);
      const shifted = Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'fromDay'));
      const all = explain(kind, shifted, moved, { dayCount: 21 });
      expect(all.reduce((sum, found) => sum + found.amount, 0)).toBeGreaterThan(amount);
    },
  );

  it.each<readonly [kind: string, params: ConstraintData['params']]>([
    ['total', { measure: 'shifts', max: 1, toDay: 3 }],
    ['total', { max: 479, toDay: 3 }],
    ['shifts-on-days', { onDays: [1, 2], max: 1 }],
  ])('on days of the rota and breaks %s, %o, is charged to nobody', (kind, params) => {
    const { problem, person } = worldOf(run([0], 9, 17), FORTNIGHT);
    const elsewhere = (dayIndex: number) => ({
      dayIndex,
      shiftTypeId: null,
      kind: 'day' as const,
      label: 'clinic',
      startMin: dayIndex * 1440 + 540,
      endMin: dayIndex * 1440 + 1020,
      workMin: 480,
    });
    const context = buildLineContext(problem, { ...person, fixedShifts: [elsewhere(1), elsewhere(2)] });
    const constraint = constraintOf({ context }, kind, params);
    expect(constraint.explain(lineOfCells(context, []))).toEqual([]);
    expect(constraint.delta.reset(lineOfCells(context, []))).toBe(0);
    const { counter } = constraint.label!;
    const use = params.max === 479 ? 960 : 2;
    expect(counter).toMatchObject({ min: null, max: use });
    expect([counter!.amountOf(use), counter!.amountOf(use + 1)]).toEqual([0, 1]);
  });
});

describe('the limits that a programme counts against', () => {
  const { context } = worldOf(run([-9, 0], 9, 17), FORTNIGHT);
  const counterOf = (kind: string, params: ConstraintData['params']) => {
    const counter = constraintOf({ context }, kind, params).label!.counter!;
    return [counter.min, counter.max];
  };

  it.each<readonly [kind: string, params: ConstraintData['params'], limits: readonly (number | null)[]]>([
    ['total', { measure: 'shifts', min: 2, max: 5 }, [2, 5]],
    ['total', { measure: 'shifts', min: 2, max: 5, carried: 3 }, [-1, 2]],
    ['total', { measure: 'shifts', max: 5, carried: 7 }, [null, -2]],
    ['total', { measure: 'shifts' }, [null, null]],
    // The Saturday before the rota is one already.
    ['weekend-count', { min: 1, max: 0, fromDay: -14 }, [1, 1]],
    ['weekend-count', { max: 3, carried: 4 }, [null, -1]],
    ['weekend-count', {}, [null, null]],
    ['shifts-on-days', { onDays: [1, 2], min: 1, max: 2 }, [1, 2]],
    ['shifts-on-days', { onDays: [], min: 1, max: 2 }, [null, null]],
    ['shifts-on-days', { onDays: [1] }, [null, null]],
  ])('of %s, %o, are %o', (kind, params, limits) => {
    expect(counterOf(kind, params)).toEqual(limits);
  });
});
