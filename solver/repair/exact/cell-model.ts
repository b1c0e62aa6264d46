import { buildLineContext, type LineContext } from '../../constraints/index.js';
import { OFF, type Person, type Problem, type Rota } from '../../model/index.js';

/** One person's yes-or-no variables: a column for each shift that may stand on each day. */
export interface PersonColumns {
  readonly person: Person;
  readonly context: LineContext;
  /** The cells that the rota starts from. */
  readonly start: readonly number[];
  /** Column of a shift type's index on a day; missing where it cannot stand. */
  readonly columnOf: readonly ReadonlyMap<number, number>[];
}

/** A linear condition `lower ≤ Σ values·x ≤ upper`. */
export interface Row {
  readonly lower: number;
  readonly upper: number;
  readonly terms: ReadonlyMap<number, number>;
}

/** Numbers the columns of everybody; days that are pinned, blocked or worked elsewhere have one choice and no column. */
export function buildColumns(
  problem: Problem,
  start: Rota,
  fromDay: number,
): { people: PersonColumns[]; count: number } {
  let count = 0;
  const people = problem.people.map((person, index): PersonColumns => {
    const context = buildLineContext(problem, person);
    const cells = problem.days.map((_, day) => start.cells[index]?.[day] ?? OFF);
    const columnOf = problem.days.map((_, day) => {
      const choices = day < fromDay ? [] : choicesOf(problem, person, context, day);
      return new Map(choices.map((type) => [type, count++]));
    });
    return { person, context, start: cells, columnOf };
  });
  return { people, count };
}

function choicesOf(problem: Problem, person: Person, context: LineContext, day: number): number[] {
  if (person.pins.some(({ dayIndex }) => dayIndex === day)) return [];
  if (context.base[context.before + day] !== 0) return [];
  const blocks = person.blocks.filter(({ dayIndex }) => dayIndex === day);
  return problem.shiftTypes.flatMap(({ id }, type) =>
    person.shiftTypeIds.includes(id) &&
    !blocks.some(({ shiftTypeId }) => shiftTypeId === null || shiftTypeId === id)
      ? [type]
      : [],
  );
}

/** Shift type on a day in which the person has no choice; `OFF` for a day off or work elsewhere. */
export function fixedCell({ columnOf, start }: PersonColumns, day: number): number {
  return columnOf[day]!.size === 0 ? start[day]! : OFF;
}
