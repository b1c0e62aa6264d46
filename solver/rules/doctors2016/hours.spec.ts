import { describe, expect, it } from 'vitest';
import { buildDays } from '../../model/index.js';
import { days, describeRules, judge, MINUTE, onCall, run, spread } from '../edges.testing.js';
import { compilePack, findPack } from '../index.js';

const HALF_YEAR_DAYS = 26 * 7;
const cover = { prospectiveCover: { leaveWeeksPerYear: 6.5, leaveWeekMin: 40 * 60 } };

describeRules({
  'doctors2016.average-weekly-hours': [
    {
      of: '48 h over 8 weeks',
      dayCount: 56,
      passes: spread(48, 56),
      fails: spread(48, 56, 0.25),
      says: [
        '48.03 h a week on average over 8 weeks; at most 48.00 h allowed: 0.03 h too much. Take out 15 min of work.',
      ],
    },
    { of: 'a minute past', dayCount: 56, passes: spread(48, 56), fails: spread(48, 56, MINUTE) },
    {
      of: 'opted out: 56 h',
      dayCount: 14,
      context: { optedOut: true },
      passes: spread(14, 14),
      fails: spread(14, 14, MINUTE),
    },
    {
      of: '80 % of full time: 38.4 h',
      dayCount: 35,
      context: { wte: 0.8 },
      passes: spread(24, 35),
      fails: spread(24, 35, MINUTE),
    },
    {
      of: '80 % of full time, opted out: 44.8 h',
      dayCount: 35,
      context: { wte: 0.8, optedOut: true },
      passes: spread(28, 35),
      fails: spread(28, 35, MINUTE),
    },
    {
      of: 'the last 26 weeks of a longer rota',
      dayCount: HALF_YEAR_DAYS + 7,
      passes: run(days(156, 33), 8, 16),
      fails: [...run(days(155, 33), 8, 16), [188, 8, 16 + MINUTE]],
    },
    {
      of: 'the first 26 weeks of a longer rota',
      dayCount: HALF_YEAR_DAYS + 7,
      passes: run(days(156), 8, 16),
      fails: [[0, 8, 16 + MINUTE], ...run(days(155, 1), 8, 16)],
    },
    {
      of: 'a rota of exactly 26 weeks',
      dayCount: HALF_YEAR_DAYS,
      passes: spread(156, HALF_YEAR_DAYS),
      fails: spread(156, HALF_YEAR_DAYS, MINUTE),
    },
    {
      of: 'with what was worked in the fortnight before',
      dayCount: 14,
      context: { knownFromDay: -14 },
      passes: [...run(days(12, -14), 8, 16), ...run(days(12), 8, 16)],
      fails: [...run(days(12, -14), 8, 16), ...run(days(11), 8, 16), [11, 8, 16 + MINUTE]],
    },
    {
      of: 'on-call counts by what work is expected of it',
      dayCount: 7,
      passes: [...run(days(5), 8, 16), ...onCall([5], { workMin: 8 * 60 })],
      fails: [...run(days(5), 8, 16), ...onCall([5], { workMin: 8 * 60 + 1 })],
    },
  ],
  'doctors2016.prospective-cover': [
    {
      of: 'the published case',
      dayCount: 56,
      context: cover,
      passes: spread(47, 56),
      fails: spread(47, 56, 1),
      says: [
        '48.14 h a week on average over 7 weeks, with prospective cover; at most 48.00 h allowed: 0.14 h too much. ' +
          'Take out 1 h of work.',
      ],
    },
    {
      of: 'a minute past',
      dayCount: 56,
      context: cover,
      passes: spread(47, 56),
      fails: spread(47, 56, MINUTE),
    },
    {
      of: 'opted out, and less than full time',
      dayCount: 28,
      context: {
        optedOut: true,
        wte: 0.5,
        prospectiveCover: { leaveWeeksPerYear: 13, leaveWeekMin: 20 * 60 },
      },
      // 3 weeks of 28 h, and a week of leave of 20 h.
      passes: spread(13, 28),
      fails: spread(13, 28, MINUTE),
    },
  ],
  'doctors2016.hours-in-seven-days': [
    {
      of: '72 h',
      passes: run(days(6), 8, 20),
      fails: [...run(days(5), 8, 20), [5, 8, 20.25]],
      says: [
        '72 h 15 min of work in the 168 h from Mon 08:00; at most 72 h allowed: 15 min too much. ' +
          'Take out 15 min of work.',
      ],
    },
    {
      of: 'a minute past',
      passes: run(days(6), 8, 20),
      fails: [...run(days(5), 8, 20), [5, 8, 20 + MINUTE]],
    },
    {
      of: 'over the turn of the week',
      passes: [...run(days(4, 3), 8, 20), ...run([7, 8], 8, 20)],
      fails: [...run(days(4, 3), 8, 20.5), ...run([7, 8], 8, 20)],
    },
    {
      of: 'clipped at the edge of the window',
      passes: [...run(days(6), 9, 21), [7, 9, 21]],
      fails: [...run(days(6), 9, 21), [7, 9 - MINUTE, 21]],
    },
    {
      of: 'over the edge of the rota',
      passes: [...run(days(3, -3), 8, 20), ...run(days(3), 8, 20)],
      fails: [...run(days(3, -3), 8, 20), ...run(days(2), 8, 20), [2, 8, 20 + MINUTE]],
    },
    {
      of: 'on-call counts by what work is expected of it',
      passes: [...run(days(5), 8, 20), ...onCall([5], { workMin: 12 * 60 })],
      fails: [...run(days(5), 8, 20), ...onCall([5], { workMin: 12 * 60 + 1 })],
    },
    {
      of: 'nobody opts out of it',
      context: { optedOut: true },
      passes: run(days(6), 8, 20),
      fails: [...run(days(5), 8, 20), [5, 8, 20 + MINUTE]],
    },
  ],
});

describe('averages', () => {
  const code = 'doctors2016.average-weekly-hours';

  it('look back over the edge of the rota as far as work is known', () => {
    const context = (knownFromDay: number) => ({
      wte: 1,
      days: buildDays('2026-06-01', 28, null),
      knownFromDay,
    });
    const pack = findPack('doctors2016', '2026-06-01');
    const params = (knownFromDay: number) =>
      compilePack(pack, context(knownFromDay)).find(({ rule }) => rule === code)!.params;
    expect(params(0)).toMatchObject({ fromDay: 0, toDay: 27, weeks: 4, max: 192 * 60 });
    expect(params(-14)).toMatchObject({ fromDay: -14, toDay: 27, weeks: 6, max: 288 * 60 });
    // 26 weeks and no more.
    expect(params(-400)).toMatchObject({ fromDay: 28 - HALF_YEAR_DAYS, weeks: 26, max: 26 * 48 * 60 });
    expect(params(5)).toMatchObject({ fromDay: 0 });
  });

  it('are told in hours a week', () => {
    const [violation] = judge(code, { dayCount: 56 }, spread(48, 56, 0.25));
    expect(violation).toMatchObject({
      measured: 2881.88,
      limit: 2880,
      unit: 'minutes-a-week',
      margin: -1.88,
    });
  });

  it('with prospective cover: 375 h are 47.857 and kept, 376 h are 48.00 and kept, 377 h are 48.14', () => {
    const edge = { dayCount: 56, context: cover };
    const told = (hours: number) =>
      judge('doctors2016.prospective-cover', edge, spread(46, 56, hours - 46 * 8));
    expect(told(375)).toEqual([]);
    expect(told(376)).toEqual([]);
    expect(told(377)[0]!.measured / 60).toBeCloseTo(48.14, 2);
    // Half an hour a week less is allowed, so that the limit itself shows what 375 h come to.
    const [stricter] = judge(
      'doctors2016.prospective-cover',
      { ...edge, parameters: { limitH: 47.5 } },
      spread(46, 56, 7),
    );
    expect(stricter!.measured / 60).toBeCloseTo(47.857, 3);
  });

  it('without prospective cover where nobody covers leave', () => {
    expect(judge('doctors2016.prospective-cover', { dayCount: 56 }, spread(56, 56))).toEqual([]);
  });
});
