import { type Person, type Problem } from '../model/index.js';
import { findCoverConflicts } from './contradiction/cover-conflict.js';
import { findLineConflict } from './contradiction/line-conflict.js';

/** Statements of a problem that cannot all hold, whatever the rota. */
export interface Contradiction {
  /** null: about a day's cover, not one person. */
  readonly personId: string | null;
  /** null: about a person's line as a whole. */
  readonly dayIndex: number | null;
  readonly message: string;
}

/**
 * Pins that contradict each other, a block, fixed work or what the person may work at all; pins that no line can keep together with
 * the hard rules; and hard minima of cover for which too few people are left. People without pins are left to
 * `findLineContradictions`, which takes longer.
 */
export function findContradictions(problem: Problem): Contradiction[] {
  const people = problem.people.flatMap((person) => {
    const found = contradictionsOf(problem, person);
    return found.length > 0 || person.pins.length === 0 ? found : findLineContradictions(problem, [person]);
  });
  return [...people, ...coverContradictions(problem)];
}

/** For each of the people whom no line at all can suit: a minimal set of statements that rule out every line. */
export function findLineContradictions(problem: Problem, people: readonly Person[]): Contradiction[] {
  return people.flatMap((person) => {
    const conflict = findLineConflict(problem, person);
    if (conflict === null) return [];
    const message = `${person.name} (${person.id}): these cannot all hold: ${conflict.statements.join('; ')}`;
    return [{ personId: person.id, dayIndex: null, message }];
  });
}

function coverContradictions(problem: Problem): Contradiction[] {
  return findCoverConflicts(problem).map(({ dayIndex, lines, needed, people }) => {
    const names = lines.map(({ name }) => name).join(', ');
    const able = people.length === 0 ? 'nobody' : `only ${people.length} (${people.join(', ')})`;
    const date = problem.days[dayIndex]!.date;
    return {
      personId: null,
      dayIndex,
      message: `${date}: the minimum of ${names} needs ${needed} ${needed === 1 ? 'person' : 'people'}, but ${able} can be there`,
    };
  });
}

function contradictionsOf(problem: Problem, person: Person): Contradiction[] {
  const found: Contradiction[] = [];
  const pinned = new Map<number, string | null>();
  for (const { dayIndex, shiftTypeId } of person.pins) {
    const date = problem.days[dayIndex]?.date ?? `day ${dayIndex}`;
    const say = (detail: string): void => {
      found.push({
        personId: person.id,
        dayIndex,
        message: `${person.name} (${person.id}) on ${date}: ${detail}`,
      });
    };
    const name = nameOf(problem, shiftTypeId);
    const other = pinned.get(dayIndex);
    if (other !== undefined && other !== shiftTypeId)
      say(`pinned to both ${nameOf(problem, other)} and ${name}`);
    pinned.set(dayIndex, shiftTypeId);
    if (shiftTypeId === null) continue;
    const block = person.blocks.find(
      (candidate) =>
        candidate.dayIndex === dayIndex && (candidate.shiftTypeId ?? shiftTypeId) === shiftTypeId,
    );
    if (block !== undefined) say(`pinned to ${name}, but the day is blocked: ${block.reason}`);
    if (!person.shiftTypeIds.includes(shiftTypeId)) say(`pinned to ${name}, which they may not work`);
    const fixed = person.fixedShifts.find((shift) => shift.dayIndex === dayIndex);
    if (fixed !== undefined) say(`pinned to ${name}, but already works ${fixed.label}`);
  }
  return found;
}

function nameOf(problem: Problem, shiftTypeId: string | null): string {
  if (shiftTypeId === null) return 'a day off';
  return problem.shiftTypes.find((type) => type.id === shiftTypeId)?.code ?? shiftTypeId;
}
