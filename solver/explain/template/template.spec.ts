import { describe, expect, it } from 'vitest';
import { analyseTemplate, type LineAnalysis, ltftShare, type Template } from './index.js';
import { analyse, doctors, published } from './template.testing.js';

describe('the published case of prospective cover', () => {
  const template = published('bma-prospective-cover-8wk');
  const prospectiveCover = { leaveWeeksPerYear: 6.5, leaveWeekMin: 40 * 60 };

  it('has 375 h in 8 weeks: 46.875, and 47.857 with prospective cover', () => {
    const analysis = analyseTemplate(template, { pack: doctors, prospectiveCover });
    expect(analysis.pack).toBe('doctors2016@2019-08-07');
    expect(analysis.doctors).toBe(8);
    expect(analysis.averageWeeklyHours).toBe(46.875);
    expect(analysis.lines[0]).toMatchObject({ line: 'doc_1', weeks: 8, averageWeeklyHours: 46.875 });
    expect(analysis.lines[0]!.averageWeeklyHoursWithProspectiveCover).toBeCloseTo(335 / 7, 9);
    expect(analysis.lines[0]!.averageWeeklyHoursWithProspectiveCover!.toFixed(3)).toBe('47.857');
  });

  it('has no average with cover where nobody says how much leave there is', () => {
    expect(analyse(template).averageWeeklyHoursWithProspectiveCover).toBeNull();
  });

  it('breaks limits as a rota: 84 h in 168, and seven long shifts in a row', () => {
    const line = analyse(template, { prospectiveCover });
    expect(line).toMatchObject({
      weekendFrequency: 0.25,
      weekendsWorked: 2,
      nights: 0,
      longShifts: 14,
      shifts: 39,
    });
    expect(line.violations.map(({ rule, measured }) => [rule, measured])).toEqual([
      ['doctors2016.hours-in-seven-days', 84 * 60],
      ['doctors2016.hours-in-seven-days', 76 * 60],
      ['doctors2016.consecutive-long-shifts', 7],
      ['doctors2016.consecutive-shifts', 12],
    ]);
    expect(line.violations[2]).toMatchObject({
      from: 'week 2 Wed',
      to: 'week 3 Tue',
      limit: 4,
      unit: 'days',
      margin: -3,
      message:
        '7 long shifts in a row from week 2 Wed to week 3 Tue; at most 4 allowed: 3 too many. Leave week 2 Sun free.',
      mend: 'Leave week 2 Sun free.',
    });
    expect(line.violations[2]!.shifts[0]).toEqual({
      day: 'week 2 Wed',
      code: 'N',
      start: '06:00',
      end: '18:00',
    });
  });

  it('gives somebody at 80 % their share', () => {
    expect(ltftShare(analyse(template), 0.8)).toEqual({
      wte: 0.8,
      averageWeeklyHours: 37.5,
      weekends: 1.6,
      nights: 0,
      longShifts: 11.2,
      onCallPeriods: 0,
    });
    expect(() => ltftShare(analyse(template), 1.2)).toThrow('not 1.2');
    expect(() => ltftShare(analyse(template), 0)).toThrow('not 0');
  });
});

/*
 * By hand. One line of 7 weeks; C is on-call from 09:00 to 09:00, nwd 09:00 to 17:00 on weekdays.
 *   week 1 Mon C · week 2 Sun C · week 3 Mon OFF, Thu C · week 4 Fri C · week 5 Sat C · week 6 Wed C · week 7 Tue C
 * A11: each lasts 24 h: kept. A12: no two on days that follow each other: kept. A13: the nearest two (Thursday of week 3 and Friday of week 4) are
 * eight days apart, so there is one in any seven days: kept. A14: on the day after there are 8 h on Tuesday of week 1, Friday of week 3, Thursday
 * of week 6 and Wednesday of week 7 and nothing after the other three: kept at 10 h where rest is expected, broken four times at 5 h where it is
 * not. A9: Sunday of week 2, Friday of week 4 (into Saturday) and Saturday of week 5 make 3 weekends of 7, more than 1 in 3.
 */
describe('the specimen of non-resident on-call', () => {
  const template = published('specimen-nroc-oncall');
  const estimated = (workH: number, restMin: number): Template => ({
    ...template,
    shifts: template.shifts.map((each) =>
      each.code === 'C'
        ? { ...each, workMin: workH * 60, onCall: { episodes: 4, restMin, longestRestMin: 300 } }
        : each,
    ),
  });
  const onCallRules = (analysis: LineAnalysis): string[] =>
    analysis.violations
      .filter(({ rule }) => rule.includes('on-call'))
      .map(({ rule, from, to }) => `${rule} ${from} ${to}`);

  it('has no average until there is an estimate of work', () => {
    const analysis = analyseTemplate(template, {
      pack: doctors,
      prospectiveCover: { leaveWeeksPerYear: 6, leaveWeekMin: 2400 },
    });
    const [only] = analysis.lines;
    expect(analysis.averageWeeklyHours).toBeNull();
    expect(only).toMatchObject({
      averageWeeklyHours: null,
      averageWeeklyHoursWithProspectiveCover: null,
      onCallPeriods: 7,
    });
    expect(only!.notJudged.map(({ rule }) => rule)).toEqual([
      'averageWeeklyHours',
      'doctors2016.average-weekly-hours',
      'doctors2016.prospective-cover',
      'doctors2016.hours-in-seven-days',
      'doctors2016.paid-breaks',
      'doctors2016.on-call-rest',
    ]);
    expect(only!.notJudged[0]!.reason).toBe('C: non-resident on-call without an estimate; give work_hours');
    expect(ltftShare(only!, 0.5).averageWeeklyHours).toBeNull();
  });

  it('has one once there is: 29 days of 8 h and 7 on-call periods of 6 h in 7 weeks', () => {
    const analysis = analyse(estimated(6, 480));
    expect(analysis.averageWeeklyHours).toBeCloseTo((29 * 8 + 7 * 6) / 7, 9);
    expect(analysis.notJudged.map(({ rule }) => rule)).toEqual(['doctors2016.paid-breaks']);
  });

  it('keeps A11 to A14 where rest is expected, and works too many weekends', () => {
    const analysis = analyse(estimated(6, 480));
    expect(onCallRules(analysis)).toEqual([]);
    expect(analysis.violations.map(({ rule, measured, limit }) => [rule, measured, limit])).toEqual([
      ['doctors2016.weekend-frequency', 3, 2],
    ]);
    expect(analysis.weekendFrequency).toBeCloseTo(3 / 7, 9);
    expect(analyse(estimated(6, 480), { weekendsAuthorised: true }).violations).toEqual([]);
  });

  it('breaks A14 four times and A15 seven times where 8 h of rest are not expected', () => {
    const found = onCallRules(analyse(estimated(6, 479)));
    expect(found.filter((each) => each.startsWith('doctors2016.day-after-on-call'))).toEqual([
      'doctors2016.day-after-on-call week 1 Mon week 1 Tue',
      'doctors2016.day-after-on-call week 3 Thu week 3 Fri',
      'doctors2016.day-after-on-call week 6 Wed week 6 Thu',
      'doctors2016.day-after-on-call week 7 Tue week 7 Wed',
    ]);
    expect(found.filter((each) => each.startsWith('doctors2016.on-call-rest'))).toHaveLength(7);
    expect(found).toHaveLength(11);
  });

  it('breaks A11, A12 and A13 where its shifts are moved so', () => {
    const moved = (change: (codes: string[][]) => void, lengthH = 24): string[] => {
      const weeks = template.lines[0]!.weeks.map((week) => [...week]);
      change(weeks);
      return onCallRules(
        analyse({
          shifts: template.shifts.map((each) =>
            each.code === 'C' ? { ...each, lengthMin: lengthH * 60 } : each,
          ),
          lines: [{ ...template.lines[0]!, weeks }],
        }),
      );
    };
    const freeAfter = (weeks: string[][]): void => {
      for (const [week, day] of [
        [0, 1],
        [2, 4],
        [5, 3],
        [6, 2],
      ] as const)
        weeks[week]![day] = 'OFF';
    };
    expect(moved(freeAfter, 25)).toEqual([]);
    expect(moved(freeAfter, 25.25)).toHaveLength(7);
    // Sunday of the last week is followed by Monday of the first.
    expect(moved((weeks) => (weeks[6]![6] = 'C'))).toEqual([
      'doctors2016.consecutive-on-call week 7 Sun week 1 Mon',
    ]);
    expect(moved((weeks) => (weeks[4]![6] = 'C'))).toEqual([]);
    expect(moved((weeks) => (weeks[4]![4] = 'C'))).toEqual([
      'doctors2016.consecutive-on-call week 5 Fri week 5 Sat',
    ]);
    // Monday, Wednesday and Friday are three; Sunday is a fourth.
    const four = (weeks: string[][]): void => {
      weeks[5] = ['C', 'OFF', 'C', 'OFF', 'C', 'OFF', 'C'];
      weeks[6] = ['OFF', 'OFF', 'OFF', 'OFF', 'OFF', 'OFF', 'OFF'];
      weeks[4] = ['OFF', 'OFF', 'OFF', 'OFF', 'OFF', 'OFF', 'OFF'];
    };
    expect(moved(four)).toEqual(['doctors2016.on-call-in-seven-days week 6 Mon week 6 Sun']);
  });
});
