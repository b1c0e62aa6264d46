import { describe, expect, it } from 'vitest';
import { lineOf, shiftOn, type ShiftTimes } from '../line.testing.js';
import { afcTerms } from '../tables/afc.terms.js';
import { type UnsocialMinutes, unsocialMinutes } from './unsocial-hours.js';

const [WEDNESDAY, FRIDAY, SATURDAY, SUNDAY] = ['2026-08-05', '2026-08-07', '2026-08-08', '2026-08-09'];

function unsocial(date: string, from: string, to: string, more: Partial<ShiftTimes> = {}): UnsocialMinutes {
  return unsocialMinutes(...shiftOn(from, to, { date, ...more }), afcTerms[0]!);
}

const hours = (weekdayNight: number, saturday = 0, sundayOrHoliday = 0): UnsocialMinutes => ({
  weekdayNight: weekdayNight * 60,
  saturday: saturday * 60,
  sundayOrHoliday: sundayOrHoliday * 60,
});

describe('unsocial hours of a shift, at the edges and a minute past each', () => {
  it.each([
    [WEDNESDAY, '14:00', '02:00', hours(6), 'exactly half: the hours after 20:00'],
    [WEDNESDAY, '14:01', '02:01', hours(12), 'a minute more than half: all of it'],
    [WEDNESDAY, '14:30', '02:30', hours(12), 'more than half: all of it'],
    [WEDNESDAY, '08:00', '20:00', hours(0), 'ends at 20:00'],
    [WEDNESDAY, '08:00', '20:01', hours(1 / 60), 'ends a minute after'],
    [WEDNESDAY, '06:00', '14:00', hours(0), 'starts at 06:00'],
    [WEDNESDAY, '05:59', '14:00', hours(1 / 60), 'starts a minute before'],
    [WEDNESDAY, '02:00', '10:00', hours(4), 'exactly half in the morning'],
    [WEDNESDAY, '01:59', '09:59', hours(8), 'a minute more'],
    [FRIDAY, '20:00', '00:00', hours(4), 'ends at Saturday 00:00'],
    [FRIDAY, '20:00', '00:01', hours(4, 1 / 60), 'ends a minute after'],
    [FRIDAY, '19:00', '07:00', hours(5, 7), 'Friday into Saturday'],
    [SATURDAY, '07:00', '19:00', hours(0, 12), 'all of Saturday'],
    [SATURDAY, '19:00', '07:00', hours(0, 5, 7), 'Saturday into Sunday'],
    [SUNDAY, '19:00', '07:00', hours(7, 0, 5), 'Sunday into Monday: most of it at night, so up to 07:00'],
    [SUNDAY, '08:00', '20:00', hours(0, 0, 12), 'all of Sunday'],
  ])('%s %s–%s (%#): %o', (date, from, to, expected) => {
    const minutes = unsocial(date, from, to);
    expect(minutes.weekdayNight).toBeCloseTo(expected.weekdayNight, 9);
    expect(minutes.saturday).toBeCloseTo(expected.saturday, 9);
    expect(minutes.sundayOrHoliday).toBeCloseTo(expected.sundayOrHoliday, 9);
  });

  it('takes a public holiday from midnight to midnight as a Sunday, also when it is a Saturday', () => {
    const on = (date: string, holiday: string): UnsocialMinutes => {
      const shifts = [{ date, from: '19:00', to: '07:00' }];
      const line = lineOf({ firstDate: date, lastDate: date, shifts, bankHolidays: [holiday] });
      return unsocialMinutes(line.shifts[0]!, line.days, afcTerms[0]!);
    };
    expect(on('2026-12-24', '2026-12-25')).toEqual(hours(5, 0, 7));
    expect(on('2026-12-25', '2026-12-25')).toEqual(hours(0, 7, 5));
    expect(on('2026-12-25', '2026-12-26')).toEqual(hours(5, 0, 7));
  });

  it('leaves an unpaid break out, which lies in the middle', () => {
    expect(unsocial(WEDNESDAY, '14:00', '02:00', { unpaidBreakMin: 60 })).toEqual(hours(5.5));
    expect(unsocial(WEDNESDAY, '19:15', '07:15', { unpaidBreakMin: 60 })).toEqual(hours(11));
    expect(unsocial(SATURDAY, '19:00', '07:00', { unpaidBreakMin: 60 })).toEqual(hours(0, 5, 6));
  });

  it('pays the time that passed on the nights on which the clock changes', () => {
    expect(unsocial('2026-10-24', '19:00', '07:00')).toEqual(hours(0, 5, 8));
    expect(unsocial('2027-03-27', '19:00', '07:00')).toEqual(hours(0, 5, 6));
    expect(unsocial('2026-10-25', '00:00', '08:00')).toEqual(hours(0, 0, 9));
  });
});
