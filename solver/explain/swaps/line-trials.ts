import { LineJudge, requestMet } from '../../constraints/judge.js';
import {
  compileConstraint,
  type Constraint,
  type Line,
  type LineContext,
  lineOfCells,
  OFF_TOKEN,
} from '../../constraints/index.js';
import { type Violation } from '../../constraints/violation.js';
import { OFF, type Person, type Problem } from '../../model/index.js';
import { newViolations } from '../compare.js';

/** A cell as it would be: the index of a shift type, or `OFF`. */
export interface Cell {
  readonly day: number;
  readonly cell: number;
}

/**
 * What one person's line would cost with a few cells changed, or that it would newly break a hard rule. Thousands of trials a person: a
 * line whose hard violations all lie before the first day is judged by the delta faces, one after a first change that many trials share;
 * any other line by the explain faces. Both say the same, which tests hold them to.
 */
export class LineTrials {
  readonly judge: LineJudge;
  /** How the line stands. */
  readonly standing: readonly Violation[];
  private readonly context: LineContext;
  private readonly hard: readonly Constraint[];
  private readonly soft: readonly Constraint[];
  private readonly mayBe: Uint8Array;
  private readonly standingCost: number;
  private readonly quick: boolean;
  private readonly pinned: ReadonlySet<number>;
  private first: Cell | null = null;
  private line: Line;
  private trial: Line;
  private units: Float64Array;
  /** What the line is charged as it stands, for what lies wholly before the first day. */
  private readonly pastUnits: Float64Array;
  private softCost = 0;

  constructor(
    private readonly problem: Problem,
    private readonly person: Person,
    private readonly cells: readonly number[],
  ) {
    this.judge = new LineJudge(problem, person, 'all');
    this.context = this.judge.context;
    const constraints = person.constraints.map((data) => compileConstraint(data, this.judge.blamed));
    const busy = constraints.filter(({ idle }) => idle !== true);
    this.hard = busy.filter(({ data }) => data.level === 'hard');
    this.soft = busy.filter(({ data }) => data.level === 'soft');
    this.standing = this.judge.violations(cells);
    this.standingCost = this.standing.reduce((sum, { cost }) => sum + cost, 0);
    this.quick = !this.standing.some(({ level, toDay }) => level === 'hard' && toDay >= 0);
    this.pinned = new Set(person.pins.map(({ dayIndex }) => dayIndex));
    this.mayBe = this.allowedCells();
    this.line = lineOfCells(this.context, cells);
    this.trial = Int16Array.from(this.line);
    this.units = new Float64Array(this.hard.length);
    this.pastUnits = Float64Array.from(this.hard, ({ delta }) => (this.quick ? delta.reset(this.line) : 0));
  }

  cellOn(day: number): number {
    return this.cells[day] ?? OFF;
  }

  /** Days from a day on, on which the person has a shift that is not fixed. */
  shifts(fromDay: number): Cell[] {
    return this.problem.days
      .map(({ index }) => ({ day: index, cell: this.cellOn(index) }))
      .filter(
        ({ day, cell }) => day >= fromDay && cell !== OFF && !this.isFixed(day) && !this.pinned.has(day),
      );
  }

  /** Grade, training, leave and work elsewhere allow the shift on the day; a line that breaks rules already is judged as a whole. */
  allows(day: number, cell: number): boolean {
    return !this.quick || this.mayBe[day * this.problem.shiftTypes.length + cell] === 1;
  }

  /** The change that the trials which follow have in common; null for none. */
  begin(first: Cell | null): void {
    this.first = first;
    if (!this.quick) return;
    this.line = lineOfCells(this.context, this.cells);
    if (first !== null) this.line[this.context.before + first.day] = first.cell + 1;
    this.trial = Int16Array.from(this.line);
    this.hard.forEach((constraint, k) => (this.units[k] = constraint.delta.reset(this.line)));
    this.softCost = this.soft.reduce((sum, { data, delta }) => sum + data.weight * delta.reset(this.line), 0);
  }

  /**
   * The line with the first change and another.
   *
   * @returns what it would cost more than it does; null where it newly breaks a hard rule.
   */
  with(second: Cell | null): number | null {
    // A line that breaks no rule stands as its pins say; whatever else stood there would break one.
    if (this.quick && [this.first, second].some((each) => each !== null && this.pinned.has(each.day)))
      return null;
    const change = this.quick ? this.byDeltas(second) : this.byExplaining(second);
    return change === null ? null : change + this.requestChange(second);
  }

  /** Violations of the line with some cells changed. */
  violationsWith(changed: readonly (Cell | null)[]): Violation[] {
    return this.judge.violations(this.cellsWith(changed));
  }

  requestCostWith(changed: readonly (Cell | null)[]): number {
    return this.judge.requestCost(this.cellsWith(changed));
  }

  cellsWith(changed: readonly (Cell | null)[]): number[] {
    const cells = this.problem.days.map(({ index }) => this.cellOn(index));
    for (const change of changed) if (change !== null) cells[change.day] = change.cell;
    return cells;
  }

  private byDeltas(second: Cell | null): number | null {
    if (second === null) {
      return this.units.some((units, k) => units > this.pastUnits[k]!)
        ? null
        : this.softCost - this.standingCost;
    }
    const index = this.context.before + second.day;
    const before = this.line[index]!;
    this.trial[index] = second.cell + 1;
    const change = this.changeAt(index);
    this.trial[index] = before;
    return change;
  }

  private changeAt(index: number): number | null {
    for (let k = 0; k < this.hard.length; k++) {
      const change = this.hard[k]!.delta.change(this.line, this.trial, index, index);
      if (this.units[k]! + change > this.pastUnits[k]!) return null;
    }
    let cost = this.softCost;
    for (const { data, delta } of this.soft) {
      cost += data.weight * delta.change(this.line, this.trial, index, index);
    }
    return cost - this.standingCost;
  }

  private byExplaining(second: Cell | null): number | null {
    const after = this.violationsWith([this.first, second]);
    if (newViolations(this.standing, after).some(({ level }) => level === 'hard')) return null;
    return after.reduce((sum, { cost }) => sum + cost, 0) - this.standingCost;
  }

  private requestChange(second: Cell | null): number {
    const changed = [this.first, second].filter((each) => each !== null);
    let change = 0;
    for (const request of this.person.requests) {
      const now = changed.findLast(({ day }) => day === request.dayIndex);
      if (now === undefined) continue;
      if (requestMet(this.problem, request, this.cellOn(now.day))) change += request.weight;
      if (requestMet(this.problem, request, now.cell)) change -= request.weight;
    }
    return change;
  }

  private isFixed(day: number): boolean {
    return this.context.base[this.context.before + day] !== OFF_TOKEN;
  }

  private allowedCells(): Uint8Array {
    const { days, shiftTypes } = this.problem;
    const allowed = new Uint8Array(days.length * shiftTypes.length);
    const own = new Set(this.person.shiftTypeIds);
    for (const { index } of days) {
      if (this.isFixed(index)) continue;
      shiftTypes.forEach((type, cell) => {
        if (own.has(type.id)) allowed[index * shiftTypes.length + cell] = 1;
      });
    }
    for (const { dayIndex, shiftTypeId } of this.person.blocks) {
      shiftTypes.forEach((type, cell) => {
        if (shiftTypeId === null || shiftTypeId === type.id) allowed[dayIndex * shiftTypes.length + cell] = 0;
      });
    }
    return allowed;
  }
}
