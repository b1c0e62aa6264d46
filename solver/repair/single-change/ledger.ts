import { coverStates } from '../../constraints/cover.js';
import { LineJudge } from '../../constraints/judge.js';
import { type Violation } from '../../constraints/index.js';
import { newViolations } from '../../explain/compare.js';
import { type CoverLine, OFF, type Person, type Problem, type Rota } from '../../model/index.js';

/** A cell that is tried. */
export interface Trial {
  readonly person: number;
  readonly day: number;
  readonly cell: number;
}

interface Standing {
  readonly judge: LineJudge;
  readonly cost: number;
  /** Lets all work be to blame: a change may set shifts of other units side by side. */
  readonly changes: LineJudge;
  readonly violations: readonly Violation[];
}

/** What a few changed cells would break and cost, against the rota as it stands. */
export class Ledger {
  private readonly standing: (Standing | undefined)[] = [];
  private readonly linesOn: readonly (readonly CoverLine[])[];

  constructor(
    readonly problem: Problem,
    readonly rota: Rota,
  ) {
    this.linesOn = problem.days.map(({ index }) =>
      problem.cover.filter(({ dayIndex }) => dayIndex === index),
    );
  }

  cell(person: number, day: number): number {
    return this.rota.cells[person]?.[day] ?? OFF;
  }

  /** Hard violations that a person's line would have and has not now. */
  newHard(person: number, trials: readonly Trial[]): Violation[] {
    const { changes, violations } = this.of(person);
    return newViolations(violations, changes.violations(this.line(person, trials))).filter(
      ({ level }) => level === 'hard',
    );
  }

  /** A changed person's hard violations against how the person's line stands, by the changed person's own constraints. */
  newHardAs(changed: Person, person: number, trials: readonly Trial[]): Violation[] {
    const judge = new LineJudge(this.problem, changed, 'all');
    const before = judge.violations(this.rota.cells[person] ?? []);
    return newViolations(before, judge.violations(this.line(person, trials))).filter(
      ({ level }) => level === 'hard',
    );
  }

  /** No cover line on these days is further below its minimum or share than it is now, whatever the place itself gains. */
  coverHolds(trials: readonly Trial[], cover: readonly CoverLine[] | null = null): boolean {
    const lines = cover ?? this.linesOf(trials);
    const before = coverStates({ ...this.problem, cover: lines }, this.rota);
    const after = coverStates({ ...this.problem, cover: lines }, this.with(trials));
    return after.every(({ short }, k) => short <= before[k]!.short);
  }

  /** What the rota would cost more than it does. */
  objectiveChange(trials: readonly Trial[]): number {
    const people = [...new Set(trials.map(({ person }) => person))];
    const own = people.reduce((sum, person) => {
      const { judge, cost } = this.of(person);
      return sum + lineCost(judge, this.line(person, trials)) - cost;
    }, 0);
    const part = { ...this.problem, cover: this.linesOf(trials) };
    const coverCost = (rota: Rota): number =>
      coverStates(part, rota).reduce((sum, { cost }) => sum + cost, 0);
    return own + coverCost(this.with(trials)) - coverCost(this.rota);
  }

  with(trials: readonly Trial[]): Rota {
    const cells = [...this.rota.cells];
    for (const { person } of trials) cells[person] = this.line(person, trials);
    return { cells };
  }

  private linesOf(trials: readonly Trial[]): CoverLine[] {
    return [...new Set(trials.map(({ day }) => day))].flatMap((day) => this.linesOn[day] ?? []);
  }

  private line(person: number, trials: readonly Trial[]): number[] {
    const cells = this.problem.days.map((_, day) => this.cell(person, day));
    for (const trial of trials) if (trial.person === person) cells[trial.day] = trial.cell;
    return cells;
  }

  private of(person: number): Standing {
    const known = this.standing[person];
    if (known !== undefined) return known;
    const judge = new LineJudge(this.problem, this.problem.people[person]!);
    const changes = new LineJudge(this.problem, this.problem.people[person]!, 'all');
    const cells = this.line(person, []);
    const entry = { judge, cost: lineCost(judge, cells), changes, violations: changes.violations(cells) };
    this.standing[person] = entry;
    return entry;
  }
}

function lineCost(judge: LineJudge, cells: readonly number[]): number {
  return judge.violations(cells).reduce((sum, { cost }) => sum + cost, judge.requestCost(cells));
}
