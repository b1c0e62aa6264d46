import { describe, expect, it } from 'vitest';
import { evaluate, solveByWork } from '../search/index.js';
import { hospitalProblem } from '../search/hospital.testing.js';
import { costBreakdown } from './index.js';

const sum = (items: readonly { readonly cost: number }[]): number =>
  items.reduce((total, { cost }) => total + cost, 0);

describe('costBreakdown', () => {
  it('adds up to the objective by rule and by person, dearest first', async () => {
    for (const seed of [1, 2, 3]) {
      const problem = hospitalProblem({ doctors: 12, dayCount: 10, seed });
      const rota = await solveByWork(problem, { seed, work: 20 });
      const { objective, parts, violations } = evaluate(problem, rota);
      const { byRule, byPerson, byCover } = costBreakdown(problem, rota);
      expect(sum(byRule) + sum(byCover)).toBeCloseTo(objective, 6);
      expect(sum(byPerson)).toBeCloseTo(parts.requests + parts.softRules, 6);
      expect(sum(byCover)).toBeCloseTo(parts.cover, 6);
      for (const rule of byRule) {
        expect(sum(rule.people)).toBeCloseTo(rule.cost, 6);
        const breaches = violations.filter(
          (violation) => violation.rule === rule.rule && violation.level === rule.level,
        );
        if (rule.rule !== 'rota.request') expect(rule.breaches).toBe(breaches.length);
      }
      for (const person of byPerson) expect(sum(person.rules)).toBeCloseTo(person.cost, 6);
      expect(byRule.map(({ cost }) => cost)).toEqual(byRule.map(({ cost }) => cost).sort((a, b) => b - a));
    }
  });
});
