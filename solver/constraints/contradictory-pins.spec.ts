import { describe, expect, it } from 'vitest';
import { type ConstraintData, type Person } from '../model/index.js';
import { worldOf } from './case.testing.js';
import { findContradictions, findLineContradictions } from './contradictions.js';

const { problem, person } = worldOf(
  [
    [0, 9, 17],
    [1, 20, 32],
    [2, 9, 17],
  ],
  { dayCount: 7 },
);
const told = (more: Partial<Person>): string[] =>
  findContradictions({ ...problem, people: [{ ...person, ...more }] }).map(({ message }) => message);
const rule = (kind: string, params: ConstraintData['params'], level: ConstraintData['level'] = 'hard') => ({
  kind,
  rule: `test.${kind}`,
  level,
  weight: 1,
  params,
});
const block = (dayIndex: number, shiftTypeId: string | null) => ({
  dayIndex,
  shiftTypeId,
  code: 'leave',
  reason: 'annual leave',
});
const fixed = (dayIndex: number, startH: number, endH: number) => ({
  dayIndex,
  shiftTypeId: null,
  kind: 'day' as const,
  label: 'clinic',
  startMin: dayIndex * 1440 + startH * 60,
  endMin: dayIndex * 1440 + endH * 60,
  workMin: (endH - startH) * 60,
});

describe('a pin', () => {
  it('and another of the same day', () => {
    expect(
      told({
        pins: [
          { dayIndex: 1, shiftTypeId: '0' },
          { dayIndex: 1, shiftTypeId: '2' },
        ],
      }),
    ).toEqual(['Pat Example (p) on 2026-06-02: pinned to both 0 and 2']);
    expect(
      told({
        pins: [
          { dayIndex: 1, shiftTypeId: null },
          { dayIndex: 1, shiftTypeId: '2' },
        ],
      }),
    ).toEqual(['Pat Example (p) on 2026-06-02: pinned to both a day off and 2']);
    expect(
      told({
        pins: [
          { dayIndex: 1, shiftTypeId: '2' },
          { dayIndex: 1, shiftTypeId: '2' },
        ],
      }),
    ).toEqual([]);
  });

  it('and a block of the day, be it for all shifts or for this one', () => {
    const pins = [{ dayIndex: 3, shiftTypeId: '0' }];
    const message = 'Pat Example (p) on 2026-06-04: pinned to 0, but the day is blocked: annual leave';
    expect(told({ pins, blocks: [block(3, null)] })).toEqual([message]);
    expect(told({ pins, blocks: [block(3, '0')] })).toEqual([message]);
    expect(told({ pins, blocks: [block(3, '1'), block(2, null)] })).toEqual([]);
    expect(told({ pins: [{ dayIndex: 3, shiftTypeId: null }], blocks: [block(3, null)] })).toEqual([]);
  });

  it('of a shift that the person may not work, or that is not known', () => {
    const pins = [{ dayIndex: 0, shiftTypeId: '0' }];
    expect(told({ pins, shiftTypeIds: ['1'] })).toEqual([
      'Pat Example (p) on 2026-06-01: pinned to 0, which they may not work',
    ]);
    expect(told({ pins: [{ dayIndex: 0, shiftTypeId: 'gone' }] })).toEqual([
      'Pat Example (p) on 2026-06-01: pinned to gone, which they may not work',
    ]);
    expect(told({ pins: [{ dayIndex: 9, shiftTypeId: 'gone' }] })).toEqual([
      'Pat Example (p) on day 9: pinned to gone, which they may not work',
    ]);
  });

  it('where other work stands', () => {
    const pins = [{ dayIndex: 2, shiftTypeId: '0' }];
    expect(told({ pins, fixedShifts: [fixed(2, 9, 12), fixed(3, 9, 12)] })).toEqual([
      'Pat Example (p) on 2026-06-03: pinned to 0, but already works clinic',
    ]);
    expect(told({ pins, fixedShifts: [fixed(3, 9, 12)] })).toEqual([]);
  });
});

describe('statements that cannot all hold', () => {
  it('are told in order: pins, rules, work that stands, blocks', () => {
    const constraints = [
      rule('rest-between', { minRestMin: 660, exceptKinds: ['on-call', 'off'], stepMin: null }),
      rule('total', { measure: 'shifts', max: 1 }, 'soft'),
    ];
    const pins = [{ dayIndex: 1, shiftTypeId: '1' }];
    expect(told({ pins, constraints, fixedShifts: [fixed(2, 9, 12)] })).toEqual([
      'Pat Example (p): these cannot all hold: pinned to 1 on 2026-06-02; ' +
        'test.rest-between (rest-between, minRestMin 660, exceptKinds on-call+off); clinic on 2026-06-03 stands',
    ]);
  });

  it('name the shift that is blocked', () => {
    const constraints = [rule('total', { measure: 'shifts', min: 7 })];
    const only = { ...person, shiftTypeIds: ['0'], constraints, blocks: [block(2, '0'), block(4, null)] };
    const [found, ...more] = findLineContradictions({ ...problem, people: [only] }, [only]);
    expect(more).toEqual([]);
    expect(found).toEqual({
      personId: 'p',
      dayIndex: null,
      message:
        'Pat Example (p): these cannot all hold: test.total (total, measure shifts, min 7); ' +
        '2026-06-05 is blocked: annual leave',
    });
    const one = { ...only, blocks: [block(2, '0')] };
    expect(findLineContradictions({ ...problem, people: [one] }, [one])[0]!.message).toContain(
      '2026-06-03 is blocked for 0: annual leave',
    );
  });

  it('are looked for only where somebody is pinned, or where asked', () => {
    const constraints = [rule('total', { measure: 'shifts', min: 8 })];
    const impossible = { ...person, constraints };
    expect(told({ constraints })).toEqual([]);
    expect(told({ constraints, pins: [{ dayIndex: 0, shiftTypeId: null }] })).toHaveLength(1);
    expect(findLineContradictions({ ...problem, people: [impossible] }, [impossible])).toHaveLength(1);
  });

  it.each<readonly [name: string, constraints: readonly ConstraintData[], contradict: boolean]>([
    ['a least below the most', [rule('total', { min: 480, max: 960 })], false],
    ['a least above the most', [rule('total', { min: 960 }), rule('total', { max: 480 })], true],
    [
      'a least above the most of other shifts',
      [
        rule('total', { measure: 'shifts', min: 3, shiftTypeIds: ['0'] }),
        rule('total', { measure: 'shifts', max: 2, shiftTypeIds: ['2'] }),
      ],
      false,
    ],
    ['as many shifts as there are days', [rule('total', { measure: 'shifts', min: 7 })], false],
    ['more shifts than there are days', [rule('total', { measure: 'shifts', min: 8 })], true],
    ['a soft rule that cannot be kept', [rule('total', { measure: 'shifts', min: 8 }, 'soft')], false],
    [
      'more shifts than runs allow',
      [rule('total', { measure: 'shifts', min: 7 }), rule('run-length', { of: 'work', max: 6 })],
      true,
    ],
  ])('%s', (_name, constraints, contradict) => {
    const found = told({ constraints, pins: [{ dayIndex: 6, shiftTypeId: '0' }] });
    expect(found.length > 0).toBe(contradict);
  });
});
