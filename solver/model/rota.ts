import { type Problem } from './problem.js';

/**
 * A rota of a problem: for each person (in the problem's order) and day the index of a shift type in
 * `problem.shiftTypes`, or `OFF`. At most one shift a person and day.
 */
export interface Rota {
  readonly cells: readonly (readonly number[])[];
}

export const OFF = -1;

export function emptyRota(problem: Problem): Rota {
  return { cells: problem.people.map(() => problem.days.map(() => OFF)) };
}
