import { describe, expect, it } from 'vitest';
import { stepFields, stepsFrom } from './ladder-form-model';

const BANK = {
  audience: 'bank' as const,
  afterHours: 24,
  beforeStartHours: null,
  hourlyPence: 2450,
  maxCostPence: 40_000,
};

describe('the steps of a unit as a form', () => {
  it('come back as they were, in their order, without those that are not used', () => {
    const fields = stepFields({ steps: [BANK] });
    expect(fields.map(({ audience, used }) => [audience, used])).toEqual([
      ['other-units', false],
      ['bank', true],
      ['agency', false],
    ]);
    expect(stepsFrom(fields)).toEqual({ steps: [BANK], problems: [] });
    const endless = { ...BANK, afterHours: null, beforeStartHours: 0, hourlyPence: 0, maxCostPence: null };
    expect(stepsFrom(stepFields({ steps: [endless] })).steps).toEqual([endless]);
  });

  it('say what is wrong with each field', () => {
    const bank = stepFields({ steps: [BANK] })[1]!;
    const wrong = { ...bank, afterHours: 'soon', hourly: 'a lot', maxCost: '-1' };
    const { steps, problems } = stepsFrom([wrong]);
    expect(steps).toBeNull();
    expect(problems.map(({ field }) => field)).toEqual(['bank-afterHours', 'bank-hourly', 'bank-maxCost']);
    const never = stepsFrom([{ ...bank, afterHours: '' }]);
    expect(never.problems.map(({ field }) => field)).toEqual(['bank-afterHours']);
    expect(stepsFrom([{ ...wrong, used: false }])).toEqual({ steps: [], problems: [] });
  });
});
