import { describe, expect, it } from 'vitest';
import { addDays, lineOf, type ShiftTimes } from '../line.testing.js';
import { doctors2016Terms } from '../tables/doctors2016.terms.js';
import { fullTimeFrequency, weekendPercent, weekendsOf } from './weekends.js';

const MONDAY = '2026-08-03';
const terms = doctors2016Terms[0]!;

function worked(shift: Omit<ShiftTimes, 'date'> & { readonly day: number }): number {
  const { day, ...times } = shift;
  const shifts = [{ date: addDays(MONDAY, day), ...times }];
  return weekendsOf(lineOf({ firstDate: MONDAY, lastDate: addDays(MONDAY, 13), shifts })).worked;
}

describe('a weekend is worked', () => {
  it.each([
    ['Friday 16:00 to Saturday 00:00', { day: 4, from: '16:00', to: '00:00' }, 0],
    ['Friday 16:00 to Saturday 00:01', { day: 4, from: '16:00', to: '00:01' }, 0],
    ['Friday 16:00 to Saturday 00:02', { day: 4, from: '16:00', to: '00:02' }, 1],
    ['Friday 20:30 to Saturday 09:00', { day: 4, from: '20:30', to: '09:00' }, 1],
    ['Sunday 23:58 to Monday 08:00', { day: 6, from: '23:58', to: '08:00' }, 1],
    ['Sunday 23:59 to Monday 08:00', { day: 6, from: '23:59', to: '08:00' }, 0],
    ['Monday 00:00 to 08:00', { day: 7, from: '00:00', to: '08:00' }, 0],
  ] as const)('%s', (_name, shift, expected) => {
    expect(worked(shift)).toBe(expected);
  });

  it('once, however many of its shifts are worked', () => {
    const dates = [addDays(MONDAY, 5), addDays(MONDAY, 6), addDays(MONDAY, 12)];
    const shifts = dates.map((date) => ({ date, from: '08:00', to: '18:00' }));
    const line = lineOf({ firstDate: MONDAY, lastDate: addDays(MONDAY, 27), shifts });
    expect(weekendsOf(line)).toEqual({ total: 4, worked: 2, shiftIds: ['s0', 's1', 's2'] });
  });

  it('not counted at all when it is leave from end to end', () => {
    const leave = [addDays(MONDAY, 5), addDays(MONDAY, 6), addDays(MONDAY, 12)];
    const line = lineOf({ firstDate: MONDAY, lastDate: addDays(MONDAY, 27), shifts: [], leave });
    expect(weekendsOf(line)).toMatchObject({ total: 3, worked: 0 });
  });
});

describe('the weekend allowance', () => {
  const percentOf = (worked: number, total: number, wte = 1): number =>
    weekendPercent(fullTimeFrequency({ worked, total }, wte)!, terms);

  it.each([
    [2, 8, 7.5],
    [3, 8, 10],
    [1, 9, 0],
    [1, 2, 15],
    [1, 3, 10],
    [1, 4, 7.5],
    [1, 5, 6],
    [1, 6, 5],
    [1, 7, 4],
    [1, 8, 3],
    [0, 8, 0],
    [5, 8, 15],
  ])('%i weekends of %i: %f %', (weekends, total, percent) => {
    expect(percentOf(weekends, total)).toBe(percent);
  });

  it.each([
    [2, 15, 10],
    [3, 10, 7.5],
    [4, 7.5, 6],
    [5, 6, 5],
    [6, 5, 4],
    [7, 4, 3],
    [8, 3, 0],
  ])('of 1 in %i is %f %%, and at 0.01 %% less often %f %%', (oneIn, at, below) => {
    expect(percentOf(10_000, 10_000 * oneIn)).toBe(at);
    expect(percentOf(9999, 10_000 * oneIn)).toBe(below);
  });

  it('is that of the full-time line for less than full time: 2 of 10 at 0.8 is 1 in 4', () => {
    expect(percentOf(2, 10, 0.8)).toBe(7.5);
    expect(percentOf(2, 10, 0.801)).toBe(6);
    expect(percentOf(2, 10)).toBe(6);
  });
});
