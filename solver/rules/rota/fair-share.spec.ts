import { describe, expect, it } from 'vitest';
import { days, describeRules, judge, run, weekends } from '../edges.testing.js';
import { compilePack, findPack, type RuleContext } from '../index.js';
import { buildDays } from '../../model/index.js';

describeRules({
  'rota.fair-nights': [
    {
      of: 'too many',
      context: { fullTimeShare: { nights: 2 } },
      passes: run([0, 5], 20, 33),
      fails: run([0, 5, 9], 20, 33),
      says: ['3 nights in 28 days; at most 2 nights allowed: 1 too much. Leave Mon 1 Jun free.'],
    },
    {
      of: 'too few',
      context: { fullTimeShare: { nights: 2 } },
      passes: run([0, 5], 20, 33),
      fails: [[0, 20, 33]],
      says: ['1 night in 28 days; at least 2 nights needed: 1 short. Add 1 night.'],
    },
    {
      of: 'what counts as a night',
      context: { fullTimeShare: { nights: 1 } },
      passes: [
        [0, 13.5, 26],
        [4, 9, 17],
      ],
      fails: [[0, 13.5, 25.75]],
    },
    {
      of: 'a tolerance',
      context: { fullTimeShare: { nights: 2 } },
      parameters: { tolerance: 1 },
      passes: run([0, 5, 9], 20, 33),
      fails: run([0, 5, 9, 13], 20, 33),
    },
    {
      of: 'a tolerance of too few',
      context: { fullTimeShare: { nights: 2 } },
      parameters: { tolerance: 1 },
      passes: [[0, 20, 33]],
      fails: [],
    },
    {
      of: 'half of it at half time',
      context: { wte: 0.5, fullTimeShare: { nights: 4 } },
      passes: run([0, 5], 20, 33),
      fails: run([0, 5, 9], 20, 33),
    },
  ],
  'rota.fair-weekends': [
    {
      of: 'too many',
      context: { fullTimeShare: { weekends: 2 } },
      passes: weekends(2),
      fails: weekends(3),
      says: ['3 weekends worked of 4; at most 2 allowed: 1 too many. Leave Sat 6 Jun free.'],
    },
    {
      of: 'too few',
      context: { fullTimeShare: { weekends: 2 } },
      passes: weekends(2),
      fails: weekends(1),
      says: ['1 weekend worked of 4; at least 2 expected. Work one more weekend.'],
    },
    {
      of: 'a Friday night',
      context: { fullTimeShare: { weekends: 1 } },
      passes: [[4, 20, 32]],
      fails: [[4, 16, 24]],
    },
    {
      of: 'half of it at half time',
      context: { wte: 0.5, fullTimeShare: { weekends: 4 } },
      passes: weekends(2),
      fails: weekends(3),
    },
  ],
  'rota.fair-bank-holidays': [
    {
      of: 'too many',
      firstDate: '2026-12-21',
      bankHolidays: ['2026-12-25', '2026-12-28'],
      context: { fullTimeShare: { bankHolidays: 0.8 } },
      passes: run([4, 8], 9, 17),
      fails: run([4, 7], 9, 17),
      says: ['2 bank holidays worked of 2; at most 1 expected: 1 too many. Leave Fri 25 Dec free.'],
    },
    {
      of: 'too few',
      firstDate: '2026-12-21',
      bankHolidays: ['2026-12-25', '2026-12-28'],
      context: { fullTimeShare: { bankHolidays: 2 } },
      passes: run([4, 7], 9, 17),
      fails: run([4, 8], 9, 17),
      says: ['1 bank holiday worked of 2; at least 2 expected: 1 too few. Work 1 more bank holiday.'],
    },
    {
      of: 'half of it at half time',
      firstDate: '2026-12-21',
      bankHolidays: ['2026-12-25', '2026-12-28'],
      context: { wte: 0.5, fullTimeShare: { bankHolidays: 2 } },
      passes: run([4, 8], 9, 17),
      fails: run([4, 7], 9, 17),
    },
  ],
});

describe('a fair share', () => {
  const codes = ['rota.fair-nights', 'rota.fair-weekends', 'rota.fair-bank-holidays'] as const;
  const period = buildDays('2026-12-21', 28, 'Europe/London', new Set(['2026-12-25', '2026-12-28']));

  /** The least and the most of each sort that a share of 8 comes to at half time. */
  function rangeOf(code: string, context: Partial<RuleContext>): unknown {
    const fullTimeShare = { nights: 8, weekends: 8, bankHolidays: 8 };
    const all = compilePack(findPack('rota', '2026-06-01'), {
      wte: 0.5,
      days: period,
      fullTimeShare,
      ...context,
    });
    const found = all.find(({ rule }) => rule === code);
    return found === undefined ? undefined : [found.params.min, found.params.max];
  }

  it.each(codes)(
    'of %s is less for who has carried more before, and at most half is paid back at once',
    (code) => {
      const carrying = (count: number | undefined) =>
        rangeOf(
          code,
          count === undefined ? {} : { carried: { nights: count, weekends: count, bankHolidays: count } },
        );
      expect([undefined, 1, -1.5, 40, -40].map(carrying)).toEqual([
        [4, 4],
        [3, 3],
        [5, 6],
        [2, 2],
        [6, 6],
      ]);
    },
  );

  it.each(codes)('of %s is not asked for where nobody has worked it out', (code) => {
    expect(rangeOf(code, { fullTimeShare: {} })).toBeUndefined();
    expect(compilePack(findPack('rota', '2026-06-01'), { wte: 1, days: period })).toHaveLength(1);
  });

  it('of no bank holidays is not asked for', () => {
    expect(rangeOf('rota.fair-bank-holidays', { days: buildDays('2026-06-01', 28, null) })).toBeUndefined();
  });

  it('counts 2.9999999, a sum of fractions, as 3, and never falls below none', () => {
    const nights = (share: number, more: Partial<RuleContext> = {}) =>
      rangeOf('rota.fair-nights', { wte: 1, fullTimeShare: { nights: share }, ...more });
    expect(nights(2.9999999)).toEqual([3, 3]);
    expect(nights(3.0000001)).toEqual([3, 3]);
    expect(nights(2.99)).toEqual([2, 3]);
    expect(nights(3.01)).toEqual([3, 4]);
    expect(nights(0)).toEqual([0, 0]);
    expect(nights(0, { carried: { nights: 5 } })).toEqual([0, 0]);
  });

  it('with a tolerance never asks for less than none', () => {
    const edge = { context: { fullTimeShare: { nights: 1 } }, parameters: { tolerance: 3 } };
    expect(judge('rota.fair-nights', edge, [])).toEqual([]);
    expect(judge('rota.fair-nights', edge, run(days(4), 20, 33))).toEqual([]);
    expect(judge('rota.fair-nights', edge, run(days(5), 20, 33))).toHaveLength(1);
  });
});
