import { describe, expect, it } from 'vitest';
import { catalogue, coverCatalogue, packs, rulesOfPack } from '../rules/index.js';
import { overrideFaults } from './index.js';

describe('overrideFaults', () => {
  it('finds nothing wrong with what the packs themselves say', () => {
    for (const pack of packs) {
      for (const { code, parameters, bounds } of rulesOfPack(pack)) {
        // An older pack may be laxer than a unit may be today.
        const within = Object.entries(parameters).filter(([name, value]) => {
          const { atLeast = 0, atMost = Infinity } = bounds[name] ?? {};
          return typeof value !== 'number' || (value >= atLeast && value <= atMost);
        });
        expect([code, overrideFaults(code, Object.fromEntries(within))]).toEqual([code, []]);
      }
    }
    expect(catalogue.size + coverCatalogue.size).toBeGreaterThan(30);
  });

  it('tells each parameter that is at fault', () => {
    const faults = overrideFaults('doctors2016.consecutive-shifts', { max: 9, most: 1, quietMax: 'ten' });
    expect(faults.map(({ parameter }) => parameter)).toEqual(['max', 'most', 'quietMax']);
    expect(faults[0]!.message).toMatch(/at most 8, not 9/);
  });

  it('finds what the algebra of constraints would refuse only when somebody is judged', () => {
    const rule = 'doctors2016.on-call-in-seven-days';
    expect(overrideFaults(rule, { windowDays: 14 })).toEqual([]);
    expect(overrideFaults(rule, { windowDays: 90 })).toMatchObject([{ parameter: 'windowDays' }]);
    expect(overrideFaults('rota.hours', { maxWeeklyH: 1e9 })).toMatchObject([{ parameter: 'maxWeeklyH' }]);
  });

  it('knows rules about wards, and no rule that there is not', () => {
    expect(overrideFaults('sg1.registered-minimum', { minimum: 3 })).toEqual([]);
    expect(overrideFaults('sg1.registered-minimum', { minimum: 1 })).toMatchObject([
      { parameter: 'minimum' },
    ]);
    expect(overrideFaults('doctors2016.tea', { cups: 3 })).toEqual([
      { parameter: null, message: 'there is no rule "doctors2016.tea"' },
    ]);
  });
});
