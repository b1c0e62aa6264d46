import { describe, expect, it } from 'vitest';
import { isQuiet, lastAt, nextAfter, reminderDue } from './quiet-hours.js';

const ZONE = 'Europe/London';
const NIGHT = { quietFromMin: 1320, quietToMin: 420 };
const NEVER = { quietFromMin: 600, quietToMin: 600 };
const at = (iso: string): Date => new Date(iso);

describe('quiet hours', () => {
  it.each([
    ['2026-08-03T20:59:00Z', false],
    ['2026-08-03T21:00:00Z', true],
    ['2026-08-04T05:59:00Z', true],
    ['2026-08-04T06:00:00Z', false],
    ['2026-12-03T21:30:00Z', false],
    ['2026-12-03T22:00:00Z', true],
  ])('of 22:00 to 07:00 by the clock on the wall: %s is %s', (iso, quiet) => {
    expect(isQuiet(NIGHT, at(iso), ZONE)).toBe(quiet);
  });

  it('within a day end before they begin again, and are none from a minute to itself', () => {
    const noon = { quietFromMin: 720, quietToMin: 780 };
    expect([659, 720, 779, 780].map((min) => isQuiet(noon, atMin(min), 'utc'))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([0, 600, 1439].map((min) => isQuiet(NEVER, atMin(min), 'utc'))).toEqual([false, false, false]);
  });
});

describe('the time of a digest', () => {
  it('is the last one that has come, today or yesterday', () => {
    expect(lastAt(1020, at('2026-08-03T16:00:00Z'), ZONE)).toEqual(at('2026-08-03T16:00:00Z'));
    expect(lastAt(1020, at('2026-08-03T15:59:59Z'), ZONE)).toEqual(at('2026-08-02T16:00:00Z'));
  });

  it('stays the same on the wall when the clock changes', () => {
    const before = lastAt(1020, at('2026-10-24T20:00:00Z'), ZONE);
    expect(before).toEqual(at('2026-10-24T16:00:00Z'));
    expect(nextAfter(before, ZONE)).toEqual(at('2026-10-25T17:00:00Z'));
  });
});

describe('a reminder', () => {
  it('is due some hours before its shift', () => {
    expect(reminderDue(at('2026-08-03T19:00:00Z'), { ...NIGHT, reminderHours: 24 }, ZONE)).toEqual(
      at('2026-08-02T19:00:00Z'),
    );
  });

  it('comes before the quiet hours that it would fall into', () => {
    expect(reminderDue(at('2026-08-03T07:00:00Z'), { ...NIGHT, reminderHours: 2 }, ZONE)).toEqual(
      at('2026-08-02T21:00:00Z'),
    );
  });
});

function atMin(min: number): Date {
  return new Date(Date.UTC(2026, 7, 3, 0, min));
}
