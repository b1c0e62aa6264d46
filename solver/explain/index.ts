import { type Violation } from '../constraints/violation.js';
import { type Problem, type Rota } from '../model/index.js';

export type { Violation, ViolationShift, ViolationUnit } from '../constraints/violation.js';

/** Why a person does not stand in an unfilled place. */
export interface Exclusion {
  /** A rule's code, or `rota.already-working`, `rota.blocked`, `rota.not-qualified`, `rota.pinned`. */
  readonly rule: string;
  readonly message: string;
}

export interface Candidate {
  readonly personId: string;
  readonly personName: string;
  readonly shiftTypeId: string;
  /** Empty: could take it without breaking a hard rule. */
  readonly exclusions: readonly Exclusion[];
  readonly couldTake: boolean;
  /** Soft rules and requests that taking it would newly break, in words. */
  readonly warnings: readonly Exclusion[];
}

export interface UnfilledExplanation {
  readonly lineId: string;
  readonly lineName: string;
  readonly dayIndex: number;
  readonly filterLabel: string;
  readonly shiftTypeIds: readonly string[];
  readonly assigned: number;
  readonly minimum: number;
  readonly short: number;
  /** The demand exceeds the people who match the line at all. */
  readonly impossible: boolean;
  readonly summary: string;
  readonly candidates: readonly Candidate[];
}

/** A cell that would change. `shiftTypeId: null` makes the day free. */
export interface CellChange {
  readonly personId: string;
  readonly dayIndex: number;
  readonly shiftTypeId: string | null;
}

export interface Verdict {
  readonly introduced: readonly Violation[];
  readonly resolved: readonly Violation[];
  /** No hard violation is introduced. */
  readonly allowed: boolean;
}

/** For each place below its minimum: who matches it, and which rules rule them out. */
export function explainUnfilled(problem: Problem, rota: Rota): UnfilledExplanation[] {
  throw new Error(`not yet: ${problem.id} ${rota.cells.length}`);
}

/**
 * All violations of one person's line, hard, soft and advisory.
 *
 * @throws RangeError for a person who is not in the problem.
 */
export function explainPerson(problem: Problem, rota: Rota, personId: string): Violation[] {
  throw new Error(`not yet: ${problem.id} ${rota.cells.length} ${personId}`);
}

/**
 * What a set of changes would newly break and what it would mend.
 *
 * @throws RangeError for an unknown person, day or shift type.
 */
export function verdictOnChange(problem: Problem, rota: Rota, changes: readonly CellChange[]): Verdict {
  throw new Error(`not yet: ${problem.id} ${rota.cells.length} ${changes.length}`);
}
