import { type Person, type Problem } from '../model/index.js';

/** Statements of a problem that cannot all hold, whatever the rota. */
export interface Contradiction {
  readonly personId: string;
  readonly dayIndex: number;
  readonly message: string;
}

/** Pins that contradict each other, a block, fixed work or what the person may work at all. */
export function findContradictions(problem: Problem): Contradiction[] {
  return problem.people.flatMap((person) => contradictionsOf(problem, person));
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
