import { expect, it } from 'vitest';
import { londonInstant, londonTime } from './london';

it('finds the moment of a time on the clock of the hospital', () => {
  expect(londonInstant('2026-08-05', '20:30')).toBe('2026-08-05T19:30:00.000Z');
  expect(londonInstant('2026-12-05', '8:05')).toBe('2026-12-05T08:05:00.000Z');
  expect(londonInstant('2026-12-05', ' 0805 ')).toBe('2026-12-05T08:05:00.000Z');
});

it('takes the first of two, and none that is skipped', () => {
  expect(londonInstant('2026-10-25', '01:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(londonInstant('2026-10-25', '02:00')).toBe('2026-10-25T02:00:00.000Z');
  expect(londonInstant('2027-03-28', '01:30')).toBeNull();
  expect(londonInstant('2027-03-28', '02:00')).toBe('2027-03-28T01:00:00.000Z');
});

it('refuses what is no time', () => {
  for (const time of ['', '24:00', '8', '12:60', 'noon'])
    expect(londonInstant('2026-08-05', time)).toBeNull();
});

it('reads a moment back', () => {
  expect(londonTime('2026-08-05T23:30:00.000Z')).toEqual({ date: '2026-08-06', time: '00:30' });
});
