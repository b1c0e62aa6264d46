import lpModule, { type Model } from 'javascript-lp-solver';

// The package types its ES module as if it were CommonJS: what is imported is the solver itself.
const lpSolver = lpModule as unknown as typeof lpModule.default;

/** What one person can give over the whole period. */
export interface CapacityPerson {
  readonly id: string;
  readonly name: string;
  /** Most work that their contract allows in the period. */
  readonly maxWorkMin: number;
  /** Days on which each shift type may be given to them; a type that is missing cannot be worked at all. */
  readonly daysByShiftType: Readonly<Record<string, number>>;
  /** Days on which they may work at all; at most one shift starts on a day. */
  readonly days: number;
}

export interface CapacityShiftType {
  readonly id: string;
  readonly workMin: number;
}

/** A cover line, its minimum added up over the period. */
export interface CapacityLine {
  readonly id: string;
  readonly name: string;
  readonly shiftTypeIds: readonly string[];
  readonly personIds: readonly string[];
  /** Person-shifts. */
  readonly needed: number;
}

export interface CapacityInput {
  readonly people: readonly CapacityPerson[];
  readonly shiftTypes: readonly CapacityShiftType[];
  readonly lines: readonly CapacityLine[];
}

export interface Shortfall {
  readonly lineId: string;
  readonly name: string;
  readonly needed: number;
  /** Person-shifts that no rota whatsoever can fill; may be a fraction. */
  readonly short: number;
}

export interface CapacityVerdict {
  /** False: no rota can meet this demand. True: hours, grades and skills do not stand in the way; other rules may. */
  readonly enough: boolean;
  readonly shortfalls: readonly Shortfall[];
  /** Person-shifts that are short in any case, over all lines. */
  readonly totalShort: number;
  /** Hours wanted by the widest lines against hours that people have, 1 = all of them. */
  readonly hoursUsedShare: number;
}

/** The answer of the linear programme did not stand up to being checked. */
export class CapacityError extends Error {}

const TOLERANCE = 1e-6;

/**
 * Can these people's hours, grades and skills meet this demand at all, and where is it short?
 *
 * A relaxation: each person gives a number of shifts of each type within their hours and days, each line takes what it
 * needs, and a person counts in every line that they match. What is short here is short in every rota. The answer of
 * the linear programme is checked against every limit before it is given out.
 *
 * @throws CapacityError when the linear programme's answer breaks a limit.
 */
export function checkCapacity(input: CapacityInput): CapacityVerdict {
  const lines = input.lines.filter((line) => line.needed > 0);
  const { model, gives } = buildModel(input, lines);
  const solution = lpSolver.Solve(model) as Readonly<Record<string, unknown>>;
  const value = (name: string): number => Math.max(0, Number(solution[name] ?? 0));
  verify(input, lines, value);
  const shortfalls = lines
    .map((line, index) => ({
      lineId: line.id,
      name: line.name,
      needed: line.needed,
      short: value(`short${String(index)}`),
    }))
    .filter((shortfall) => shortfall.short > TOLERANCE);
  const totalShort = shortfalls.reduce((sum, { short }) => sum + short, 0);
  const usedMin = gives.reduce((sum, give) => sum + give.workMin * value(give.name), 0);
  const heldMin = input.people.reduce((sum, person) => sum + person.maxWorkMin, 0);
  return {
    enough: shortfalls.length === 0,
    shortfalls,
    totalShort,
    hoursUsedShare: heldMin === 0 ? 0 : usedMin / heldMin,
  };
}

interface Give {
  readonly name: string;
  readonly workMin: number;
}

function giveName(personIndex: number, typeIndex: number): string {
  return `p${String(personIndex)}s${String(typeIndex)}`;
}

/** Shortfall costs far more than an hour of work, which only keeps the answer from wandering. */
const SHORT_COST = 1_000_000;

function buildModel(input: CapacityInput, lines: readonly CapacityLine[]): { model: Model; gives: Give[] } {
  const constraints: Record<string, { min?: number; max?: number }> = {};
  const variables: Record<string, Record<string, number>> = {};
  const gives: Give[] = [];
  lines.forEach((line, index) => {
    constraints[`need${String(index)}`] = { min: line.needed };
    variables[`short${String(index)}`] = { cost: SHORT_COST, [`need${String(index)}`]: 1 };
  });
  const members = lines.map((line) => new Set(line.personIds));
  input.people.forEach((person, personIndex) => {
    constraints[`hours${String(personIndex)}`] = { max: person.maxWorkMin };
    constraints[`days${String(personIndex)}`] = { max: person.days };
    input.shiftTypes.forEach((type, typeIndex) => {
      const days = person.daysByShiftType[type.id] ?? 0;
      const serves = lines.flatMap((line, index) =>
        members[index]!.has(person.id) && line.shiftTypeIds.includes(type.id) ? [index] : [],
      );
      if (days === 0 || serves.length === 0) return;
      const name = giveName(personIndex, typeIndex);
      constraints[`most-${name}`] = { max: days };
      variables[name] = {
        cost: type.workMin,
        [`hours${String(personIndex)}`]: type.workMin,
        [`days${String(personIndex)}`]: 1,
        [`most-${name}`]: 1,
        ...Object.fromEntries(serves.map((index) => [`need${String(index)}`, 1])),
      };
      gives.push({ name, workMin: type.workMin });
    });
  });
  return { model: { optimize: 'cost', opType: 'min', constraints, variables }, gives };
}

/** The solver has been seen to call an answer feasible that was not, so it is never taken at its word. */
function verify(input: CapacityInput, lines: readonly CapacityLine[], value: (name: string) => number): void {
  input.people.forEach((person, personIndex) => {
    let workMin = 0;
    let days = 0;
    input.shiftTypes.forEach((type, typeIndex) => {
      const given = value(giveName(personIndex, typeIndex));
      if (given > (person.daysByShiftType[type.id] ?? 0) + TOLERANCE) {
        throw new CapacityError(`${person.name} was given ${String(given)} shifts of type ${type.id}`);
      }
      workMin += given * type.workMin;
      days += given;
    });
    if (workMin > person.maxWorkMin + 1e-3 || days > person.days + TOLERANCE) {
      throw new CapacityError(`${person.name} was given ${String(workMin)} minutes on ${String(days)} days`);
    }
  });
  lines.forEach((line, index) => {
    let have = value(`short${String(index)}`);
    input.people.forEach((person, personIndex) => {
      if (!line.personIds.includes(person.id)) return;
      input.shiftTypes.forEach((type, typeIndex) => {
        if (line.shiftTypeIds.includes(type.id)) have += value(giveName(personIndex, typeIndex));
      });
    });
    if (have < line.needed - 1e-3) {
      throw new CapacityError(`line ${line.name} has ${String(have)} of ${String(line.needed)}`);
    }
  });
}
