import { OFF, type Problem, type Rota } from '../../../../solver/model/index.js';
import { type FilledCell } from '../fill.entity.js';
import { type RotaClock } from './rota-clock.js';
import { type RotaInput } from './rota-input.js';

/** Cells outside the problem (another person, day or shift type) are left out. */
export function rotaOfCells(problem: Problem, clock: RotaClock, filled: readonly FilledCell[]): Rota {
  const cells = problem.people.map(() => problem.days.map(() => OFF));
  const personIndex = new Map(problem.people.map((person, index) => [person.id, index]));
  const typeIndex = new Map(problem.shiftTypes.map((type, index) => [type.id, index]));
  for (const { personId, shiftTypeId, date } of filled) {
    const row = cells[personIndex.get(personId) ?? -1];
    const day = clock.dayIndex(date);
    const type = typeIndex.get(shiftTypeId);
    if (row?.[day] === undefined || type === undefined) continue;
    row[day] = type;
  }
  return { cells };
}

export function cellsOfRota(problem: Problem, rota: Rota): FilledCell[] {
  return problem.people.flatMap((person, row) =>
    problem.days.flatMap((day, column) => {
      const type = problem.shiftTypes[rota.cells[row]?.[column] ?? OFF];
      return type === undefined ? [] : [{ personId: person.id, shiftTypeId: type.id, date: day.date }];
    }),
  );
}

/** The rota as its assignments stand. */
export function standingRota(input: RotaInput, problem: Problem, clock: RotaClock): Rota {
  const standing = input.people.flatMap(({ person, work }) =>
    work
      .filter(({ rotaId }) => rotaId === input.rota.id)
      .map(({ shiftTypeId, date }) => ({ personId: person.id, shiftTypeId, date })),
  );
  return rotaOfCells(problem, clock, standing);
}
