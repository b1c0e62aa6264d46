import { OFF, type Problem, type Rota } from '../model/index.js';

/** A day of a person that is not as it stood. */
export interface AssignmentChange {
  readonly personId: string;
  readonly dayIndex: number;
  /** Ids of shift types; null is a day off. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Every cell in which two rotas of a problem differ, by day and then in the order of the people. */
export function assignmentChanges(problem: Problem, before: Rota, after: Rota): AssignmentChange[] {
  const typeId = (rota: Rota, person: number, day: number): string | null =>
    problem.shiftTypes[rota.cells[person]?.[day] ?? OFF]?.id ?? null;
  return problem.days.flatMap(({ index }) =>
    problem.people.flatMap(({ id }, person) => {
      const from = typeId(before, person, index);
      const to = typeId(after, person, index);
      return from === to ? [] : [{ personId: id, dayIndex: index, from, to }];
    }),
  );
}
