import { describe, expect, it } from 'vitest';
import { addMonths, monthOf, weeksOf } from './month-days';

describe('the weeks of a month', () => {
  it('go from Monday to Sunday and cover it', () => {
    const november = weeksOf('2026-11');
    expect(november.map((week) => week[0])).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
    expect(november.at(-1)?.at(-1)).toBe('2026-12-06');
  });

  it('are four where a February begins on a Monday', () => {
    expect(weeksOf('2027-02')).toHaveLength(4);
  });
});

describe('months', () => {
  it('follow each other over the turn of the year', () => {
    expect(monthOf('2026-12-31')).toBe('2026-12');
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
  });
});
