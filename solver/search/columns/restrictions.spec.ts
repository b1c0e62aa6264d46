import { describe, expect, it } from 'vitest';
import { hospitalProblem } from '../hospital.testing.js';
import { ColumnPool } from './column.js';
import { CoverRows } from './cover-rows.js';
import { Generator } from './generator.js';
import { LinePricer } from './line-pricer.js';
import { loadHighs } from './master.js';
import { Restrictions } from './restrictions.js';

const ROUND = { steps: 40, count: 3, maxLabels: 4_000, smoothing: 0 };

describe('what is left open of the master', () => {
  it('stays closed for a line that was purged while it was forbidden, and found again', async () => {
    const problem = hospitalProblem({ doctors: 6, dayCount: 7, seed: 1 });
    const rows = new CoverRows(problem);
    const pricers = problem.people.map((_, index) => LinePricer.of(problem, rows, index));
    const model = { highs: await loadHighs(), rows, pricers, pool: new ColumnPool(rows, pricers) };
    const people = pricers.map((_, person) => person);
    const generator = new Generator(model, { people, allowed: people.map(() => null), others: null });
    while (!generator.advance(ROUND));
    const taken = generator.master.columns.filter((_, k) => generator.solution!.shares[k]! > 0.99);
    const [line] = taken.filter(({ tokens }) => tokens.some((token) => token > 0));
    const day = line!.tokens.findIndex((token) => token > 0);
    const cell = { slot: line!.person, day, token: line!.tokens[day]! };
    const restrictions = new Restrictions(generator);
    restrictions.apply([{ kind: 'forbid', cells: [cell] }]);
    const without = generator.solve().objective;

    const { columns } = generator.master;
    const costs = Float64Array.from(columns, (column) => (column === line ? 2 : 1));
    const solution = {
      ...generator.solution!,
      shares: new Float64Array(columns.length),
      reducedCosts: costs,
    };
    const gone = generator.master.purge(solution, 0, 0);
    expect(gone).toEqual([line]);
    restrictions.forget(gone);
    generator.master.add(gone);
    expect(generator.solve().objective).toBeLessThan(without - 1e-3);
    restrictions.apply([{ kind: 'forbid', cells: [cell] }]);

    expect(generator.solve().objective).toBeCloseTo(without, 6);
    generator.dispose();
  });
});
