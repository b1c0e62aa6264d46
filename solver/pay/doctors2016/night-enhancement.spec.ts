import { describe, expect, it } from 'vitest';
import { shiftOn } from '../line.testing.js';
import { doctors2016Terms } from '../tables/doctors2016.terms.js';
import { nightParts } from './night-enhancement.js';

const enhanced = (from: string, to: string, more: Parameters<typeof shiftOn>[2] = {}): number =>
  nightParts(...shiftOn(from, to, more), doctors2016Terms[0]!).reduce(
    (total, { minutes }) => total + minutes,
    0,
  );
const partOf = (from: string, to: string, date = '2026-08-05'): string[] =>
  nightParts(...shiftOn(from, to, { date }), doctors2016Terms[0]!).map(({ part }) => part);

describe('enhanced hours of a shift, at the edges and a minute past each', () => {
  it.each([
    // The published edges.
    ['20:00', '08:30', 12.5 * 60, 'starts at 20:00 and lasts 8 h or more: up to 10:00'],
    ['19:30', '08:00', 10 * 60, 'starts before 20:00: 21:00 to 07:00'],
    ['16:00', '00:30', 8.5 * 60, 'ends from 00:00 to 04:00: all of it'],
    ['14:00', '23:30', 2.5 * 60, 'ends before 00:00: from 21:00'],
    ['08:00', '21:00', 0, 'ends at 21:00'],
    // (i) from 21:00 to 07:00.
    ['08:00', '21:01', 1, 'a minute after 21:00'],
    ['07:00', '17:00', 0, 'starts at 07:00'],
    ['06:59', '17:00', 1, 'starts a minute before 07:00'],
    // (ii) who starts from 20:00 to 23:59.
    ['20:00', '08:00', 720, 'starts at 20:00'],
    ['19:59', '08:00', 600, 'starts a minute before 20:00'],
    ['23:59', '10:00', 601, 'starts at 23:59'],
    ['00:00', '10:00', 420, 'starts at 00:00, which is the next day'],
    // (ii) of 8 hours or more.
    ['20:02', '04:02', 480, 'lasts 8 h'],
    ['20:02', '04:01', 421, 'lasts a minute less'],
    // (ii) up to 10:00.
    ['22:00', '10:00', 720, 'ends at 10:00'],
    ['22:00', '10:01', 720, 'ends a minute after 10:00'],
    // (iii) who ends from 00:00 to 04:00.
    ['14:00', '00:00', 600, 'ends at 00:00'],
    ['14:00', '23:59', 179, 'ends a minute before 00:00'],
    ['18:00', '04:00', 600, 'ends at 04:00'],
    ['18:00', '04:01', 421, 'ends a minute after 04:00'],
  ])('%s–%s: %i min (%s)', (from, to, minutes) => {
    expect(enhanced(from, to)).toBe(minutes);
  });

  it('counts a second night of a shift of nearly a day after 10:00', () => {
    expect(enhanced('20:00', '20:00')).toBe(14 * 60);
    const day = shiftOn('22:00', '22:00');
    expect(nightParts(...day, doctors2016Terms[0]!)).toEqual([
      { part: 'long-night', minutes: 720 },
      { part: 'night-hours', minutes: 60 },
    ]);
  });

  it('goes by the clock at which it was worked, also on another day than planned', () => {
    const [planned, days] = shiftOn('01:00', '09:00');
    const nightParted = (shift: typeof planned): unknown => nightParts(shift, days, doctors2016Terms[0]!);
    expect(nightParted(planned)).toEqual([{ part: 'night-hours', minutes: 360 }]);
    // From 20:00 of the evening before.
    expect(nightParted({ ...planned, startMin: planned.startMin - 300 })).toEqual([
      { part: 'long-night', minutes: 780 },
    ]);
    // From 01:00 of the day before to 09:00 of it.
    const early = { ...planned, startMin: planned.startMin - 1440, endMin: planned.endMin - 1440 };
    expect(nightParted(early)).toEqual([{ part: 'night-hours', minutes: 360 }]);
  });

  it('says which part of the clause pays', () => {
    expect(partOf('20:00', '08:30')).toEqual(['long-night']);
    expect(partOf('19:30', '08:00')).toEqual(['night-hours']);
    expect(partOf('16:00', '00:30')).toEqual(['late-finish']);
    expect(partOf('08:00', '21:00')).toEqual([]);
  });

  it('leaves an unpaid break out, which lies in the middle', () => {
    expect(enhanced('16:00', '00:00', { unpaidBreakMin: 30 })).toBe(450);
    expect(enhanced('19:00', '23:00', { unpaidBreakMin: 30 })).toBe(105);
    expect(enhanced('19:00', '23:00', { unpaidBreakMin: 32 })).toBe(104);
  });
});

describe('a night on which the clock changes is paid for the time that passed', () => {
  it.each([
    ['2026-10-24', '20:00', '08:00', 13],
    ['2026-10-24', '19:30', '08:00', 11],
    ['2027-03-27', '20:00', '08:00', 11],
    ['2027-03-27', '19:30', '08:00', 9],
    ['2026-10-24', '16:00', '04:00', 13],
    ['2027-03-27', '16:00', '04:00', 11],
  ])('%s %s–%s: %i h', (date, from, to, hours) => {
    expect(enhanced(from, to, { date })).toBe(hours * 60);
  });

  it('asks for 8 hours that passed, not 8 hours on the clock', () => {
    // In spring 20:30 to 05:30 is 9 h on the clock, but 8 h that passed.
    expect(partOf('20:30', '05:30', '2027-03-27')).toEqual(['long-night']);
    expect(partOf('20:31', '05:30', '2027-03-27')).toEqual(['night-hours']);
    expect(partOf('20:30', '04:01', '2026-10-24')).toEqual(['long-night']);
  });
});
