import { describe, expect, it } from 'vitest';
import { isOnTime, noticeDeadlines, noticeRules } from './notice.js';

describe('the notice before a rotation', () => {
  it('is 12, 8 and 6 weeks: for 5 August 2026 by 13 May, 10 June and 24 June', () => {
    expect(noticeDeadlines('2026-08-05').map(({ rule, by }) => [rule.code, by])).toEqual([
      ['code-of-practice.placement-data', '2026-05-13'],
      ['code-of-practice.work-schedule', '2026-06-10'],
      ['code-of-practice.duty-roster', '2026-06-24'],
    ]);
  });

  it.each([
    ['placement data', 0, '2026-05-12', '2026-05-13', '2026-05-14'],
    ['the work schedule', 1, '2026-06-09', '2026-06-10', '2026-06-11'],
    ['the duty roster', 2, '2026-06-23', '2026-06-24', '2026-06-25'],
  ])('of %s is kept on the last day, and broken the day after', (_name, which, before, last, after) => {
    const deadline = noticeDeadlines('2026-08-05')[which]!;
    expect([before, last, after].map((date) => isOnTime(deadline, date))).toEqual([true, true, false]);
  });

  it('counts weeks of days, whatever the clock does', () => {
    expect(noticeDeadlines('2026-04-01').map(({ by }) => by)).toEqual([
      '2026-01-07',
      '2026-02-04',
      '2026-02-18',
    ]);
  });

  it('says where it comes from', () => {
    expect(noticeRules.map(({ name, source, evidence }) => [name, source.split(':')[0], evidence])).toEqual([
      ['Deanery data to the employer', 'Code of Practice', 'C'],
      ['Generic work schedule', 'Code of Practice', 'C'],
      ['Duty roster', 'Code of Practice', 'C'],
    ]);
  });

  it.each(['2026-02-30', '5 August 2026', ''])('refuses %j and names it', (date) => {
    expect(() => noticeDeadlines(date)).toThrow(`"${date}" is not a date`);
  });
});
