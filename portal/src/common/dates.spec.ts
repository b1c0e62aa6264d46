import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateFromParts,
  datesBetween,
  formatDate,
  formatDay,
  formatHours,
  formatShiftTimes,
  formatWeekdays,
} from './dates';

describe('dates in words', () => {
  it('are written as people write them', () => {
    expect(formatDate('2026-08-06')).toBe('6 August 2026');
    expect(formatDay('2026-08-06')).toBe('Thursday 6 August 2026');
    expect(formatShiftTimes(1230, 1950)).toBe('20:30 to 08:30 the next day');
    expect(formatShiftTimes(960, 1440)).toBe('16:00 to 00:00');
    expect(formatHours(615)).toBe('10 h 15 min');
    expect(formatWeekdays([0, 1, 2, 3, 4])).toBe('Monday to Friday');
    expect(formatWeekdays([6, 5])).toBe('Saturday and Sunday');
    expect(formatWeekdays([])).toBe('Every day');
  });

  it('count days across months and clock changes', () => {
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(datesBetween('2027-02-27', '2027-03-01')).toEqual(['2027-02-27', '2027-02-28', '2027-03-01']);
  });
});

describe('a date typed into three fields', () => {
  it('is read when there is such a day', () => {
    expect(dateFromParts({ day: '5', month: '8', year: '2026' })).toBe('2026-08-05');
    expect(dateFromParts({ day: '29', month: '02', year: '2028' })).toBe('2028-02-29');
  });

  it.each([
    { day: '30', month: '2', year: '2027' },
    { day: '1', month: '13', year: '2027' },
    { day: '', month: '1', year: '2027' },
    { day: '1', month: '1', year: '27' },
    { day: 'x', month: '1', year: '2027' },
  ])('is refused otherwise: %o', (parts) => {
    expect(dateFromParts(parts)).toBeNull();
  });
});
