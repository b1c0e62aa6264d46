import { describe, expect, it } from 'vitest';
import { busyWeeks, type Case, judge, onCall, run, type Setting } from './edges.testing.js';

/** The clock goes forward in the night to the Sunday. */
const spring: Setting = { firstDate: '2026-03-23' };
const autumn: Setting = { firstDate: '2026-10-19' };
const quiet: Setting = { firstDate: '2026-10-12' };

const nightThenSunday = (startH: number): Case => [
  [3, 20, 33],
  [6, startH, 15],
];
const sixNights = run([0, 1, 2, 3, 4, 5], 20, 32);
/** 48 h. */
const fullWeek = run([0, 1, 2, 3, 4, 5], 22, 30);

describe('rest in elapsed time', () => {
  it('is an hour shorter over the night in which spring begins, and says that the clock did it', () => {
    const [violation] = judge('doctors2016.rest-between-shifts', spring, [
      [5, 13, 21],
      [6, 8, 16],
    ]);
    expect(violation).toMatchObject({ measured: 600, limit: 660, clockChange: true });
    expect(violation!.message).toBe(
      '11 h rest needed after 0 ending Sat 21:00; next shift 1 starts Sun 08:00: 1 h short, because the clock changes. ' +
        'Start at 09:00 or later.',
    );
  });

  it('gives a mend that is right on the clock of the day', () => {
    const [late] = judge('doctors2016.rest-after-nights', spring, nightThenSunday(7));
    expect(late!.message).toMatch(/1 h short, because the clock changes\. Start at 08:00 or later\.$/);
    const [long] = judge('doctors2016.shift-length', autumn, [[5, 20, 33]]);
    expect(long!.mend).toMatchObject({ kind: 'end-earlier', dayIndexes: [5], atMin: 32 * 60 });
  });
});

describe('a breach is marked as due to the clock', () => {
  const weekOfRest: Case = [
    ...busyWeeks([0, 2]),
    ...run([7, 8, 9, 10, 11], 8, 16),
    [12, 8, 22],
    [13, 22, 23],
  ];

  it.each<readonly [code: string, setting: Setting, shifts: Case, words: string]>([
    // Saturday night is 14 h in autumn.
    ['doctors2016.shift-length', autumn, [[5, 20, 33]], '(the clock changes in it)'],
    ['doctors2016.hours-in-seven-days', autumn, sixNights, 'because the clock changes'],
    // A week of 169 h.
    [
      'doctors2016.average-weekly-hours',
      { ...autumn, dayCount: 7 },
      fullWeek,
      'It is the change of the clock that makes it too much.',
    ],
    [
      'wtr1998.weekly-rest',
      { firstDate: '2026-03-16', dayCount: 21 },
      weekOfRest,
      'because the clock changes',
    ],
    ['doctors2016.rest-after-nights', spring, nightThenSunday(7), 'because the clock changes'],
    ['doctors2016.day-after-on-call', autumn, [...onCall([5]), [6, 0, 10]], 'because the clock changes'],
  ])('of %s where only the clock makes it', (code, setting, shifts, words) => {
    const found = judge(code, setting, shifts);
    expect(found.map(({ clockChange }) => clockChange)).toEqual([true]);
    expect(found[0]!.message).toContain(words);
    // The same shifts in weeks without a change keep the rule.
    expect(judge(code, { ...setting, firstDate: '2026-06-01' }, shifts)).toEqual([]);
  });

  it.each<readonly [code: string, setting: Setting, shifts: Case]>([
    ['doctors2016.shift-length', autumn, [[4, 20, 33.25]]],
    ['doctors2016.shift-length', autumn, [[5, 20, 33.25]]],
    ['doctors2016.hours-in-seven-days', autumn, [...sixNights.slice(1), [0, 20, 32.25]]],
    ['doctors2016.rest-after-nights', spring, nightThenSunday(6)],
    ['doctors2016.average-weekly-hours', { ...quiet, dayCount: 7 }, [...fullWeek, [6, 22, 30]]],
  ])('of %s, but not where it would be one anyway', (code, setting, shifts) => {
    const found = judge(code, setting, shifts);
    expect(found.map(({ clockChange }) => clockChange)).toEqual([false]);
    expect(found[0]!.message).not.toContain('clock');
  });
});
