import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { buildDays, clockDeltaOn, elapsedMin } from './calendar.js';

const ZONE = 'Europe/London';

const startDay = fc.integer({ min: 0, max: 1400 });

function minutesBetween(from: DateTime, to: DateTime): number {
  return Math.round(to.diff(from, 'minutes').minutes);
}

describe('elapsed time in Europe/London', () => {
  it('makes a night of 20:00 to 09:00 last 14 h when the clock goes back and 12 h when it goes forward', () => {
    const autumn = buildDays('2026-10-24', 3, ZONE);
    expect(elapsedMin(autumn, 0, 33 * 60) - elapsedMin(autumn, 0, 20 * 60)).toBe(14 * 60);
    const spring = buildDays('2026-03-28', 3, ZONE);
    expect(elapsedMin(spring, 0, 33 * 60) - elapsedMin(spring, 0, 20 * 60)).toBe(12 * 60);
  });

  it('counts a time that the clock skips as the instant of the change', () => {
    const days = buildDays('2026-03-29', 2, ZONE);
    expect(elapsedMin(days, 0, 90)).toBe(60);
    expect(elapsedMin(days, 0, 120)).toBe(60);
  });

  it('agrees with an independent calendar library on every existing local time', () => {
    const minuteOfHorizon = fc.integer({ min: 0, max: 40 * 1440 - 1 });
    fc.assert(
      fc.property(startDay, minuteOfHorizon, (offset, minute) => {
        const first = DateTime.fromISO('2025-01-01', { zone: ZONE }).plus({ days: offset });
        const local = first.plus({ days: Math.floor(minute / 1440) }).set({
          hour: Math.floor((minute % 1440) / 60),
          minute: minute % 60,
        });
        fc.pre(local.hour * 60 + local.minute === minute % 1440);
        const days = buildDays(first.toISODate()!, 40, ZONE);
        expect(elapsedMin(days, 0, minute)).toBe(minutesBetween(first, local));
      }),
      { numRuns: 500 },
    );
  });

  it('knows the changes of the clock before and after the horizon', () => {
    fc.assert(
      fc.property(
        startDay,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: -300 * 1440, max: 30 * 1440 }),
        (offset, dayCount, minute) => {
          fc.pre(minute < (dayCount + 14) * 1440);
          const first = DateTime.fromISO('2025-01-01', { zone: ZONE }).plus({ days: offset });
          const inDay = minute - Math.floor(minute / 1440) * 1440;
          const local = first
            .plus({ days: Math.floor(minute / 1440) })
            .set({ hour: Math.floor(inDay / 60), minute: inDay % 60 });
          fc.pre(local.hour * 60 + local.minute === inDay);
          expect(elapsedMin(buildDays(first.toISODate()!, dayCount, ZONE), 0, minute)).toBe(
            minutesBetween(first, local),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('makes a night on the last day as long as it is, also when the clock changes on the day after', () => {
    const lastDay = buildDays('2026-10-20', 5, ZONE);
    expect(lastDay.at(-1)!.date).toBe('2026-10-24');
    expect(elapsedMin(lastDay, 4, 33 * 60) - elapsedMin(lastDay, 4, 20 * 60)).toBe(14 * 60);
    expect(clockDeltaOn(lastDay, 5)).toBe(60);
    expect(clockDeltaOn(lastDay, 4)).toBe(0);
    const dayAfter = buildDays('2026-03-30', 5, ZONE);
    expect(elapsedMin(dayAfter, -2, 33 * 60) - elapsedMin(dayAfter, -2, 20 * 60)).toBe(12 * 60);
    expect(clockDeltaOn(dayAfter, -1)).toBe(-60);
  });

  it('knows weekdays and bank holidays, and gives benchmark days 24 hours', () => {
    const days = buildDays('2026-12-24', 3, null, new Set(['2026-12-25']));
    expect(days.map((day) => [day.date, day.weekday, day.bankHoliday, day.startMin])).toEqual([
      ['2026-12-24', 3, false, 0],
      ['2026-12-25', 4, true, 1440],
      ['2026-12-26', 5, false, 2880],
    ]);
  });

  it('goes on counting outside the horizon', () => {
    const days = buildDays('2026-06-01', 7, ZONE);
    expect(elapsedMin(days, -1, 20 * 60)).toBe(-4 * 60);
    expect(elapsedMin(days, 6, 1440 + 540)).toBe(7 * 1440 + 540);
  });

  it.each(['2026-02-30', '31/02/2026', '2026-13-01', ''])('refuses %j and names it', (date) => {
    expect(() => buildDays(date, 1, ZONE)).toThrow(`"${date}"`);
  });
});
