import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { penceFor, toldBreaches } from './fine-terms.js';

const at = (hours: number): Date => new Date(Date.UTC(2026, 5, 1, 8) + Math.round(hours * 3_600_000));

describe('a fine', () => {
  it('is the exact product, half a penny upwards', () => {
    fc.assert(
      fc.property(fc.nat(10_080), fc.nat(100_000), (minutes, hourly) => {
        const pence = penceFor(minutes, hourly);
        const sixtieths = BigInt(minutes) * BigInt(hourly);
        expect(BigInt(pence)).toBe((2n * sixtieths + 60n) / 120n);
      }),
    );
    expect([penceFor(30, 7685), penceFor(1, 90), penceFor(0, 5000)]).toEqual([3843, 2, 0]);
  });
});

describe('the times of a report', () => {
  it.each([
    [13, []],
    [13.25, [{ breach: 'shift-13', breachMin: 15 }]],
    [16, [{ breach: 'shift-13', breachMin: 180 }]],
  ])('of %s hours tell of %j', (hours, expected) => {
    expect(toldBreaches({ kind: 'hours', actualStartsAt: at(0), actualEndsAt: at(hours) })).toEqual(expected);
  });

  it('tell of none where there are no times', () => {
    expect(toldBreaches({ kind: 'support', actualStartsAt: null, actualEndsAt: null })).toEqual([]);
  });
});
