import { describe, expect, it } from 'vitest';
import { nextWeekendOff } from './weekend-off.js';

const LONDON = 'Europe/London';
/** A Wednesday. */
const TODAY = '2026-10-21';
const WARD = { unitId: 'a', firstDate: '2026-10-19', lastDate: '2026-11-15' };

function shift(from: string, to: string): { startsAt: Date; endsAt: Date } {
  return { startsAt: new Date(from), endsAt: new Date(to) };
}

describe('the next weekend off', () => {
  it('is the first without any work in it', () => {
    expect(nextWeekendOff([WARD], [], TODAY, LONDON)).toEqual({
      saturday: '2026-10-24',
      publishedUntil: '2026-11-15',
    });
    const sunday = shift('2026-10-25T09:00:00Z', '2026-10-25T17:00:00Z');
    expect(nextWeekendOff([WARD], [sunday], TODAY, LONDON).saturday).toBe('2026-10-31');
  });

  it('is not one into which a Friday night reaches, to the minute', () => {
    const night = shift('2026-10-23T20:00:00Z', '2026-10-23T23:01:00Z');
    expect(nextWeekendOff([WARD], [night], TODAY, LONDON).saturday).toBe('2026-10-31');
    // Midnight of London in summer time.
    const evening = shift('2026-10-23T15:00:00Z', '2026-10-23T23:00:00Z');
    expect(nextWeekendOff([WARD], [evening], TODAY, LONDON).saturday).toBe('2026-10-24');
  });

  it('ends at the midnight after the clock has gone back', () => {
    const monday = shift('2026-10-26T00:00:00Z', '2026-10-26T08:00:00Z');
    expect(nextWeekendOff([WARD], [monday], TODAY, LONDON).saturday).toBe('2026-10-24');
    const early = shift('2026-10-25T23:59:00Z', '2026-10-26T08:00:00Z');
    expect(nextWeekendOff([WARD], [early], TODAY, LONDON).saturday).toBe('2026-10-31');
  });

  it('includes a weekend that begins today, not one that is half over', () => {
    expect(nextWeekendOff([WARD], [], '2026-10-24', LONDON).saturday).toBe('2026-10-24');
    expect(nextWeekendOff([WARD], [], '2026-10-25', LONDON).saturday).toBe('2026-10-31');
  });

  it('is unknown beyond what every unit has published without a gap', () => {
    const other = { unitId: 'b', firstDate: '2026-10-01', lastDate: '2026-10-24' };
    expect(nextWeekendOff([WARD, other], [], TODAY, LONDON)).toEqual({
      saturday: null,
      publishedUntil: '2026-10-24',
    });
    const next = { unitId: 'b', firstDate: '2026-10-25', lastDate: '2026-10-31' };
    expect(nextWeekendOff([WARD, other, next], [], TODAY, LONDON).saturday).toBe('2026-10-24');
    expect(nextWeekendOff([{ ...WARD, firstDate: '2026-10-22' }], [], TODAY, LONDON)).toEqual({
      saturday: null,
      publishedUntil: null,
    });
    expect(nextWeekendOff([], [], TODAY, LONDON).publishedUntil).toBeNull();
  });
});
