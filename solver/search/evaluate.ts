import { coverStates, hardShort } from '../constraints/cover.js';
import { LineJudge } from '../constraints/judge.js';
import { type Violation } from '../constraints/violation.js';
import { type Problem, type Rota } from '../model/index.js';

/** A count line with fewer people than its minimum. */
export interface UnfilledPlace {
  readonly lineId: string;
  readonly dayIndex: number;
  readonly filterLabel: string;
  readonly shiftTypeIds: readonly string[];
  readonly assigned: number;
  readonly minimum: number;
  /** People short of the minimum. */
  readonly short: number;
}

/** What a rota costs, by part; computed from the explain faces and a fresh count, independent of the search. */
export interface Evaluation {
  readonly objective: number;
  /** Breaches of hard rules, and people short of a minimum that is hard. */
  readonly hardViolations: number;
  /** People short of minimum cover, summed over all count lines. */
  readonly unfilled: number;
  readonly parts: {
    readonly requests: number;
    readonly cover: number;
    readonly softRules: number;
  };
  readonly violations: readonly Violation[];
}

/** Judges rotas of one problem; what does not depend on the rota is prepared once. */
export class Judge {
  private readonly lines: readonly LineJudge[];

  constructor(private readonly problem: Problem) {
    this.lines = problem.people.map((person) => new LineJudge(problem, person));
  }

  evaluate(rota: Rota): Evaluation {
    const violations = this.lines.flatMap((line, person) => line.violations(rota.cells[person] ?? []));
    const requests = this.lines.reduce(
      (sum, line, person) => sum + line.requestCost(rota.cells[person] ?? []),
      0,
    );
    const states = coverStates(this.problem, rota);
    const cover = states.reduce((sum, state) => sum + state.cost, 0);
    const shortOfHard = states.reduce((sum, { line, short }) => sum + hardShort(line, short), 0);
    const softRules = violations.reduce((sum, violation) => sum + violation.cost, 0);
    return {
      objective: requests + cover + softRules,
      hardViolations: violations.filter((violation) => violation.level === 'hard').length + shortOfHard,
      unfilled: states.reduce(
        (sum, state) => sum + (state.line.measure.kind === 'count' ? state.short : 0),
        0,
      ),
      parts: { requests, cover, softRules },
      violations,
    };
  }
}

export function evaluate(problem: Problem, rota: Rota): Evaluation {
  return new Judge(problem).evaluate(rota);
}

/** Count lines below their minimum, in the problem's order. */
export function unfilledPlaces(problem: Problem, rota: Rota): UnfilledPlace[] {
  return coverStates(problem, rota).flatMap(({ line, matching, short }) =>
    line.measure.kind === 'count' && short > 0
      ? [
          {
            lineId: line.id,
            dayIndex: line.dayIndex,
            filterLabel: line.filterLabel,
            shiftTypeIds: line.shiftTypeIds,
            assigned: matching,
            minimum: line.measure.minimum,
            short,
          },
        ]
      : [],
  );
}
