import { describe, expect, it } from 'vitest';
import { days, describeRules, judge, MINUTE, run, weekends } from '../edges.testing.js';

const sixDays = (moreH = 0) => [...run(days(5), 8, 16), [5, 8, 16 + moreH]] as const;

describeRules({
  'rota.forbidden-succession': [
    {
      forbiddenNext: true,
      passes: [
        [0, 8, 16],
        [2, 9, 17],
      ],
      fails: [
        [0, 8, 16],
        [1, 9, 17],
      ],
      says: ['1 on Tue 2 Jun must not follow 0 on Mon 1 Jun. Leave Tue 2 Jun free.'],
    },
    {
      of: 'over the edge of the rota',
      forbiddenNext: true,
      passes: [
        [-2, 8, 16],
        [0, 9, 17],
      ],
      fails: [
        [-1, 8, 16],
        [0, 9, 17],
      ],
    },
  ],
  'rota.max-consecutive-days': [
    {
      passes: run(days(7), 9, 17),
      fails: run(days(8), 9, 17),
      says: [
        '8 worked days in a row from Mon 1 Jun to Mon 8 Jun; at most 7 allowed: 1 too many. Leave Mon 8 Jun free.',
      ],
    },
    {
      of: 'another number',
      parameters: { max: 2 },
      passes: run([0, 1, 3, 4], 9, 17),
      fails: run([0, 1, 2], 9, 17),
    },
  ],
  'rota.min-consecutive-days': [
    {
      passes: run([3, 4], 9, 17),
      fails: [[3, 9, 17]],
      says: [
        'Only 1 worked day in a row from Thu 4 Jun; at least 2 needed: 1 too few. Work on Fri 5 Jun as well.',
      ],
    },
    {
      of: 'another number',
      parameters: { min: 3 },
      passes: run([3, 4, 5], 9, 17),
      fails: run([3, 4], 9, 17),
    },
  ],
  'rota.min-days-off': [
    {
      passes: run([3, 6], 9, 17),
      fails: run([3, 5], 9, 17),
      says: ['Only 1 day off in a row from Fri 5 Jun; at least 2 needed: 1 too few. Leave Sat 6 Jun free.'],
    },
    { of: 'another number', parameters: { min: 3 }, passes: run([3, 7], 9, 17), fails: run([3, 6], 9, 17) },
  ],
  'rota.consecutive-nights': [
    {
      passes: run(days(4, 2), 20, 33),
      fails: run(days(5, 2), 20, 33),
      says: [
        '5 nights in a row from Wed 3 Jun to Sun 7 Jun; at most 4 allowed: 1 too many. Leave Sun 7 Jun free.',
      ],
    },
    {
      of: 'too few',
      parameters: { min: 2 },
      passes: run([3, 4], 20, 33),
      fails: run([3], 20, 33),
      says: [
        'Only 1 night in a row from Thu 4 Jun; at least 2 needed: 1 too few. Work on Fri 5 Jun as well.',
      ],
    },
    {
      of: 'what counts as a night',
      parameters: { max: 1 },
      passes: run([3, 4], 13.5, 26 - MINUTE),
      fails: run([3, 4], 13.5, 26),
    },
  ],
  'rota.max-weekends': [
    {
      passes: weekends(2),
      fails: weekends(3),
      says: ['3 weekends worked of 4; at most 2 allowed: 1 too many. Leave Sat 6 Jun free.'],
    },
    { of: 'a Friday night', passes: [...weekends(2), [18, 16, 24]], fails: [...weekends(2), [18, 20, 33]] },
  ],
  'rota.max-shifts': [
    {
      parameters: { max: 2 },
      passes: run([0, 2], 9, 17),
      fails: run([0, 2, 4], 9, 17),
      says: ['3 shifts in 28 days; at most 2 shifts allowed: 1 too much. Leave Mon 1 Jun free.'],
    },
    {
      of: 'of named types',
      parameters: { max: 1, shiftTypeIds: ['0', '1'] },
      passes: run([0], 9, 17),
      fails: run([0, 2, 4], 9, 17),
      says: ['2 shifts in 28 days; at most 1 shift allowed: 1 too much. Leave Mon 1 Jun free.'],
    },
    {
      of: '28 unless a unit says otherwise',
      dayCount: 29,
      passes: run(days(28), 9, 17),
      fails: run(days(29), 9, 17),
    },
  ],
  'rota.hours': [
    {
      dayCount: 7,
      passes: sixDays(),
      fails: sixDays(MINUTE),
      says: [
        '48 h 1 min of work in 7 days; at most 48 h of work allowed: 1 min too much. Take out 1 min of work.',
      ],
    },
    { of: 'pro rata', dayCount: 14, context: { wte: 0.5 }, passes: sixDays(), fails: sixDays(MINUTE) },
    {
      of: 'not pro rata',
      dayCount: 7,
      context: { wte: 0.5 },
      parameters: { proRata: false },
      passes: sixDays(),
      fails: sixDays(MINUTE),
    },
    {
      of: 'too few',
      dayCount: 7,
      parameters: { minWeeklyH: 8 },
      passes: [[0, 8, 16]],
      fails: [[0, 8, 16 - MINUTE]],
      says: ['7 h 59 min of work in 7 days; at least 8 h of work needed: 1 min short. Add 1 min of work.'],
    },
    {
      of: 'too few, pro rata',
      dayCount: 14,
      context: { wte: 0.5 },
      parameters: { minWeeklyH: 8 },
      passes: [[0, 8, 16]],
      fails: [[0, 8, 16 - MINUTE]],
    },
  ],
});

describe('the rules of a unit', () => {
  it.each([
    ['rota.min-consecutive-days', [[3, 9, 17]], 10],
    ['rota.min-days-off', run([3, 5], 9, 17), 10],
    ['rota.consecutive-nights', run(days(5, 2), 20, 33), 10],
    ['rota.hours', run(days(28), 9, 17), 5 * 32],
  ] as const)('%s costs what it is worth where it is broken', (code, shifts, cost) => {
    const found = judge(code, { dayCount: 28 }, shifts);
    expect(found.map((violation) => violation.cost)).toEqual([cost]);
  });

  it.each(['rota.forbidden-succession', 'rota.max-consecutive-days', 'rota.max-weekends', 'rota.max-shifts'])(
    '%s must not be broken, and so has no cost',
    (code) => {
      const found = judge(code, { dayCount: 29, forbiddenNext: true }, run(days(29), 9, 17));
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ level, cost }) => level === 'hard' && cost === 0)).toBe(true);
    },
  );
});
