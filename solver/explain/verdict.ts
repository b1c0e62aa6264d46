import { type Blame, LineJudge } from '../constraints/judge.js';
import { type Violation } from '../constraints/violation.js';
import { OFF, type Problem, type Rota } from '../model/index.js';
import { newViolations } from './compare.js';

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

/**
 * All violations of one person's line, hard, soft and advisory.
 *
 * @throws RangeError for a person who is not in the problem.
 */
export function explainPerson(
  problem: Problem,
  rota: Rota,
  personId: string,
  blame: Blame = 'planned',
): Violation[] {
  const index = personIndexOf(problem, personId);
  return new LineJudge(problem, problem.people[index]!, blame).violations(rota.cells[index] ?? []);
}

/**
 * What a set of changes would newly break and what it would mend.
 *
 * @throws RangeError for an unknown person, day or shift type.
 */
export function verdictOnChange(problem: Problem, rota: Rota, changes: readonly CellChange[]): Verdict {
  const changed = new Map<number, number[]>();
  for (const change of changes) {
    const person = personIndexOf(problem, change.personId);
    const cells = changed.get(person) ?? problem.days.map((_, day) => rota.cells[person]?.[day] ?? OFF);
    cells[dayOf(problem, change.dayIndex)] = typeOf(problem, change.shiftTypeId);
    changed.set(person, cells);
  }
  const introduced: Violation[] = [];
  const resolved: Violation[] = [];
  for (const [person, cells] of changed) {
    const judge = new LineJudge(problem, problem.people[person]!, 'all');
    const { before, after } = judge.violationsOfChange(rota.cells[person] ?? [], cells);
    introduced.push(...newViolations(before, after));
    resolved.push(...newViolations(after, before));
  }
  return { introduced, resolved, allowed: !introduced.some((violation) => violation.level === 'hard') };
}

function personIndexOf(problem: Problem, personId: string): number {
  const index = problem.people.findIndex((person) => person.id === personId);
  if (index < 0) throw new RangeError(`person "${personId}" is not in the problem`);
  return index;
}

function dayOf(problem: Problem, dayIndex: number): number {
  if (problem.days[dayIndex] !== undefined) return dayIndex;
  throw new RangeError(`day ${dayIndex} is outside the horizon of ${problem.days.length} days`);
}

function typeOf(problem: Problem, shiftTypeId: string | null): number {
  if (shiftTypeId === null) return OFF;
  const index = problem.shiftTypes.findIndex((type) => type.id === shiftTypeId);
  if (index < 0) throw new RangeError(`shift type "${shiftTypeId}" is not in the problem`);
  return index;
}
