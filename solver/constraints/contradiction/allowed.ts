import { OFF, type Person, type Problem } from '../../model/index.js';

/**
 * For each day the cells (indexes of shift types, or `OFF`) that qualifications, blocks, pins and fixed work leave to a person. A pin
 * stands whatever else is said of its day; on a day with fixed work nothing can be put.
 */
export function allowedCells(problem: Problem, person: Person): readonly (readonly number[])[] {
  const typeIndex = new Map(problem.shiftTypes.map(({ id }, index) => [id, index]));
  const qualified = person.shiftTypeIds.flatMap((id) => typeIndex.get(id) ?? []);
  const cells: number[][] = problem.days.map(() => [OFF, ...qualified]);
  for (const { dayIndex, shiftTypeId } of person.blocks) {
    const blocked = shiftTypeId === null ? null : typeIndex.get(shiftTypeId);
    cells[dayIndex] = (cells[dayIndex] ?? []).filter(
      (cell) => cell === OFF || (blocked !== null && cell !== blocked),
    );
  }
  for (const { dayIndex, shiftTypeId } of person.pins) {
    cells[dayIndex] = [shiftTypeId === null ? OFF : (typeIndex.get(shiftTypeId) ?? OFF)];
  }
  for (const { dayIndex } of person.fixedShifts) if (cells[dayIndex] !== undefined) cells[dayIndex] = [OFF];
  return cells;
}
