import { verdictOnChange } from '../solver/explain/index.js';
import { type CoverLine, emptyRota, OFF, type Problem, type Rota } from '../solver/model/index.js';

/**
 * Fills a rota as one would by hand: day after day, line after line, and whoever stands first in the list and may take
 * the shift gets it. It keeps every hard rule and never takes anything back.
 */
export function naiveFill(problem: Problem): Rota {
  const cells = emptyRota(problem).cells.map((row) => [...row]);
  for (const line of problem.cover) {
    let left = line.measure.kind === 'count' ? line.measure.minimum - peopleOn(problem, cells, line) : 0;
    for (const personId of line.personIds) {
      if (left <= 0) break;
      if (giveShift(problem, cells, line, personId)) left--;
    }
  }
  return { cells };
}

function giveShift(problem: Problem, cells: number[][], line: CoverLine, personId: string): boolean {
  const personIndex = problem.people.findIndex((person) => person.id === personId);
  const person = problem.people[personIndex]!;
  if (cells[personIndex]![line.dayIndex] !== OFF) return false;
  const isBlocked = (shiftTypeId: string): boolean =>
    person.blocks.some(
      (block) =>
        block.dayIndex === line.dayIndex && (block.shiftTypeId === null || block.shiftTypeId === shiftTypeId),
    );
  const shiftTypeId = line.shiftTypeIds.find(
    (id) =>
      person.shiftTypeIds.includes(id) &&
      !isBlocked(id) &&
      verdictOnChange(problem, { cells }, [{ personId, dayIndex: line.dayIndex, shiftTypeId: id }]).allowed,
  );
  if (shiftTypeId === undefined) return false;
  cells[personIndex]![line.dayIndex] = problem.shiftTypes.findIndex((type) => type.id === shiftTypeId);
  return true;
}

function peopleOn(problem: Problem, cells: readonly (readonly number[])[], line: CoverLine): number {
  return line.personIds.filter((personId) => {
    const personIndex = problem.people.findIndex((person) => person.id === personId);
    const type = problem.shiftTypes[cells[personIndex]![line.dayIndex]!];
    return type !== undefined && line.shiftTypeIds.includes(type.id);
  }).length;
}
