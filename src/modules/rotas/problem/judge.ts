import {
  explainPerson,
  verdictOnChange,
  type CellChange,
  type Violation,
} from '../../../../solver/explain/index.js';
import { OFF, type Level, type Person, type Rota } from '../../../../solver/model/index.js';
import { type BuiltProblem } from './problem-builder.js';
import { dateInWords } from './rota-clock.js';

/** A breach, as people read it: with dates instead of day indexes. */
export interface RotaViolation {
  readonly personId: string;
  /** Code of the rule; `rota.blocked` and `rota.not-qualified` for a shift that the person cannot be given at all. */
  readonly rule: string;
  readonly level: Level;
  readonly fromDate: string;
  readonly toDate: string;
  readonly message: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
  readonly margin: number;
}

/** All breaches of the people's lines in a rota: of rules, and shifts on days on which they cannot work. */
export function judgeRota(built: BuiltProblem, rota: Rota): RotaViolation[] {
  return built.problem.people.flatMap((person) => judgePerson(built, rota, person));
}

export function judgePerson(built: BuiltProblem, rota: Rota, person: Person): RotaViolation[] {
  const rules = explainPerson(built.problem, rota, person.id).map((violation) =>
    asRotaViolation(built, violation),
  );
  return withoutRepeats([...blockedCells(built, rota, person), ...rules]);
}

export interface ChangeVerdict {
  readonly introduced: RotaViolation[];
  readonly resolved: RotaViolation[];
}

/** What changing cells would newly break, and what it would mend. */
export function judgeChange(built: BuiltProblem, rota: Rota, changes: readonly CellChange[]): ChangeVerdict {
  const verdict = verdictOnChange(built.problem, rota, changes);
  const after = withChanges(built, rota, changes);
  const touched = built.problem.people.filter(({ id }) => changes.some(({ personId }) => personId === id));
  const blockedBefore = touched.flatMap((person) => blockedCells(built, rota, person));
  const blockedAfter = touched.flatMap((person) => blockedCells(built, after, person));
  const rules = (violations: readonly Violation[]): RotaViolation[] =>
    violations.map((violation) => asRotaViolation(built, violation));
  return {
    introduced: withoutRepeats([...missingIn(blockedAfter, blockedBefore), ...rules(verdict.introduced)]),
    resolved: withoutRepeats([...missingIn(blockedBefore, blockedAfter), ...rules(verdict.resolved)]),
  };
}

/** The rota after some cells have changed. */
export function withChanges(built: BuiltProblem, rota: Rota, changes: readonly CellChange[]): Rota {
  const cells = rota.cells.map((row) => [...row]);
  for (const change of changes) {
    const row = cells[built.problem.people.findIndex(({ id }) => id === change.personId)];
    if (row?.[change.dayIndex] === undefined) continue;
    row[change.dayIndex] = built.problem.shiftTypes.findIndex(({ id }) => id === change.shiftTypeId);
  }
  return { cells };
}

/** Shifts that the person cannot be given: away, not placed, not qualified, at work elsewhere. */
export function blockedCells(built: BuiltProblem, rota: Rota, person: Person): RotaViolation[] {
  const { problem, clock } = built;
  const row = rota.cells[problem.people.indexOf(person)] ?? [];
  return row.flatMap((cell, dayIndex): RotaViolation[] => {
    const type = cell === OFF ? undefined : problem.shiftTypes[cell];
    if (type === undefined) return [];
    const date = clock.dateOf(dayIndex);
    const block = person.blocks.find(
      (candidate) =>
        candidate.dayIndex === dayIndex &&
        (candidate.shiftTypeId === null || candidate.shiftTypeId === type.id),
    );
    const qualified = person.shiftTypeIds.includes(type.id);
    if (block === undefined && qualified) return [];
    const reason = block?.reason ?? `has a grade or skills that do not allow ${type.code}`;
    return [
      {
        personId: person.id,
        rule: !qualified || block?.code === 'not-qualified' ? 'rota.not-qualified' : 'rota.blocked',
        level: 'hard',
        fromDate: date,
        toDate: date,
        message: `${person.name} has ${type.code} on ${dateInWords(date)} but ${reason}.`,
        measured: 1,
        limit: 0,
        unit: 'shifts',
        margin: -1,
      },
    ];
  });
}

function asRotaViolation({ clock }: BuiltProblem, violation: Violation): RotaViolation {
  return {
    personId: violation.personId,
    rule: violation.rule,
    level: violation.level,
    fromDate: clock.dateOf(violation.fromDay),
    toDate: clock.dateOf(violation.toDay),
    message: violation.message,
    measured: violation.measured,
    limit: violation.limit,
    unit: violation.unit,
    margin: violation.margin,
  };
}

function keyOf(violation: RotaViolation): string {
  return `${violation.personId} ${violation.rule} ${violation.fromDate} ${violation.toDate} ${violation.message}`;
}

function missingIn(violations: readonly RotaViolation[], others: readonly RotaViolation[]): RotaViolation[] {
  const known = new Set(others.map(keyOf));
  return violations.filter((violation) => !known.has(keyOf(violation)));
}

function withoutRepeats(violations: readonly RotaViolation[]): RotaViolation[] {
  return [...new Map(violations.map((violation) => [keyOf(violation), violation])).values()];
}
