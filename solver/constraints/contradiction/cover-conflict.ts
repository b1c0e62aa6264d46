import { type CoverLine, type Problem } from '../../model/index.js';
import { allowedCells } from './allowed.js';

/** Hard minima of one day that the people who are left on it cannot meet together. */
export interface CoverConflict {
  readonly dayIndex: number;
  readonly lines: readonly CoverLine[];
  readonly needed: number;
  /** Names of those who can serve any of the lines; fewer than `needed`. */
  readonly people: readonly string[];
}

/** One place of a line that has to be filled, and who can fill it. */
interface Place {
  readonly line: CoverLine;
  readonly candidates: readonly number[];
}

/**
 * The days on which hard minima ask for more people than can be there. Lines that share a shift are looked at one by one, since a
 * person may count in several; all others of a day together, since a person works one shift. The lines of a conflict are a minimal
 * set: without a place of any of them the rest could be filled.
 */
export function findCoverConflicts(problem: Problem): CoverConflict[] {
  const hard = problem.cover.filter(
    ({ measure }) => measure.kind === 'count' && measure.minimumLevel === 'hard',
  );
  if (hard.length === 0) return [];
  const allowed = problem.people.map((person) => allowedCells(problem, person));
  const indexOf = new Map(problem.people.map(({ id }, index) => [id, index]));
  return problem.days.flatMap(({ index: dayIndex }) => {
    const lines = hard.filter((line) => line.dayIndex === dayIndex);
    for (const group of groupsOf(lines)) {
      const places = group.flatMap((line): Place[] => {
        const candidates = candidatesOf(problem, line, allowed, indexOf);
        return Array.from({ length: minimumOf(line) }, () => ({ line, candidates }));
      });
      const unfillable = unfillablePlaces(places);
      if (unfillable.length > 0) return [conflictOf(problem, dayIndex, unfillable)];
    }
    return [];
  });
}

/** Lines no two of which share a shift, and every other line by itself. */
function groupsOf(lines: readonly CoverLine[]): CoverLine[][] {
  const apart: CoverLine[] = [];
  const single: CoverLine[][] = [];
  for (const line of lines) {
    const shared = lines.some(
      (other) => other !== line && other.shiftTypeIds.some((id) => line.shiftTypeIds.includes(id)),
    );
    if (shared) single.push([line]);
    else apart.push(line);
  }
  return [apart, ...single];
}

function minimumOf({ measure }: CoverLine): number {
  return measure.kind === 'count' ? measure.minimum : 0;
}

function candidatesOf(
  problem: Problem,
  line: CoverLine,
  allowed: readonly (readonly (readonly number[])[])[],
  indexOf: ReadonlyMap<string, number>,
): number[] {
  return [...new Set(line.personIds)].flatMap((id) => {
    const person = indexOf.get(id);
    if (person === undefined) return [];
    const cells = allowed[person]![line.dayIndex] ?? [];
    return cells.some((cell) => line.shiftTypeIds.includes(problem.shiftTypes[cell]?.id ?? ''))
      ? [person]
      : [];
  });
}

/**
 * Fills the places one after another, moving people on where that helps (augmenting paths). The places that were met on the way in
 * vain compete for too few people: a minimal set, since any one of them could be the one left open.
 */
function unfillablePlaces(places: readonly Place[]): readonly Place[] {
  const placeOf = new Map<number, number>();
  for (let start = 0; start < places.length; start++) {
    const seenPeople = new Set<number>();
    const met = new Set<number>();
    const fill = (place: number): boolean => {
      met.add(place);
      for (const person of places[place]!.candidates) {
        if (seenPeople.has(person)) continue;
        seenPeople.add(person);
        const other = placeOf.get(person);
        if (other === undefined || fill(other)) {
          placeOf.set(person, place);
          return true;
        }
      }
      return false;
    };
    if (!fill(start)) return places.filter((_, place) => met.has(place));
  }
  return [];
}

function conflictOf(problem: Problem, dayIndex: number, places: readonly Place[]): CoverConflict {
  const people = new Set(places.flatMap(({ candidates }) => candidates));
  return {
    dayIndex,
    lines: [...new Set(places.map(({ line }) => line))],
    needed: places.length,
    people: [...people].sort((a, b) => a - b).map((person) => problem.people[person]!.name),
  };
}
