import { LineJudge } from '../../constraints/judge.js';
import { type Violation } from '../../constraints/index.js';
import { newViolations } from '../../explain/compare.js';
import { OFF, type Problem, type Rota } from '../../model/index.js';
import { repairProblem } from '../repair-problem.js';
import { buildColumns, fixedCell, type PersonColumns, type Row } from './cell-model.js';
import { cutOf } from './cuts.js';
import { ChangeProgramme } from './change-programme.js';

export interface FewestOptions {
  /** Stops the proof; what is known by then is given back. */
  readonly seconds: number;
  /** Days before this one stay as they stand. */
  readonly fromDay?: number;
  readonly nowMs: () => number;
}

/** How few changes mend a rota, proven or bounded. */
export interface FewestChanges {
  /** People short of minimum cover in the mended rota. */
  readonly unfilled: number;
  /** Changed cells; null: no mended rota was found in time. */
  readonly changes: number | null;
  /** No rota with as much minimum cover as can be had changes fewer. */
  readonly lowerBound: number;
  readonly proven: boolean;
  readonly rota: Rota | null;
  /** How often the programme was solved, and conditions it learned from the rules. */
  readonly rounds: number;
  readonly cuts: number;
  readonly seconds: number;
}

/**
 * The fewest changed assignments after which as few people are short of minimum cover as can be, and no hard rule is broken that
 * was not broken before. Exact: an integer programme over cells that learns the rules from the explain faces.
 * Each answer is judged; a hard violation becomes a condition that forbids it; an answer that passes is optimal.
 *
 * @param problem with what has changed in it.
 */
export async function fewestChanges(
  problem: Problem,
  standing: Rota,
  options: FewestOptions,
): Promise<FewestChanges> {
  const startedMs = options.nowMs();
  const { start } = repairProblem(problem, standing);
  const columns = buildColumns(problem, start, options.fromDay ?? 0);
  const judges = columns.people.map((person) => new PersonRules(problem, person));
  const programme = await ChangeProgramme.create(problem, columns);
  const secondsLeft = (): number => options.seconds - (options.nowMs() - startedMs) / 1000;
  try {
    for (const judge of judges) programme.add(judge.cutsAround());
    let rounds = 0;
    let answer = { changes: 0, unfilled: 0, cells: start.cells, optimal: false };
    for (;;) {
      rounds++;
      const solved = programme.solve(Math.max(0.1, secondsLeft()));
      const bound = Math.max(0, Math.ceil(programme.bound - 1e-6));
      const about = (done: boolean, rota: Rota | null): FewestChanges => ({
        ...programme.split(bound),
        ...(done ? { unfilled: answer.unfilled, changes: answer.changes } : { changes: null }),
        proven: done,
        rota,
        rounds,
        cuts: programme.cuts,
        seconds: (options.nowMs() - startedMs) / 1000,
      });
      if (solved === null) return about(false, null);
      answer = solved;
      const cuts = judges.flatMap((judge, person) => judge.cuts(answer.cells[person]!));
      if (cuts.length === 0) return about(answer.optimal, { cells: answer.cells });
      programme.add(cuts);
      if (secondsLeft() <= 0) return about(false, null);
    }
  } finally {
    programme.dispose();
  }
}

/** What one person's rules say of a line beyond what they said of it as it stood. */
class PersonRules {
  private readonly judge: LineJudge;
  private readonly before: readonly Violation[];
  private readonly broken: boolean;

  constructor(
    problem: Problem,
    private readonly columns: PersonColumns,
  ) {
    this.judge = new LineJudge(problem, columns.person);
    this.before = this.judge.violations(columns.start);
    this.broken = this.before.some(({ level }) => level === 'hard');
  }

  cuts(cells: readonly number[]): Row[] {
    return newViolations(this.before, this.judge.violations(cells))
      .filter(({ level }) => level === 'hard')
      .map((violation) => cutOf(this.columns, cells, violation, this.broken));
  }

  /** What forbids each single change, so that the programme need not find out. */
  cutsAround(): Row[] {
    const { columns } = this;
    return columns.columnOf.flatMap((choices, day) =>
      [...choices.keys(), OFF]
        .filter((cell) => cell !== columns.start[day] && fixedCell(columns, day) === OFF)
        .flatMap((cell) => this.cuts(columns.start.with(day, cell))),
    );
  }
}
