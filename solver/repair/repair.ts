import { type Problem, type Rota } from '../model/index.js';
import { type Evaluation, Judge, solve, type SolveOptions, type SolveResult } from '../search/index.js';
import { type AssignmentChange, assignmentChanges } from './changes.js';
import { repairProblem, type RepairSetup } from './repair-problem.js';
import { undoIdleChanges } from './undo-idle-changes.js';

export interface RepairOptions extends RepairSetup, Omit<SolveOptions, 'warmStart'> {}

/** A rota mended with few changes. */
export interface Repair {
  readonly rota: Rota;
  /** Shifts that nobody can work any more; they are no changes. */
  readonly lost: readonly AssignmentChange[];
  /** What is asked of people: every cell that is not as it stood, the lost ones apart. */
  readonly changes: readonly AssignmentChange[];
  /** People whose assignments change. */
  readonly peopleChanged: number;
  /** The mended rota by the problem's own weights, without the cost of changes. */
  readonly evaluation: Evaluation;
  /** The same of doing nothing. */
  readonly unrepaired: Evaluation;
  readonly changeWeight: number;
  /** No rota has less cost and cost of changes together than this; null: no proof. */
  readonly lowerBound: number | null;
  readonly search: Pick<SolveResult, 'seconds' | 'timeToBestSeconds' | 'ended' | 'seed' | 'threads'>;
}

/**
 * Mends a rota after something has changed: the search starts from what stands and pays for each assignment that it moves.
 *
 * @param problem with what has changed in it (`withAbsences`).
 * @param standing the rota as it stood before.
 * @throws SolveError, RangeError as `solve` does.
 */
export async function repair(problem: Problem, standing: Rota, options: RepairOptions): Promise<Repair> {
  const { changeWeight: asked, fromDay, ...search } = options;
  const setup = {
    ...(asked === undefined ? {} : { changeWeight: asked }),
    ...(fromDay === undefined ? {} : { fromDay }),
  };
  const { problem: priced, start, lost, changeWeight } = repairProblem(problem, standing, setup);
  const result = await solve(priced, { ...search, warmStart: start });
  const rota = undoIdleChanges(priced, start, result.rota);
  const judge = new Judge(problem);
  const changes = assignmentChanges(problem, start, rota);
  return {
    rota,
    lost,
    changes,
    peopleChanged: new Set(changes.map(({ personId }) => personId)).size,
    evaluation: judge.evaluate(rota),
    unrepaired: judge.evaluate(start),
    changeWeight,
    lowerBound: result.lowerBound,
    search: {
      seconds: result.seconds,
      timeToBestSeconds: result.timeToBestSeconds,
      ended: result.ended,
      seed: result.seed,
      threads: result.threads,
    },
  };
}
