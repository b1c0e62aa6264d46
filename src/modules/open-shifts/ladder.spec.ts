import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { climb, costPence, reaches } from './ladder.js';
import { type Audience, AUDIENCES } from './vacancy.entity.js';
import { type LadderStep } from './vacancy-ladder.entity.js';

const HOUR = 3_600_000;
const opened = new Date('2026-11-02T08:00:00Z');
const at = (hours: number): Date => new Date(opened.getTime() + hours * HOUR);
const step = (audience: LadderStep['audience'], more: Partial<LadderStep> = {}): LadderStep => ({
  audience,
  afterHours: null,
  beforeStartHours: null,
  hourlyPence: 2000,
  maxCostPence: null,
  ...more,
});
const shift = { audience: 'unit' as Audience, createdAt: opened, startsAt: at(100), workMin: 480 };

describe('an open shift', () => {
  it('stays in its unit until a step is due, by the hours that have passed or by those that are left', () => {
    const steps = [step('other-units', { afterHours: 24 }), step('bank', { beforeStartHours: 48 })];
    expect(climb(shift, steps, at(23)).audience).toBe('unit');
    expect(climb(shift, steps, at(24)).audience).toBe('other-units');
    expect(climb(shift, steps, at(51)).audience).toBe('other-units');
    expect(climb(shift, steps, at(52)).audience).toBe('bank');
  });

  it('waits before a step that costs more than its limit', () => {
    const steps = [
      step('bank', { afterHours: 1, hourlyPence: 5000, maxCostPence: 39_999 }),
      step('agency', { afterHours: 2 }),
    ];
    expect(costPence(steps[0]!, shift.workMin)).toBe(40_000);
    expect(climb(shift, steps, at(3))).toEqual({ audience: 'unit', held: 'bank' });
    expect(climb({ ...shift, audience: 'bank' }, steps, at(3))).toEqual({ audience: 'agency', held: null });
    expect(climb(shift, [{ ...steps[0]!, maxCostPence: 40_000 }], at(3)).audience).toBe('bank');
  });

  it('never goes back, and goes out ever further as time passes', () => {
    const hours = fc.option(fc.integer({ min: 0, max: 120 }), { nil: null });
    const anyStep = (audience: LadderStep['audience']): fc.Arbitrary<LadderStep> =>
      fc.record({
        audience: fc.constant(audience),
        afterHours: hours,
        beforeStartHours: hours,
        hourlyPence: fc.integer({ min: 0, max: 9000 }),
        maxCostPence: fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: null }),
      });
    const ladder = fc.tuple(anyStep('other-units'), anyStep('bank'), anyStep('agency'));
    const start = fc.constantFrom(...AUDIENCES);
    fc.assert(
      fc.property(ladder, start, fc.nat({ max: 99 }), fc.nat({ max: 99 }), (steps, audience, one, other) => {
        const [first, then] = [Math.min(one, other), Math.max(one, other)];
        const early = climb({ ...shift, audience }, steps, at(first));
        const late = climb({ ...shift, audience: early.audience }, steps, at(then));
        expect(reaches(early.audience, audience)).toBe(true);
        expect(reaches(late.audience, early.audience)).toBe(true);
      }),
    );
  });
});
