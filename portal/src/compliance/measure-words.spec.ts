import { describe, expect, it } from 'vitest';
import { amountWords, marginWords } from './measure-words';

const violation = (measured: number, limit: number, unit: string) => ({
  measured,
  limit,
  unit,
  margin: -Math.abs(measured - limit),
});

describe('what a breach measured', () => {
  it.each([
    [2745, 'minutes', '45 h 45 min'],
    [2882, 'minutes-a-week', '48.03 h a week'],
    [1, 'shifts', '1 shift'],
    [8, 'days', '8 days'],
    [3, 'weekends', '3 weekends'],
    [3, 'calls', '3 calls'],
  ])('is told with its unit: %d %s', (value, unit, words) => {
    expect(amountWords(value, unit)).toBe(words);
  });

  it.each([
    [2745, 2760, 'minutes', '15 min short'],
    [795, 780, 'minutes', '15 min over'],
    [2882, 2880, 'minutes-a-week', '0.03 h a week over'],
    [8, 7, 'shifts', '1 shift too many'],
    [0, 2, 'days', '2 days too few'],
  ])('is %d and should be %d %s: told which way it misses', (measured, limit, unit, words) => {
    expect(marginWords(violation(measured, limit, unit))).toBe(words);
  });
});
