import { type Block, type Person, type Problem } from '../model/index.js';

/** Somebody who was on the rota cannot work on some days after all. */
export interface Absence {
  readonly personId: string;
  /** Both inclusive. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Code of the block that it puts on each day, `sickness`. */
  readonly code: string;
  /** In plain words, for messages. */
  readonly reason: string;
}

/**
 * The problem once people have become absent: the days are blocked, and what was pinned on them is pinned no more.
 *
 * @throws RangeError for a person or days outside the problem.
 */
export function withAbsences(problem: Problem, absences: readonly Absence[]): Problem {
  for (const absence of absences) check(problem, absence);
  return { ...problem, people: problem.people.map((person) => withoutDays(person, absences)) };
}

function withoutDays(person: Person, absences: readonly Absence[]): Person {
  const own = absences.filter(({ personId }) => personId === person.id);
  if (own.length === 0) return person;
  const away = (dayIndex: number): boolean =>
    own.some(({ fromDay, toDay }) => fromDay <= dayIndex && dayIndex <= toDay);
  const blocks = own.flatMap(({ fromDay, toDay, code, reason }) =>
    Array.from({ length: toDay - fromDay + 1 }, (_, k): Block => ({
      dayIndex: fromDay + k,
      shiftTypeId: null,
      code,
      reason,
    })),
  );
  return {
    ...person,
    blocks: [...person.blocks, ...blocks],
    pins: person.pins.filter(({ dayIndex, shiftTypeId }) => shiftTypeId === null || !away(dayIndex)),
  };
}

function check(problem: Problem, { personId, fromDay, toDay }: Absence): void {
  if (!problem.people.some(({ id }) => id === personId)) {
    throw new RangeError(`person "${personId}" is not in the problem`);
  }
  if (!Number.isInteger(fromDay) || !Number.isInteger(toDay) || fromDay < 0 || fromDay > toDay) {
    throw new RangeError(`days ${fromDay} to ${toDay} are no stretch of days; the first day is 0`);
  }
  if (toDay >= problem.days.length) {
    throw new RangeError(`day ${toDay} is after the last day, ${problem.days.length - 1}`);
  }
}
