import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Problem } from '../../model/index.js';
import { Engine } from '../engine.js';
import { evaluate } from '../evaluate.js';
import { hospitalProblem } from '../hospital.testing.js';
import { HARD_UNIT_COST } from '../line-programme/automaton.js';
import { Random } from '../random.js';
import { type Column, ColumnPool } from './column.js';
import { CoverRows } from './cover-rows.js';
import { type ColumnModel } from './generator.js';
import { isWithin, LinePricer, type Window } from './line-pricer.js';
import { Local, SWEEP_EFFORT } from './local.js';
import { loadHighs } from './master.js';
import { splice } from './splice.js';
import { columnsOf, rotaOf, type Standing, standOn } from './standing.js';
import { WINDOW_FROM_DAYS, WindowSweep } from './window-sweep.js';

const DAYS = 21;
const FULL = { upper: Infinity, steps: 60, maxLabels: 200_000, count: 1, looseSums: false };

/** Rules that look at what lies outside of a window from within, sums over all days among them. */
function labelled(): Problem {
  const problem = hospitalProblem({ doctors: 6, dayCount: DAYS, seed: 5 });
  const people = problem.people.map((person) => ({
    ...person,
    constraints: person.constraints.filter(({ kind }) => kind !== 'windowed-sum'),
  }));
  return { ...problem, people };
}

async function modelOf(problem: Problem): Promise<ColumnModel> {
  const rows = new CoverRows(problem);
  const pricers = problem.people.map((_, index) => LinePricer.of(problem, rows, index));
  return { highs: await loadHighs(), rows, pricers, pool: new ColumnPool(rows, pricers) };
}

function firstRota(problem: Problem, model: ColumnModel, seed: number): Standing {
  const engine = new Engine(problem, seed);
  while (!engine.started) engine.step(0);
  return standOn(model, columnsOf(model, engine.best));
}

/** Takes the lines of a window up again until something better stands, or nothing is. */
function improve(model: ColumnModel, standing: Standing, window: Window): readonly Column[] | null {
  const surroundings = { standing, duals: null, granularity: 0 };
  const people = model.pricers.map((_, person) => person);
  const local = new Local(model, surroundings, new Random(1), { people, window }, SWEEP_EFFORT);
  let landing: readonly Column[] | null = null;
  while (!local.ended) landing = local.step() ?? landing;
  local.dispose();
  return landing;
}

function outside(tokens: Int16Array, window: Window): number[] {
  return [...tokens].filter((_, day) => !isWithin(window, day));
}

const anyStretch = fc
  .tuple(fc.integer({ min: 0, max: DAYS - 1 }), fc.integer({ min: 1, max: DAYS }))
  .map(([from, length]) => ({ from, to: Math.min(DAYS, from + length) }));
const anyWindow: fc.Arbitrary<Window> = fc
  .tuple(anyStretch, fc.option(anyStretch))
  .map(([window, also]) => (also === null ? window : { ...window, also }));

describe('a rota opened within a window', () => {
  it.each([
    ['every rule', hospitalProblem({ doctors: 6, dayCount: DAYS, seed: 5 })],
    ['the rules that have a label, so that closed ends are left out', labelled()],
  ])(
    'prices the same cheapest lines as the whole programme with every other day closed: %s',
    async (_, problem) => {
      const model = await modelOf(problem);
      const standing = firstRota(problem, model, 3);
      fc.assert(
        fc.property(
          anyWindow,
          fc.integer({ min: 1, max: 1_000 }),
          fc.integer({ min: 0, max: 5 }),
          (window, seed, person) => {
            const random = new Random(seed);
            const duals = Float64Array.from({ length: model.rows.rowCount }, () => 60 * random.next() - 5);
            const whole = model.pricers[person]!;
            const { tokens } = standing.columns[person]!;
            const allowed = new Uint8Array(DAYS * whole.programme.tokenCount);
            for (let day = 0; day < DAYS; day++) {
              const open = isWithin(window, day);
              for (let token = 0; token < whole.programme.tokenCount; token++)
                if (open || token === tokens[day]) allowed[day * whole.programme.tokenCount + token] = 1;
            }
            const slow = whole.price(duals, allowed, FULL);
            const quick = whole.within(tokens, window).price(duals, null, FULL);
            const [line, slowLine] = [quick.lines[0]!, slow.lines[0]!];
            expect(quick.lines).toHaveLength(slow.lines.length);
            expect(quick.bound).toBeCloseTo(slow.bound, 6);
            // Where a rule without a label forbids the cheapest, each of the two seeks another without a promise that it is the best.
            if (slowLine.cost < slow.bound + 1e-6) expect(line.cost).toBeCloseTo(slowLine.cost, 6);
            expect(line.cost).toBeGreaterThanOrEqual(quick.bound - 1e-6);
            expect(whole.ownCost(line.tokens)).toBeLessThan(HARD_UNIT_COST);
            expect(outside(line.tokens, window)).toEqual(outside(tokens, window));
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  it('is better in the window, the same elsewhere, and costs what the judge says', async () => {
    const problem = hospitalProblem({ doctors: 8, dayCount: DAYS, seed: 2 });
    const model = await modelOf(problem);
    const standing = firstRota(problem, model, 1);
    const window = { from: 4, to: 18 };
    const landing = improve(model, standing, window);
    expect(landing).not.toBeNull();
    const better = standOn(model, landing!);
    expect(better.value).toBeLessThan(standing.value);
    for (const { person, tokens } of landing!)
      expect(outside(tokens, window)).toEqual(outside(standing.columns[person]!.tokens, window));
    const { objective, hardViolations } = evaluate(problem, rotaOf(model, problem, better.columns));
    expect(hardViolations).toBe(0);
    expect(better.value).toBeCloseTo(objective, 6);
  });

  it('joins a rota that changed meanwhile without a new hard breach, and leaves its other days as they stand', async () => {
    const problem = hospitalProblem({ doctors: 8, dayCount: DAYS, seed: 2 });
    const model = await modelOf(problem);
    for (const seed of [1, 2, 3]) {
      const base = firstRota(problem, model, seed);
      const other = firstRota(problem, model, seed + 10);
      const window = { from: 0, to: 11 };
      const landing = standOn(model, improve(model, base, window) ?? base.columns).columns;
      const joined = splice(model, other, { people: [], window }, landing);
      expect(evaluate(problem, rotaOf(model, problem, joined.columns)).hardViolations).toBe(0);
      expect(joined.value).toBeCloseTo(standOn(model, joined.columns).value, 6);
      joined.columns.forEach(({ tokens }, person) => {
        const stood = other.columns[person]!.tokens;
        expect(outside(tokens, window)).toEqual(outside(stood, window));
        const [own, found] = [tokens, landing[person]!.tokens].map((line) => line.subarray(0, 11).join(' '));
        expect([found, stood.subarray(0, 11).join(' ')]).toContain(own);
      });
    }
  });
});

describe('the windows of a sweep', () => {
  it('touch every day in every pass, wherever it begins', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: WINDOW_FROM_DAYS, max: 400 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (dayCount, turn) => {
          const sweep = new WindowSweep(dayCount, turn);
          for (let pass = 0; pass < 5; pass++) {
            const seen = new Set<number>();
            while (sweep.passes === pass) {
              const { from, to } = sweep.next();
              expect(from).toBeGreaterThanOrEqual(0);
              expect(to).toBeLessThanOrEqual(dayCount);
              for (let day = from; day < to; day++) seen.add(day);
            }
            expect(seen.size).toBe(dayCount);
          }
        },
      ),
    );
  });

  it('share the first pass out among searches beside each other, and touch every day in every later pass of each', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: WINDOW_FROM_DAYS, max: 400 }),
        fc.integer({ min: 1, max: 4 }),
        (dayCount, count) => {
          const sweeps = Array.from(
            { length: count },
            (_, index) => new WindowSweep(dayCount, 0, { index, count }),
          );
          expect(daysOf(sweeps.flatMap(passOf)).size).toBe(dayCount);
          const firstPasses = new Set<string>();
          for (const sweep of sweeps) {
            const windows = passOf(sweep);
            expect(daysOf(windows).size).toBe(dayCount);
            firstPasses.add(JSON.stringify(windows));
          }
          expect(firstPasses.size).toBe(count);
        },
      ),
    );
  });
});

/** The rest of the pass that a sweep is in. */
function passOf(sweep: WindowSweep): Window[] {
  const windows: Window[] = [];
  for (const { passes } = sweep; sweep.passes === passes;) windows.push(sweep.next());
  return windows;
}

function daysOf(windows: readonly Window[]): Set<number> {
  return new Set(windows.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, k) => from + k)));
}
