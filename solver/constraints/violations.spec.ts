import { describe, expect, it } from 'vitest';
import { type ConstraintData } from '../model/index.js';
import { type Case, explain, onCall, run, type Setting } from './case.testing.js';
import { constraintKinds } from './index.js';
import { type Violation } from './violation.js';

interface Told {
  readonly kind: string;
  readonly of?: string;
  readonly params: ConstraintData['params'];
  readonly shifts: Case;
  readonly setting?: Setting;
}

const cases: readonly Told[] = [
  {
    kind: 'rest-between',
    params: { minRestMin: 660 },
    shifts: [
      [2, 13, 22],
      [3, 8, 16],
    ],
  },
  {
    kind: 'rest-after-run',
    params: { minRun: 2, minRestMin: 2880 },
    shifts: [...run([1, 2], 9, 17), [4, 9, 17]],
  },
  {
    kind: 'rest-after-run',
    of: 'one shift',
    params: { minRun: 1, minRestMin: 2760, runName: 'night' },
    shifts: [
      [1, 20, 32],
      [3, 9, 17],
    ],
  },
  {
    kind: 'forbidden-succession',
    params: {},
    shifts: run([3, 4], 9, 17),
    setting: { forbiddenNext: true },
  },
  {
    kind: 'run-length',
    of: 'too many days',
    params: { max: 2 },
    shifts: run([1, 2, 3], 9, 17),
  },
  {
    kind: 'run-length',
    of: 'too few days',
    params: { min: 3 },
    shifts: run([1, 2], 9, 17),
  },
  {
    kind: 'run-length',
    of: 'too many days off',
    params: { of: 'off', max: 2 },
    shifts: run([0, 1, 2, 6, 7, 9, 10, 12, 13], 9, 17),
  },
  {
    kind: 'run-length',
    of: 'too few days off',
    params: { of: 'off', min: 3 },
    shifts: run([4, 7], 9, 17),
  },
  {
    kind: 'run-length',
    of: 'too many of a sort',
    params: { of: 'shifts', kinds: ['on-call'], max: 1 },
    shifts: onCall([1, 2]),
  },
  {
    kind: 'total',
    of: 'too much work',
    params: { max: 900 },
    shifts: run([1, 3], 9, 17),
  },
  {
    kind: 'total',
    of: 'too little work',
    params: { min: 1000, fromDay: 2, toDay: 8, name: 'lectures' },
    shifts: run([1, 3], 9, 17),
  },
  {
    kind: 'total',
    of: 'too many shifts, with some from before',
    params: { measure: 'shifts', max: 3, carried: 2 },
    shifts: run([1, 3], 9, 17),
  },
  {
    kind: 'total',
    of: 'too high an average',
    params: { max: 900, weeks: 2, weeklyMax: 450 },
    shifts: run([1, 3], 9, 17),
  },
  {
    kind: 'weekend-count',
    of: 'too many',
    params: { max: 1 },
    shifts: run([5, 12], 9, 17),
  },
  {
    kind: 'weekend-count',
    of: 'too many with those before',
    params: { max: 2, carried: 2 },
    shifts: run([5], 9, 17),
  },
  {
    kind: 'weekend-count',
    of: 'too few',
    params: { min: 2 },
    shifts: run([5, 9], 9, 17),
  },
  {
    kind: 'complete-weekend',
    params: {},
    shifts: [[5, 9, 17]],
  },
  {
    kind: 'complete-weekend',
    of: 'Sunday alone',
    params: {},
    shifts: [[13, 9, 17]],
  },
  {
    kind: 'windowed-sum',
    params: { windowMin: 2880, maxMin: 900 },
    shifts: run([1, 2, 9], 9, 17),
  },
  {
    kind: 'shift-length',
    params: { maxMin: 480 },
    shifts: [[1, 9, 18.5]],
  },
  {
    kind: 'shifts-on-days',
    of: 'too many',
    params: { onDays: [1, 3, 5], max: 1, name: 'bank holiday' },
    shifts: run([1, 2, 3], 9, 17),
  },
  {
    kind: 'shifts-on-days',
    of: 'too few',
    params: { onDays: [1, 3, 5], min: 2 },
    shifts: run([1, 2], 9, 17),
  },
  {
    kind: 'shift-fact',
    params: { fact: 'paidBreakMin', minMin: 60 },
    shifts: [[1, 9, 17, { paidBreakMin: 15 }]],
  },
  {
    kind: 'quiet-weekend-run',
    params: { max: 2, quietMax: 4, quietWorkMaxMin: 180, quietEpisodesMax: 3 },
    shifts: run([1, 2, 3], 9, 17),
  },
  {
    kind: 'consecutive-pair',
    params: { kinds: ['on-call'] },
    shifts: onCall([1, 2]),
  },
  {
    kind: 'day-after',
    params: { kinds: ['on-call'], maxMin: 480, unrestedMaxMin: 300, restMin: 480, longestRestMin: 300 },
    shifts: [...onCall([1]), [2, 9, 18]],
  },
  {
    kind: 'windowed-count',
    params: { kinds: ['on-call'], windowDays: 4, max: 1 },
    shifts: onCall([1, 4]),
  },
  {
    kind: 'weekly-rest',
    params: { weekRestMin: 3000, fortnightRestMin: 20000 },
    shifts: run([0, 1, 2, 3, 4, 5, 6], 9, 17),
    setting: { dayCount: 7 },
  },
  {
    kind: 'run-length',
    of: 'too many days, from before the rota',
    params: { max: 2 },
    shifts: run([-2, -1, 0, 1], 9, 17),
  },
  {
    kind: 'run-length',
    of: 'too few days, from before the rota',
    params: { min: 4 },
    shifts: run([-9, -2, -1, 0], 9, 17),
  },
  {
    kind: 'run-length',
    of: 'too many days off, from before the rota',
    params: { of: 'off', max: 2 },
    shifts: run([-3, 2, 4, 6, 8, 10, 12, 13], 9, 17),
  },
  {
    kind: 'run-length',
    of: 'too few days off, from before the rota',
    params: { of: 'off', min: 3 },
    shifts: run([-2, 0], 9, 17),
  },
  {
    kind: 'run-length',
    of: 'a run that is known to be open, and goes on',
    params: { max: 3, startEdge: 'carried', carriedDays: 3 },
    shifts: run([0], 9, 17),
  },
  {
    kind: 'run-length',
    of: 'a run that is known to be open, and ends',
    params: { min: 3, startEdge: 'carried', carriedDays: 2 },
    shifts: run([1, 2, 3], 9, 17),
  },
  {
    kind: 'run-length',
    of: 'too few days at the end of the rota',
    params: { min: 3 },
    shifts: run([11, 12], 9, 17),
  },
  {
    kind: 'windowed-count',
    of: 'from before the rota',
    params: { kinds: ['on-call'], windowDays: 4, max: 1 },
    shifts: onCall([-2, 1]),
  },
  {
    kind: 'complete-weekend',
    of: 'from before the rota',
    params: {},
    shifts: run([-1], 9, 17),
    setting: { firstDate: '2026-06-07' },
  },
  {
    kind: 'shifts-on-days',
    of: 'with work before the rota',
    params: { onDays: [1, 3, 5], min: 2 },
    shifts: run([-1, 1, 2], 9, 17),
  },
  {
    kind: 'total',
    of: 'with work before the rota',
    params: { max: 900, fromDay: -1, toDay: 3 },
    shifts: run([-2, -1, 1, 3, 5], 9, 17),
  },
  {
    kind: 'weekend-count',
    of: 'with work before the rota',
    params: { max: 1, fromDay: -7, toDay: 12 },
    shifts: run([-2, 5, 13], 9, 17),
  },
  {
    kind: 'quiet-weekend-run',
    of: 'with work before the rota',
    params: { max: 2, quietMax: 4, quietWorkMaxMin: 180, quietEpisodesMax: 3 },
    shifts: run([-1, 0, 1], 9, 17),
  },
  {
    kind: 'weekly-rest',
    of: 'with work before the rota',
    params: { weekRestMin: 1440, fortnightRestMin: 20000 },
    shifts: run([-3, -2, -1, 0, 1, 2, 3], 8, 16),
    setting: { firstDate: '2026-06-04', dayCount: 4 },
  },
];

function inLines(violation: Violation): string[] {
  const { fromDay, toDay, window, measured, limit, unit, margin, amount, clockChange, mend, message } =
    violation;
  const shifts = violation.shifts.map(({ label, dayIndex }) => `${label} on day ${dayIndex}`).join(', ');
  return [
    `  days ${fromDay} to ${toDay}, minutes ${window.fromMin} to ${window.toMin}: ${shifts}`,
    `  ${measured} ${unit}, limit ${limit}, margin ${margin}, amount ${amount}${clockChange ? ', clock change' : ''}`,
    `  ${message}`,
    `  mend: ${mend === null ? 'none' : JSON.stringify(mend)}`,
  ];
}

describe('the data of a breach', () => {
  it('is shown for every kind', () => {
    expect([...new Set(cases.map(({ kind }) => kind))].toSorted()).toEqual(
      constraintKinds.map(({ name }) => name).toSorted(),
    );
  });

  it('is what can be seen in the shifts', async () => {
    const lines = cases.flatMap(({ kind, of, params, shifts, setting }) => {
      const worked = shifts.map(([day, startH, endH]) => `${day} ${startH}–${endH}`).join(', ');
      const found = explain(kind, params, shifts, { dayCount: 14, ...setting });
      return [
        `${kind}${of === undefined ? '' : `, ${of}`}: ${JSON.stringify(params)} with ${worked}`,
        ...found.flatMap(inLines),
        '',
      ];
    });
    await expect(lines.join('\n')).toMatchFileSnapshot(
      new URL('__snapshots__/violations.txt', import.meta.url).pathname,
    );
  });

  it('has the person, the rule, its kind and its level', () => {
    for (const { kind, params, shifts, setting } of cases) {
      for (const violation of explain(kind, params, shifts, { dayCount: 14, ...setting }))
        expect(violation).toMatchObject({
          personId: 'p',
          rule: `test.${kind}`,
          kind,
          level: 'hard',
          cost: 0,
        });
    }
  });

  it('names of each shift when it is worked, its type, and whether it stands already', () => {
    const [found] = explain('shift-length', { maxMin: 60 }, [[1, 9, 17]], { dayCount: 7 });
    expect(found!.shifts).toEqual([
      { dayIndex: 1, shiftTypeId: '0', label: '0', startMin: 1980, endMin: 2460, fixed: false },
    ]);
    const [run] = explain(
      'run-length',
      { max: 1 },
      [
        [-1, 9, 17],
        [0, 9, 17],
      ],
      { dayCount: 7 },
    );
    expect(run!.shifts.map(({ fixed }) => fixed)).toEqual([true, false]);
  });
});
