import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Constraint, compileConstraint, constraintKinds } from './index.js';
import { buildLineContext, type Line, type LineContext, lineOfCells } from './line.js';
import { constraintOf, worldOf } from './case.testing.js';
import { anyCells, anyConstraintOf, anyPersonProblem, DAYS } from './faces.testing.js';
import { type Violation } from './violation.js';

/** Runs of a property; set ROTAWRIGHT_RANDOM_LINES for more or fewer. */
const SHARE = Number(process.env.ROTAWRIGHT_RANDOM_LINES ?? 500) / 500;
const TIMEOUT_MS = 60_000 * Math.max(SHARE, 1);
const runs = (usual: number): { numRuns: number } => ({
  numRuns: Math.ceil(usual * Math.max(SHARE, LEAST_SHARE)),
});
/** With fewer a kind is not tried on enough sorts of lines. */
const LEAST_SHARE = 1 / 3;

function amountOf(violations: readonly Violation[]): number {
  return violations.reduce((sum, { amount }) => sum + amount, 0);
}

function labelled(context: LineContext, constraint: Constraint, line: Line): number {
  const label = constraint.label!;
  let state = label.initial;
  let amount = 0;
  let uses = 0;
  for (let index = 0; index < context.length; index++) {
    const step = label.step(state, index, line[index]!);
    state = step.state;
    if (index >= context.before) amount += step.amount;
    uses += step.use;
  }
  return amount + label.end(state) + (label.counter?.amountOf(uses) ?? 0);
}

/** What the rest label charges for fixed work alone is a constant of the line, and never charged by the others. */
function onlyFixedAfter(context: LineContext): boolean {
  return context.length === context.before + DAYS;
}

describe.each(constraintKinds.map(({ name }) => name))('the faces of %s', { timeout: TIMEOUT_MS }, (kind) => {
  it('explain and delta agree on any line', () => {
    fc.assert(
      fc.property(anyPersonProblem, anyConstraintOf(kind), anyCells, (problem, data, cells) => {
        const context = buildLineContext(problem, problem.people[0]!);
        const line = lineOfCells(context, cells);
        const constraint = compileConstraint(data, context);
        const violations = constraint.explain(line);
        expect(violations.every(({ amount }) => amount > 0)).toBe(true);
        expect(constraint.delta.reset(line)).toBe(amountOf(violations));
        if (constraint.idle === true) expect(violations).toEqual([]);
      }),
      runs(300),
    );
  });

  it('delta stays exact through any sequence of changes', () => {
    const change = fc.tuple(
      fc.nat(DAYS - 1),
      fc.array(fc.integer({ min: -1, max: 7 }), { minLength: 1, maxLength: 5 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(
        anyPersonProblem,
        anyConstraintOf(kind),
        anyCells,
        fc.array(change, { maxLength: 12 }),
        (problem, data, cells, changes) => {
          const context = buildLineContext(problem, problem.people[0]!);
          const constraint = compileConstraint(data, context);
          const line = lineOfCells(context, cells);
          let running = constraint.delta.reset(line);
          for (const [day, written, accepted] of changes) {
            const after = Int16Array.from(line);
            const from = context.before + day;
            const to = Math.min(from + written.length, context.before + DAYS) - 1;
            for (let index = from; index <= to; index++) after[index] = written[index - from]! + 1;
            const difference = constraint.delta.change(line, after, from, to);
            expect(running + difference).toBe(amountOf(constraint.explain(after)));
            if (!accepted) continue;
            constraint.delta.commit?.(line, after, from, to);
            line.set(after);
            running += difference;
          }
        },
      ),
      runs(300),
    );
  });

  it('has a label, or is one of those whose label would explode', () => {
    const world = worldOf([[0, 9, 17]], { dayCount: 14 });
    fc.assert(
      fc.property(anyConstraintOf(kind), (data) => {
        const { label, prefix } = constraintOf(world, kind, data.params);
        const explodes = WITHOUT_LABEL.includes(kind) || data.params.involvingKinds !== undefined;
        expect([label === undefined, prefix !== undefined]).toEqual([explodes, WITHOUT_LABEL.includes(kind)]);
      }),
      runs(20),
    );
  });

  it('label, where there is one, prices every complete line as delta does', () => {
    fc.assert(
      fc.property(anyPersonProblem, anyConstraintOf(kind), anyCells, (problem, data, cells) => {
        const context = buildLineContext(problem, problem.people[0]!);
        const constraint = compileConstraint(data, context);
        if (constraint.label === undefined || !onlyFixedAfter(context)) return;
        const line = lineOfCells(context, cells);
        expect(labelled(context, constraint, line)).toBe(constraint.delta.reset(line));
      }),
      runs(300),
    );
  });

  it('prefix, where there is one, adds up to what delta charges for the complete line', () => {
    fc.assert(
      fc.property(anyPersonProblem, anyConstraintOf(kind), anyCells, (problem, data, cells) => {
        const context = buildLineContext(problem, problem.people[0]!);
        const line = lineOfCells(context, cells);
        const { prefix, delta } = compileConstraint(data, context);
        if (prefix === undefined) return;
        let sum = 0;
        for (let index = 0; index < context.length; index++) {
          // What stands further back than the face looks must not matter.
          const near = Int16Array.from(line, (token, at) =>
            at < index - prefix.reach || at > index ? 0 : token,
          );
          sum += prefix.amount(near, index);
        }
        expect(sum).toBe(delta.reset(line));
      }),
      runs(150),
    );
  });

  it('days of the same class step alike', () => {
    fc.assert(
      fc.property(anyPersonProblem, anyConstraintOf(kind), anyCells, (problem, data, cells) => {
        const context = buildLineContext(problem, problem.people[0]!);
        const label = compileConstraint(data, context).label;
        if (label === undefined) return;
        const seen = new Map<string, string>();
        for (let start = 0; start < 3; start++) {
          let state = label.initial;
          const line = lineOfCells(context, [...cells.slice(start), ...cells.slice(0, start)]);
          for (let index = 0; index < context.before + DAYS; index++) {
            const step = label.step(state, index, line[index]!);
            if (label.dayClass(index) !== -1 && context.base[index] === 0) {
              const key = `${label.dayClass(index)} ${state} ${line[index]!}`;
              const value = JSON.stringify(step);
              expect(seen.get(key) ?? value).toBe(value);
              seen.set(key, value);
            }
            state = step.state;
          }
        }
      }),
      runs(100),
    );
  });

  it('gives the days of quiet weeks a few classes, so that their steps are shared', () => {
    const world = worldOf([[0, 9, 17, { kind: 'on-call' }]], { dayCount: 28 });
    fc.assert(
      fc.property(anyConstraintOf(kind), (data) => {
        const label = constraintOf(world, data.kind, data.params).label;
        if (label === undefined) return;
        const classes = Array.from({ length: 27 }, (_, day) => label.dayClass(day + 1));
        expect(classes).not.toContain(-1);
        expect(new Set(classes).size).toBeLessThanOrEqual(8);
      }),
      runs(30),
    );
  });

  it('change looks at no day that is too far away to matter', () => {
    const [middle, length] = [180, 360];
    const world = worldOf([[0, 9, 17, { kind: 'on-call' }]], {
      dayCount: length,
    });
    fc.assert(
      fc.property(
        anyConstraintOf(kind),
        fc.array(fc.boolean(), { minLength: length, maxLength: length }),
        (data, on) => {
          const { delta } = constraintOf(world, data.kind, data.params);
          // Days off on either side end every run.
          const line = Int16Array.from(on, (works, index) =>
            works && Math.abs(index - middle) % 30 !== 15 ? 1 : 0,
          );
          const after = Int16Array.from(line, (token, index) => (index === middle ? 1 - token : token));
          delta.reset(line);
          const looked = new Set<number>();
          delta.change(watched(line, looked), watched(after, looked), middle, middle);
          expect([...looked].filter((index) => Math.abs(index - middle) > FARTHEST_DAYS)).toEqual([]);
        },
      ),
      runs(50),
    );
  });
});

/** Kinds that a line is priced without; they have a prefix face instead. */
const WITHOUT_LABEL = ['windowed-sum', 'weekly-rest'];

/** Three weeks of rest and what spills into them, or a run of days up to a month. */
const FARTHEST_DAYS = 31;

/** The line, noting which of its days are looked at. */
function watched(line: Line, looked: Set<number>): Line {
  return new Proxy(line, {
    get(target, key) {
      const index = typeof key === 'string' ? Number(key) : Number.NaN;
      if (Number.isInteger(index)) looked.add(index);
      return Reflect.get(target, key, target) as unknown;
    },
  });
}
