import { OFF, type Person, type Problem } from '../model/index.js';
import { compileConstraint } from './index.js';
import { type Constraint } from './kind.js';
import {
  buildLineContext,
  fixedShiftOf,
  type Line,
  type LineContext,
  lineOfCells,
  OFF_TOKEN,
  settleLine,
} from './line.js';
import { dayName, makeViolation, type Violation } from './violation.js';

/**
 * Which shifts can be at fault: those of the problem alone, or those too that stand before it and elsewhere. Taking a shift away can
 * set two of the latter side by side, so whoever compares a line with one that has fewer shifts lets all be to blame.
 */
export type Blame = 'planned' | 'all';

/** Judges one person's line by the explain faces alone: the truth that every rota has to pass. */
export class LineJudge {
  readonly context: LineContext;
  /** As the rules see it: without work that stands where all is to blame. */
  readonly blamed: LineContext;
  private readonly constraints: readonly Constraint[];

  constructor(
    private readonly problem: Problem,
    private readonly person: Person,
    private readonly blame: Blame = 'planned',
  ) {
    this.context = buildLineContext(problem, person);
    this.blamed = blame === 'all' ? withNothingFixed(this.context) : this.context;
    this.constraints = person.constraints.map((data) => compileConstraint(data, this.blamed));
  }

  /** All violations of a line, hard, soft and advisory; first what single cells must not be. */
  violations(cells: readonly number[]): Violation[] {
    const { constraints, line } = this.asWorked(cells);
    return [
      ...this.problem.days.flatMap((_, day) => this.cellViolations(day, cells[day] ?? OFF)),
      ...constraints.flatMap((constraint) => constraint.explain(line)),
    ];
  }

  /**
   * Violations of a line before and after a change, without those that the change cannot touch: of cells that stay, and of constraints
   * whose delta face charges neither line.
   */
  violationsOfChange(
    before: readonly number[],
    after: readonly number[],
  ): { readonly before: Violation[]; readonly after: Violation[] } {
    const changed = this.problem.days.flatMap((_, day) =>
      (before[day] ?? OFF) === (after[day] ?? OFF) ? [] : [day],
    );
    const [first, last] = [changed[0], changed.at(-1)];
    if (first === undefined || last === undefined) return { before: [], after: [] };
    if (this.twice(before).length + this.twice(after).length > 0)
      return { before: this.violations(before), after: this.violations(after) };
    const old = this.changedLine(before, changed);
    const now = this.changedLine(after, changed);
    const [from, to] = [first + this.context.before, last + this.context.before];
    for (const constraint of this.constraints) {
      const charged = constraint.delta.reset(old.line);
      if (charged === 0 && constraint.delta.change(old.line, now.line, from, to) === 0) continue;
      old.found.push(...constraint.explain(old.line));
      now.found.push(...constraint.explain(now.line));
    }
    return { before: old.found, after: now.found };
  }

  private changedLine(
    cells: readonly number[],
    changed: readonly number[],
  ): { line: Line; found: Violation[] } {
    const line = lineOfCells(this.context, cells);
    settleLine(this.blamed, line);
    return { line, found: changed.flatMap((day) => this.cellViolations(day, cells[day] ?? OFF)) };
  }

  /** Days on which a shift stands beside work that is fixed. */
  private twice(cells: readonly number[]): number[] {
    const { base, before } = this.context;
    return this.problem.days.flatMap((_, day) =>
      (cells[day] ?? OFF) !== OFF && base[before + day] !== OFF_TOKEN ? [day] : [],
    );
  }

  /** The line of the cells. A shift beside fixed work counts as one with it, from the first start to the last end. */
  private asWorked(cells: readonly number[]): { constraints: readonly Constraint[]; line: Line } {
    const twice = this.twice(cells);
    if (twice.length === 0) {
      const line = lineOfCells(this.context, cells);
      settleLine(this.blamed, line);
      return { constraints: this.constraints, line };
    }
    const { problem, person } = this;
    const added = twice.map((day) => fixedShiftOf(problem, day, cells[day]!));
    const merged = buildLineContext(problem, { ...person, fixedShifts: [...person.fixedShifts, ...added] });
    const line = lineOfCells(merged, cells);
    // It can be changed: what it breaks is not what stood already.
    for (const day of twice) merged.base[merged.before + day] = OFF_TOKEN;
    const context = this.blame === 'all' ? withNothingFixed(merged) : merged;
    settleLine(context, line);
    return { constraints: person.constraints.map((data) => compileConstraint(data, context)), line };
  }

  /** Cost of the requests that a line does not meet. */
  requestCost(cells: readonly number[]): number {
    let cost = 0;
    for (const request of this.person.requests) {
      if (!requestMet(this.problem, request, cells[request.dayIndex] ?? OFF)) cost += request.weight;
    }
    return cost;
  }

  /** Why a shift type must not stand on a day, whatever the rest of the line. */
  cellViolations(day: number, cell: number): Violation[] {
    const { person, problem, context } = this;
    const type = problem.shiftTypes[cell];
    const found: Violation[] = [];
    const pin = person.pins.find(({ dayIndex }) => dayIndex === day);
    if (pin !== undefined && pin.shiftTypeId !== (type?.id ?? null)) {
      const pinned = problem.shiftTypes.find(({ id }) => id === pin.shiftTypeId)?.code ?? 'a day off';
      found.push(this.cellViolation('rota.pinned', day, `${dayName(context, day)} is pinned to ${pinned}.`));
    }
    if (type === undefined) return found;
    const name = person.name;
    if (context.base[context.before + day] !== 0) {
      const work = context.tokens[context.base[context.before + day]!]?.label ?? 'other work';
      found.push(
        this.cellViolation(
          'rota.already-working',
          day,
          `${name} already works ${work} on ${dayName(context, day)}.`,
        ),
      );
    }
    if (!person.shiftTypeIds.includes(type.id)) {
      found.push(
        this.cellViolation(
          'rota.not-qualified',
          day,
          `${name} may not work ${type.code} (grade or training).`,
        ),
      );
    }
    for (const block of person.blocks) {
      if (block.dayIndex !== day || (block.shiftTypeId !== null && block.shiftTypeId !== type.id)) continue;
      found.push(
        this.cellViolation('rota.blocked', day, `${dayName(context, day)} is blocked: ${block.reason}.`),
      );
    }
    return found;
  }

  private cellViolation(rule: string, day: number, message: string): Violation {
    return makeViolation(
      this.context,
      { kind: 'cell', rule, level: 'hard', weight: 0, params: {} },
      { shifts: [], fromDay: day, toDay: day, measured: 1, limit: 0, unit: 'shifts', amount: 1, message },
    );
  }
}

function withNothingFixed(context: LineContext): LineContext {
  return { ...context, base: new Int16Array(context.length).fill(OFF_TOKEN) };
}

export function requestMet(problem: Problem, request: Person['requests'][number], cell: number): boolean {
  const type = problem.shiftTypes[cell];
  const named =
    type !== undefined && (request.shiftTypeIds.length === 0 || request.shiftTypeIds.includes(type.id));
  return request.wants === 'work' ? named : !named;
}
