import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDateIn } from '../../common/clock.js';
import { knownBankHolidays } from '../calendar/known-bank-holidays.js';
import { daysLeft, dueDate, onTimeCounts, stateOf, STEPS, WEEKS_BEFORE } from './notice-clock.js';

const due = (start: string): string[] => STEPS.map((step) => dueDate(start, step));
/** The state of what is done at an instant, by the calendar of London. */
const doneAt = (deadline: string, instant: string): string => {
  const day = isoDateIn(new Date(instant), 'Europe/London');
  return stateOf(deadline, day, day);
};

describe('the clock of 12, 8 and 6 weeks', () => {
  it('of 5 August 2026 has 13 May, 10 June and 24 June', () => {
    expect(due('2026-08-05')).toEqual(['2026-05-13', '2026-06-10', '2026-06-24']);
  });

  it.each([
    ['over the end of summer time', '2026-12-02', ['2026-09-09', '2026-10-07', '2026-10-21']],
    ['over the beginning of summer time', '2027-04-07', ['2027-01-13', '2027-02-10', '2027-02-24']],
    ['over a leap day', '2028-04-05', ['2028-01-12', '2028-02-09', '2028-02-23']],
  ])('counts whole weeks %s', (_, start, expected) => {
    expect(due(start)).toEqual(expected);
  });

  it('falls on the weekday of the start, so many weeks before', () => {
    const start = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(start, fc.constantFrom(...STEPS), (date, step) => {
        const day = date.toISOString().slice(0, 10);
        expect(daysLeft(day, dueDate(day, step))).toBe(WEEKS_BEFORE[step] * 7);
      }),
    );
  });
});

describe('a deadline', () => {
  it('is kept on the day and missed the day after', () => {
    expect(stateOf('2026-06-24', '2026-06-24', '2026-06-24')).toBe('on-time');
    expect(stateOf('2026-06-24', '2026-06-25', '2026-06-25')).toBe('late');
    expect(stateOf('2026-06-24', null, '2026-06-23')).toBe('upcoming');
    expect(stateOf('2026-06-24', null, '2026-06-24')).toBe('due-today');
    expect(stateOf('2026-06-24', null, '2026-06-25')).toBe('overdue');
  });

  it('ends with the day in London: at 23:00 UTC in summer, at midnight UTC in winter', () => {
    expect(doneAt('2026-06-24', '2026-06-24T22:59:59Z')).toBe('on-time');
    expect(doneAt('2026-06-24', '2026-06-24T23:00:00Z')).toBe('late');
    expect(doneAt('2027-01-13', '2027-01-13T23:59:59Z')).toBe('on-time');
    expect(doneAt('2027-01-13', '2027-01-14T00:00:00Z')).toBe('late');
  });

  it.each([
    ['25 hours long', '2026-10-25', '2026-10-24T23:00:00Z', '2026-10-25T23:59:59Z', '2026-10-26T00:00:00Z'],
    ['23 hours long', '2027-03-28', '2027-03-28T00:00:00Z', '2027-03-28T22:59:59Z', '2027-03-28T23:00:00Z'],
  ])('on a day %s is kept from its first second to its last', (_, day, first, last, after) => {
    expect([doneAt(day, first), doneAt(day, last), doneAt(day, after)]).toEqual([
      'on-time',
      'on-time',
      'late',
    ]);
  });

  it('is not moved by a bank holiday', () => {
    const days = knownBankHolidays().filter(({ nation }) => nation === 'england-and-wales');
    expect(days.length).toBeGreaterThan(0);
    for (const { date } of days) {
      expect(stateOf(date, date, date)).toBe('on-time');
      const next = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
      expect(stateOf(date, next, next)).toBe('late');
    }
    // Christmas Day is 12 weeks before 19 March 2027.
    expect(dueDate('2027-03-19', 'deanery-data')).toBe('2026-12-25');
  });

  it('counts as known once it is done or past', () => {
    const judged = (state: Parameters<typeof onTimeCounts>[0][number]['state']) => {
      return { unitId: 'u', unitName: 'U', step: 'duty-roster' as const, startDate: '2026-08-05', state };
    };
    const states = ['upcoming', 'due-today', 'overdue', 'on-time', 'on-time', 'late'] as const;
    expect(onTimeCounts(states.map(judged))[2]).toEqual({ step: 'duty-roster', onTime: 2, known: 4 });
  });
});
