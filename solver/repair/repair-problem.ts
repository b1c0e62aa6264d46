import { LineJudge } from '../constraints/judge.js';
import { OFF, type Person, type Problem, type Request, type Rota } from '../model/index.js';
import { type AssignmentChange, assignmentChanges } from './changes.js';

/** What a repair starts from. */
export interface RepairProblem {
  /** The same problem with a cost for each cell that is not as it stood. */
  readonly problem: Problem;
  /** The rota as it stood without the shifts that nobody can work any more. */
  readonly start: Rota;
  /** Those shifts: whose they were, and when. */
  readonly lost: readonly AssignmentChange[];
  /** Cost of one changed cell. */
  readonly changeWeight: number;
}

export interface RepairSetup {
  /** Cost of a changed cell, in the problem's weights; by default `usualChangeWeight`. */
  readonly changeWeight?: number;
  /** Days before this one have been worked and stay as they stand. */
  readonly fromDay?: number;
}

/**
 * Share of the cost of a place left short. A place is worth up to three changes and not four, and one change is worth more
 * than the usual wishes and soft rules together.
 */
const SHARE_OF_A_PLACE = 0.3;

/** What changing an assignment costs when nobody says otherwise: a share of the cheapest place that a rota may leave short. */
export function usualChangeWeight(problem: Problem): number {
  const places = problem.cover
    .map(({ measure }) => (measure.kind === 'count' && measure.minimum > 0 ? measure.underMinimumWeight : 0))
    .filter((weight) => weight > 0);
  return places.length === 0 ? 1 : Math.min(...places) * SHARE_OF_A_PLACE;
}

/**
 * A repair is the same problem with one more wish for every day of everybody: that it stays as it was. So each face of the
 * solver knows how to repair without being told.
 *
 * @param problem with what has changed in it (`withAbsences`).
 * @param standing the rota as it stood before.
 */
export function repairProblem(problem: Problem, standing: Rota, setup: RepairSetup = {}): RepairProblem {
  const changeWeight = setup.changeWeight ?? usualChangeWeight(problem);
  if (!(changeWeight >= 0) || !Number.isFinite(changeWeight)) {
    throw new RangeError(`a change must cost 0 or more, not ${changeWeight}`);
  }
  const fromDay = setup.fromDay ?? 0;
  const cells = problem.people.map((person, index) => standingCells(problem, person, standing.cells[index]));
  const start = { cells };
  const people = problem.people.map((person, index) =>
    keeping(problem, person, cells[index]!, changeWeight, fromDay),
  );
  return {
    problem: { ...problem, people },
    start,
    lost: assignmentChanges(problem, standing, start),
    changeWeight,
  };
}

/** The person's cells without the shifts that a block or a missing qualification takes away. */
function standingCells(problem: Problem, person: Person, cells: readonly number[] = []): number[] {
  const judge = new LineJudge(problem, person);
  const taken = new Set(['rota.blocked', 'rota.not-qualified', 'rota.already-working']);
  return problem.days.map(({ index }) => {
    const cell = cells[index] ?? OFF;
    const pinned = person.pins.some(({ dayIndex }) => dayIndex === index);
    if (cell === OFF || pinned) return cell;
    return judge.cellViolations(index, cell).some(({ rule }) => taken.has(rule)) ? OFF : cell;
  });
}

function keeping(
  problem: Problem,
  person: Person,
  cells: readonly number[],
  weight: number,
  fromDay: number,
): Person {
  const pinned = new Set(person.pins.map(({ dayIndex }) => dayIndex));
  const free = problem.days.map(({ index }) => index).filter((day) => !pinned.has(day));
  const typeId = (day: number): string | null => problem.shiftTypes[cells[day] ?? OFF]?.id ?? null;
  return {
    ...person,
    pins: [
      ...person.pins,
      ...free.filter((day) => day < fromDay).map((day) => ({ dayIndex: day, shiftTypeId: typeId(day) })),
    ],
    requests: [
      ...person.requests,
      ...free.filter((day) => day >= fromDay).map((day) => stays(person, day, typeId(day), weight)),
    ],
  };
}

function stays(person: Person, dayIndex: number, typeId: string | null, weight: number): Request {
  return {
    id: `stays-${person.id}-${dayIndex}`,
    dayIndex,
    shiftTypeIds: typeId === null ? [] : [typeId],
    wants: typeId === null ? 'not-work' : 'work',
    weight,
  };
}
