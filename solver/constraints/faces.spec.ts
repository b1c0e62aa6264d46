import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Constraint, compileConstraint, constraintKinds } from './index.js';
import { buildLineContext, type Line, type LineContext, lineOfCells } from './line.js';
import { anyCells, anyConstraint, anyPersonProblem, constraintOfEveryKind, DAYS } from './faces.testing.js';

/** Runs of a property; set ROTAWRIGHT_RANDOM_LINES for more or fewer. */
const SHARE = Number(process.env.ROTAWRIGHT_RANDOM_LINES ?? 500) / 500;
const runs = (usual: number): { numRuns: number } => ({ numRuns: Math.ceil(usual * SHARE) });

function explained(constraint: Constraint, line: Line): number {
  return constraint.explain(line).reduce((sum, violation) => sum + violation.amount, 0);
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

describe('the faces of every constraint kind', { timeout: 60_000 }, () => {
  it('explain and delta agree on any line', () => {
    fc.assert(
      fc.property(anyPersonProblem, constraintOfEveryKind, anyCells, (problem, all, cells) => {
        const context = buildLineContext(problem, problem.people[0]!);
        const line = lineOfCells(context, cells);
        expect(all.map((data) => data.kind)).toEqual(
          expect.arrayContaining(constraintKinds.map((kind) => kind.name)),
        );
        for (const data of all) {
          const constraint = compileConstraint(data, context);
          expect([data.kind, constraint.delta.reset(line)]).toEqual([data.kind, explained(constraint, line)]);
          if (constraint.idle === true)
            expect([data.kind, explained(constraint, line)]).toEqual([data.kind, 0]);
        }
      }),
      runs(1500),
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
        anyConstraint,
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
            expect(running + difference).toBe(explained(constraint, after));
            if (!accepted) continue;
            constraint.delta.commit?.(line, after, from, to);
            line.set(after);
            running += difference;
          }
        },
      ),
      runs(3000),
    );
  });

  it('label, where there is one, prices every complete line as delta does', () => {
    fc.assert(
      fc.property(anyPersonProblem, anyConstraint, anyCells, (problem, data, cells) => {
        const context = buildLineContext(problem, problem.people[0]!);
        const constraint = compileConstraint(data, context);
        fc.pre(constraint.label !== undefined && onlyFixedAfter(context));
        const line = lineOfCells(context, cells);
        expect(labelled(context, constraint, line)).toBe(constraint.delta.reset(line));
      }),
      runs(3000),
    );
  });

  it('prefix, where there is one, adds up to what delta charges for the complete line', () => {
    fc.assert(
      fc.property(anyPersonProblem, constraintOfEveryKind, anyCells, (problem, all, cells) => {
        const context = buildLineContext(problem, problem.people[0]!);
        const line = lineOfCells(context, cells);
        for (const data of all) {
          const { prefix, delta } = compileConstraint(data, context);
          if (prefix === undefined) continue;
          let sum = 0;
          for (let index = 0; index < context.length; index++) {
            // What stands further back than the face looks must not matter.
            const near = Int16Array.from(line, (token, at) =>
              at < index - prefix.reach || at > index ? 0 : token,
            );
            sum += prefix.amount(near, index);
          }
          expect([data.kind, sum]).toEqual([data.kind, delta.reset(line)]);
        }
      }),
      runs(500),
    );
  });

  it('days of the same class step alike', () => {
    fc.assert(
      fc.property(anyPersonProblem, anyConstraint, anyCells, (problem, data, cells) => {
        const context = buildLineContext(problem, problem.people[0]!);
        const label = compileConstraint(data, context).label;
        fc.pre(label !== undefined);
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
      runs(1000),
    );
  });
});
