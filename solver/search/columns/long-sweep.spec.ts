import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hospitalProblem } from '../hospital.testing.js';
import { Engine } from '../engine.js';
import { Random } from '../random.js';
import { ColumnPool } from './column.js';
import { CoverRows } from './cover-rows.js';
import { LinePricer } from './line-pricer.js';
import { LongSweep } from './long-sweep.js';
import { loadHighs } from './master.js';
import { columnsOf, standOn } from './standing.js';
import { WindowSweep } from './window-sweep.js';

const DAYS = 73;

async function standingRota() {
  const problem = hospitalProblem({ doctors: 3, dayCount: DAYS, seed: 4 });
  const rows = new CoverRows(problem);
  const pricers = problem.people.map((_, index) => LinePricer.of(problem, rows, index));
  const model = { highs: await loadHighs(), rows, pricers, pool: new ColumnPool(rows, pricers) };
  const engine = new Engine(problem, 1);
  while (!engine.started) engine.step(0);
  return { model, standing: standOn(model, columnsOf(model, engine.best)) };
}

describe('a sweep over a long horizon', () => {
  it('begins with windows that touch every day, then goes on with what wins more, without leaving the other out', async () => {
    const { model, standing } = await standingRota();
    fc.assert(
      fc.property(fc.boolean(), fc.integer(), (pairsWin, seed) => {
        const sweep = new LongSweep(new WindowSweep(DAYS, 0));
        const random = new Random(seed);
        const seen = new Set<number>();
        let pairs = 0;
        let windows = 0;
        for (let step = 0; step < 100; step++) {
          const { from, to, also } = sweep.next(model, standing, random);
          for (let day = from; day < to; day++) seen.add(day);
          if (seen.size < DAYS) expect(also).toBeUndefined();
          if (also === undefined) windows++;
          else {
            pairs++;
            expect(from).toBeLessThan(to);
            expect(to).toBeLessThanOrEqual(also.from);
            expect(also.to).toBeLessThanOrEqual(DAYS);
          }
          sweep.learn((also !== undefined) === pairsWin ? 5 : 1, 10);
        }
        expect(seen.size).toBe(DAYS);
        expect(Math.min(pairs, windows)).toBeGreaterThan(3);
        expect(pairsWin).toBe(pairs > windows);
        expect(sweep.isDone).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('leaves days of a last, short week to the week before', async () => {
    const { model, standing } = await standingRota();
    const sweep = new LongSweep(new WindowSweep(DAYS, 0));
    const random = new Random(3);
    const ends = new Set<number>();
    for (let step = 0; step < 200; step++) {
      const { also } = sweep.next(model, standing, random);
      if (also !== undefined) ends.add(also.to);
      sweep.learn(also === undefined ? 0 : 1, 1);
    }
    expect(ends.has(DAYS)).toBe(true);
  });

  it('is spent once three passes of windows won nothing, and no longer when one wins again', async () => {
    const { model, standing } = await standingRota();
    const windows = new WindowSweep(DAYS, 0);
    const sweep = new LongSweep(windows);
    const random = new Random(3);
    const open = (gain: number) => {
      sweep.next(model, standing, random);
      sweep.learn(gain, 1);
    };
    open(5);
    for (let step = 1; step < 3 * windows.firstPassLength; step++) open(0);
    expect(sweep.isSpent).toBe(false);
    open(0);
    expect(sweep.isSpent).toBe(true);
    open(1);
    expect(sweep.isSpent).toBe(false);
  });
});
