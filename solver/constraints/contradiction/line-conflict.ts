import { type ConstraintData, type Person, type Problem } from '../../model/index.js';
import { mayHaveLine } from './possible-line.js';

/** Statements about one person that cannot all hold, each of which is needed for that. */
export interface LineConflict {
  readonly personId: string;
  /** Each in words: a pin, a block, work that stands, a hard rule. */
  readonly statements: readonly string[];
}

interface Statement {
  readonly words: string;
  readonly without: (person: Person) => Person;
}

/**
 * Proves that no line keeps all that is said of a person, and finds a minimal set of statements of which that is true:
 * leaving out any one of them would leave a possible line as far as can be seen.
 *
 * @returns null where nothing is proven.
 */
export function findLineConflict(problem: Problem, person: Person): LineConflict | null {
  if (mayHaveLine(problem, person)) return null;
  let conflicting = person;
  // What is tried first is kept least: rules and pins say more than days off.
  for (const { without } of statementsOf(problem, person).flat()) {
    const fewer = without(conflicting);
    if (!mayHaveLine(problem, fewer)) conflicting = fewer;
  }
  return {
    personId: person.id,
    statements: statementsOf(problem, conflicting)
      .reverse()
      .flatMap((sort) => sort.map(({ words }) => words)),
  };
}

/** By sort: blocks, work that stands, hard rules, pins. */
function statementsOf(problem: Problem, person: Person): Statement[][] {
  const date = (dayIndex: number): string => problem.days[dayIndex]?.date ?? `day ${dayIndex}`;
  const code = (id: string | null): string =>
    problem.shiftTypes.find((type) => type.id === id)?.code ?? id ?? 'a day off';
  return [
    person.blocks.map((block) => ({
      words: `${date(block.dayIndex)} is blocked${block.shiftTypeId === null ? '' : ` for ${code(block.shiftTypeId)}`}: ${block.reason}`,
      without: (from: Person) => ({ ...from, blocks: from.blocks.filter((other) => other !== block) }),
    })),
    person.fixedShifts.map((shift) => ({
      words: `${shift.label} on ${date(shift.dayIndex)} stands`,
      without: (from: Person) => ({
        ...from,
        fixedShifts: from.fixedShifts.filter((other) => other !== shift),
      }),
    })),
    person.constraints
      .filter(({ level }) => level === 'hard')
      .map((data) => ({
        words: ruleInWords(data),
        without: (from: Person) => ({
          ...from,
          constraints: from.constraints.filter((other) => other !== data),
        }),
      })),
    person.pins.map((pin) => ({
      words: `pinned to ${code(pin.shiftTypeId)} on ${date(pin.dayIndex)}`,
      without: (from: Person) => ({ ...from, pins: from.pins.filter((other) => other !== pin) }),
    })),
  ];
}

function ruleInWords({ rule, kind, params }: ConstraintData): string {
  const said = Object.entries(params).flatMap(([name, value]) =>
    value === null || value === undefined
      ? []
      : [`${name} ${Array.isArray(value) ? value.join('+') : String(value)}`],
  );
  return `${rule} (${[kind, ...said].join(', ')})`;
}
