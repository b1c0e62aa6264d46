import { describe, expect, it } from 'vitest';
import { type ConstraintData } from '../model/index.js';
import { constraintOf, run, worldOf } from './case.testing.js';
import { ConstraintError } from './index.js';

const world = worldOf(run([0, 1], 9, 17), { dayCount: 14 });

describe('parameters that make no sense', () => {
  it.each<readonly [kind: string, params: ConstraintData['params'], message: string]>([
    ['rest-between', {}, 'parameter "minRestMin" of rest-between must be a number, not undefined'],
    [
      'rest-between',
      { minRestMin: 'long' },
      'parameter "minRestMin" of rest-between must be a number, not long',
    ],
    [
      'rest-between',
      { minRestMin: Number.NaN },
      'parameter "minRestMin" of rest-between must be a number, not NaN',
    ],
    [
      'rest-between',
      { minRestMin: 660, stepMin: 'an hour' },
      'parameter "stepMin" of rest-between must be a number, not an hour',
    ],
    ['rest-after-run', { minRestMin: 660 }, 'parameter "minRun" of rest-after-run must be a number'],
    ['rest-after-run', { minRun: 1 }, 'parameter "minRestMin" of rest-after-run must be a number'],
    ['run-length', { of: 'weeks' }, 'parameter "of" of run-length must be work, off or shifts, not weeks'],
    [
      'run-length',
      { startEdge: 'open' },
      'parameter "startEdge" of run-length must be history, free or carried, not open',
    ],
    ['run-length', { startEdge: 'carried' }, 'parameter "carriedDays" of run-length must be a number'],
    ['total', { measure: 'days' }, 'parameter "measure" of total must be minutes or shifts, not days'],
    ['total', { max: 60, weeks: 2 }, 'parameter "weeklyMax" of total must be a number, not undefined'],
    ['windowed-sum', { maxMin: 60 }, 'parameter "windowMin" of windowed-sum must be a number'],
    ['windowed-sum', { windowMin: 60 }, 'parameter "maxMin" of windowed-sum must be a number'],
    [
      'windowed-count',
      { max: 1, windowDays: 1 },
      'parameter "windowDays" of windowed-count must be a whole number from 2 to 30, not 1',
    ],
    [
      'windowed-count',
      { max: 1, windowDays: 31 },
      'parameter "windowDays" of windowed-count must be a whole number from 2 to 30, not 31',
    ],
    [
      'windowed-count',
      { max: 1, windowDays: 2.5 },
      'parameter "windowDays" of windowed-count must be a whole number from 2 to 30, not 2.5',
    ],
    ['windowed-count', { windowDays: 7 }, 'parameter "max" of windowed-count must be a number'],
    ['shift-length', {}, 'parameter "maxMin" of shift-length must be a number'],
    [
      'shift-fact',
      { fact: 'tea', minMin: 5 },
      'parameter "fact" of shift-fact must be one of paidBreakMin, breakMin, restMin, longestRestMin, not tea',
    ],
    ['shift-fact', { fact: 'breakMin' }, 'parameter "minMin" of shift-fact must be a number'],
    ['shifts-on-days', { onDays: 3 }, 'parameter "onDays" of shifts-on-days must be a list of days'],
    ['shifts-on-days', { onDays: ['Monday'] }, 'parameter "onDays" of shifts-on-days must be a list of days'],
    ['shifts-on-days', { onDays: [1, 1.5] }, 'parameter "onDays" of shifts-on-days must be a list of days'],
    ['shifts-on-days', { onDays: [14] }, 'day 14 of "onDays" is outside the horizon'],
    ['shifts-on-days', { onDays: [-1] }, 'day -1 of "onDays" is outside the horizon'],
    ['quiet-weekend-run', { quietMax: 12 }, 'parameter "max" of quiet-weekend-run must be a number'],
    [
      'day-after',
      { maxMin: 600, unrestedMaxMin: 300, restMin: 480 },
      'parameter "longestRestMin" of day-after must be a number',
    ],
    ['weekly-rest', { weekRestMin: 1440 }, 'parameter "fortnightRestMin" of weekly-rest must be a number'],
    ['weekly-rest', { fortnightRestMin: 2880 }, 'parameter "weekRestMin" of weekly-rest must be a number'],
    [
      'long-lunch',
      {},
      'unknown constraint kind "long-lunch"; known are rest-between, rest-after-run, forbidden-succession',
    ],
  ])('of %s, %o, are refused by name and value', (kind, params, message) => {
    const compile = (): unknown => constraintOf(world, kind, params);
    expect(compile).toThrow(ConstraintError);
    expect(compile).toThrow(expect.objectContaining({ name: 'ConstraintError' }));
    expect(compile).toThrow(`test.${kind}: ${message}`);
  });

  it.each<readonly [kind: string, params: ConstraintData['params']]>([
    ['windowed-count', { max: 1, windowDays: 2 }],
    ['windowed-count', { max: 1, windowDays: 30 }],
    ['shifts-on-days', { onDays: [] }],
    ['shifts-on-days', { onDays: [0, 13] }],
    ['run-length', { min: null, max: null }],
    ['total', { max: 60, weeks: null }],
  ])('are others than %s, %o', (kind, params) => {
    expect(() => constraintOf(world, kind, params)).not.toThrow();
  });
});

describe('what is charged', () => {
  it.each<readonly [kind: string, params: ConstraintData['params'], amounts: readonly number[]]>([
    // Two shifts of 8 h with 16 h between them.
    ['rest-between', { minRestMin: 16 * 60 }, []],
    ['rest-between', { minRestMin: 16 * 60 + 1 }, [1]],
    ['rest-between', { minRestMin: 17 * 60 }, [1]],
    ['rest-between', { minRestMin: 17 * 60 + 1 }, [2]],
    ['rest-between', { minRestMin: 17 * 60 + 1, stepMin: 15 }, [5]],
    ['rest-after-run', { minRun: 1, minRestMin: 17 * 60, kinds: ['night'] }, []],
    ['total', { max: 16 * 60 }, []],
    ['total', { max: 15 * 60 }, [1]],
    ['total', { max: 15 * 60, stepMin: 20 }, [3]],
    ['total', { measure: 'shifts', min: 4 }, [2]],
    ['shift-length', { maxMin: 6 * 60 + 59 }, [2, 2]],
    ['shift-length', { maxMin: 7 * 60, stepMin: 30 }, [2, 2]],
    ['windowed-sum', { windowMin: 48 * 60, maxMin: 14 * 60 }, [2]],
    ['windowed-sum', { windowMin: 48 * 60, maxMin: 14 * 60, stepMin: 120 }, [1]],
  ])('by %s, %o, is %o', (kind, params, amounts) => {
    const constraint = constraintOf(world, kind, params);
    expect(constraint.explain(world.line).map(({ amount }) => amount)).toEqual(amounts);
  });

  it('costs its weight where the rule is soft, and nothing where it is hard or advisory', () => {
    const costs = (level: ConstraintData['level']) =>
      constraintOf(world, 'shift-length', { maxMin: 360 }, { level, weight: 7 })
        .explain(world.line)
        .map(({ cost }) => cost);
    expect(costs('soft')).toEqual([14, 14]);
    expect(costs('hard')).toEqual([0, 0]);
    expect(costs('advisory')).toEqual([0, 0]);
  });
});

describe('the shifts that a constraint is about', () => {
  const shifts = worldOf(
    [
      [0, 9, 17],
      [1, 22, 30, { kind: 'night' }],
      [2, 9, 21, { kind: 'long-day' }],
      [3, 23, 31],
      [4, 9, 17, { timed: false, startMin: 0, endMin: 0, workMin: 8 * 60 }],
    ],
    { dayCount: 14 },
  );
  const counted = (filter: ConstraintData['params']): string[] =>
    constraintOf(shifts, 'total', { measure: 'shifts', min: 9, ...filter })
      .explain(shifts.line)
      .flatMap((violation) => violation.shifts.map(({ label }) => label));

  it.each<readonly [filter: ConstraintData['params'], labels: readonly string[]]>([
    [{}, ['0', '1', '2', '3', '4']],
    [{ shiftTypeIds: ['1', '3'] }, ['1', '3']],
    [{ kinds: ['night', 'long-day'] }, ['1', '2']],
    [{ exceptKinds: ['day'] }, ['1', '2']],
    [{ longerThanMin: 479 }, ['0', '1', '2', '3', '4']],
    [{ longerThanMin: 480 }, ['2']],
    [{ atLeastMin: 720 }, ['2']],
    [{ atLeastMin: 721 }, []],
    [{ atMostMin: 480 }, ['0', '1', '3', '4']],
    [{ atMostMin: 479 }, []],
    // Without times nothing starts or ends early or late.
    [{ startsBeforeMin: 9 * 60 }, []],
    [{ startsBeforeMin: 9 * 60 + 1 }, ['0', '2']],
    [{ endsAfterMin: 30 * 60 }, ['3']],
    [{ endsAfterMin: 30 * 60 - 1 }, ['1', '3']],
    // From 23:00 to 06:00 the nights have 7 h.
    [{ overlapFromMin: 1380, overlapToMin: 360, overlapAtLeastMin: 420 }, ['1', '3']],
    [{ overlapFromMin: 1380, overlapToMin: 360, overlapAtLeastMin: 421 }, []],
    [{ overlapFromMin: 1380, overlapToMin: 360, overlapBelowMin: 420 }, ['0', '2', '4']],
    [{ overlapFromMin: 1380, overlapToMin: 360, overlapBelowMin: 421 }, ['0', '1', '2', '3', '4']],
    // In the morning, and without a beginning or an end the whole day.
    [{ overlapFromMin: 540, overlapToMin: 600, overlapAtLeastMin: 60 }, ['0', '2']],
    [{ overlapToMin: 361, overlapAtLeastMin: 361 }, ['3']],
    [{ overlapFromMin: 1379, overlapAtLeastMin: 61 }, ['1']],
    [{ kinds: ['day'], longerThanMin: 480 }, []],
  ])('by %o are %o', (filter, labels) => {
    expect(counted(filter)).toEqual(labels);
  });
});

describe('a shift without times', () => {
  const untimed = { timed: false, startMin: 0, endMin: 0, workMin: 12 * 60 } as const;

  it.each<readonly [kind: string, params: ConstraintData['params']]>([
    ['rest-between', { minRestMin: 2000 }],
    ['rest-after-run', { minRun: 1, minRestMin: 4000, shiftTypeIds: ['0'] }],
    ['windowed-sum', { windowMin: 10080, maxMin: 60 }],
    ['shift-length', { maxMin: 60 }],
    ['weekly-rest', { weekRestMin: 10000, fortnightRestMin: 20000 }],
    ['day-after', { shiftTypeIds: ['0'], maxMin: 60, unrestedMaxMin: 60, restMin: 480, longestRestMin: 300 }],
  ])('is nothing that %s could judge', (kind, params) => {
    const timed = worldOf(run([0, 1, 2], 9, 17), { dayCount: 7 });
    expect(constraintOf(timed, kind, params).explain(timed.line)).not.toEqual([]);
    const untimedWorld = worldOf(run([0, 1, 2], 9, 17, untimed), { dayCount: 7 });
    const constraint = constraintOf(untimedWorld, kind, params);
    expect(constraint.explain(untimedWorld.line)).toEqual([]);
    expect(constraint.delta.reset(untimedWorld.line)).toBe(0);
  });

  it('is worked all the same: it counts in sums, runs and weekends', () => {
    const untimedWorld = worldOf(run([4, 5, 6], 9, 17, untimed), { dayCount: 14 });
    const measured = (kind: string, params: ConstraintData['params']) =>
      constraintOf(untimedWorld, kind, params)
        .explain(untimedWorld.line)
        .map((violation) => violation.measured);
    expect(measured('total', { max: 60 })).toEqual([36 * 60]);
    expect(measured('run-length', { max: 1 })).toEqual([3]);
    expect(measured('weekend-count', { max: 0, byTime: true })).toEqual([1]);
    expect(measured('total', { measure: 'shifts', max: 1, longerThanMin: 11 * 60 })).toEqual([3]);
  });
});

describe('a constraint that nobody’s shifts can break', () => {
  const plain = worldOf(run([0, 1, 2], 9, 17), { dayCount: 7 });

  it.each<readonly [kind: string, params: ConstraintData['params'], about: ConstraintData['params']]>([
    ['rest-after-run', { minRun: 1, minRestMin: 4000 }, { kinds: ['night'] }],
    ['run-length', { of: 'shifts', max: 1 }, { kinds: ['night'] }],
    ['shift-length', { maxMin: 60 }, { kinds: ['night'] }],
    ['consecutive-pair', {}, { kinds: ['night'] }],
    ['windowed-count', { windowDays: 3, max: 1 }, { kinds: ['night'] }],
    ['shift-fact', { fact: 'breakMin', minMin: 60 }, {}],
    [
      'day-after',
      { maxMin: 60, unrestedMaxMin: 60, restMin: 480, longestRestMin: 300 },
      { kinds: ['night'] },
    ],
  ])('says so: %s', (kind, params, about) => {
    expect(constraintOf(plain, kind, { ...params, ...about }).idle).toBe(true);
  });

  it.each<readonly [kind: string, params: ConstraintData['params']]>([
    ['rest-after-run', { minRun: 1, minRestMin: 4000 }],
    ['run-length', { of: 'off', max: 1 }],
    ['shift-length', { maxMin: 60 }],
    ['consecutive-pair', { kinds: ['day'] }],
    ['day-after', { shiftTypeIds: ['0'], maxMin: 60, unrestedMaxMin: 60, restMin: 480, longestRestMin: 300 }],
  ])('is not %s, %o', (kind, params) => {
    expect(constraintOf(plain, kind, params).idle).toBeUndefined();
  });
});
