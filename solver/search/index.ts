import { type Violation } from '../constraints/violation.js';
import { type Problem, type Rota } from '../model/index.js';
import { type SolveOptions, type SolveResult } from './api.js';

export * from './api.js';

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
  readonly hardViolations: number;
  readonly unfilled: number;
  readonly parts: {
    readonly requests: number;
    readonly cover: number;
    readonly softRules: number;
  };
  readonly violations: readonly Violation[];
}

/** Searches for the best rota it can find within the limits, in worker threads; see SolveOptions. */
export function solve(problem: Problem, options: SolveOptions): Promise<SolveResult> {
  throw new Error(`not yet: ${problem.id} ${options.seed}`);
}

export function evaluate(problem: Problem, rota: Rota): Evaluation {
  throw new Error(`not yet: ${problem.id} ${rota.cells.length}`);
}

/** Count lines below their minimum, in the problem's order. */
export function unfilledPlaces(problem: Problem, rota: Rota): UnfilledPlace[] {
  throw new Error(`not yet: ${problem.id} ${rota.cells.length}`);
}
