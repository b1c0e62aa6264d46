import { type CoverLine, type Person, type Problem } from '../model/index.js';
import {
  type CapacityInput,
  type CapacityLine,
  type CapacityPerson,
  type CapacityVerdict,
  checkCapacity,
} from './capacity.js';

/** What stands in the way of a line that is short: hours that run out, or people of its grade and skills on their days. */
export type Bottleneck = 'hours' | 'people';

export interface LocatedShortfall {
  readonly name: string;
  /** Grades and skills that the line asks for, in words. */
  readonly filterLabel: string;
  readonly needed: number;
  readonly short: number;
  /** `hours`: with unlimited hours the same people could do it. `people`: they could not. */
  readonly bottleneck: Bottleneck;
  readonly people: number;
}

export interface LocatedVerdict extends Omit<CapacityVerdict, 'shortfalls'> {
  readonly shortfalls: readonly LocatedShortfall[];
}

/**
 * The capacity check of a problem, with where and why it is short. Lines of the same name are one line over the horizon; of the rules, the
 * hard limits on hours count, and of absences all.
 *
 * @throws CapacityError when the linear programme's answer breaks a limit.
 */
export function locateShortfalls(problem: Problem): LocatedVerdict {
  const input = capacityInput(problem);
  const verdict = checkCapacity(input);
  const unlimited = verdict.enough
    ? verdict
    : checkCapacity({
        ...input,
        people: input.people.map((person) => ({ ...person, maxWorkMin: UNLIMITED_MIN })),
      });
  const labels = new Map(problem.cover.map(({ name, filterLabel }) => [name, filterLabel]));
  const shortfalls = verdict.shortfalls.map(({ lineId, name, needed, short }): LocatedShortfall => {
    const still = unlimited.shortfalls.find((other) => other.lineId === lineId)?.short ?? 0;
    return {
      name,
      filterLabel: labels.get(name) ?? '',
      needed,
      short,
      bottleneck: still < short / 2 ? 'hours' : 'people',
      people: input.lines.find(({ id }) => id === lineId)?.personIds.length ?? 0,
    };
  });
  return { ...verdict, shortfalls };
}

const UNLIMITED_MIN = 1e7;

/** What each person can give and each line needs over the whole horizon. */
export function capacityInput(problem: Problem): CapacityInput {
  const groups = new Map<string, CoverLine[]>();
  for (const line of problem.cover) {
    if (line.measure.kind === 'count') groups.set(line.name, [...(groups.get(line.name) ?? []), line]);
  }
  return {
    people: problem.people.map((person) => capacityPerson(problem, person)),
    shiftTypes: problem.shiftTypes.map(({ id, workMin }) => ({ id, workMin })),
    lines: [...groups].map(([name, lines]) => capacityLine(name, lines)),
  };
}

/** People and shift types of any day count on all: a little generous, so that what is short is short in every rota. */
function capacityLine(name: string, lines: readonly CoverLine[]): CapacityLine {
  return {
    id: name,
    name,
    shiftTypeIds: [...new Set(lines.flatMap(({ shiftTypeIds }) => shiftTypeIds))],
    personIds: [...new Set(lines.flatMap(({ personIds }) => personIds))],
    needed: lines.reduce((sum, { measure }) => sum + (measure.kind === 'count' ? measure.minimum : 0), 0),
  };
}

function capacityPerson(problem: Problem, person: Person): CapacityPerson {
  const taken = new Set(person.fixedShifts.map(({ dayIndex }) => dayIndex));
  const free = problem.days.map(({ index }) => index).filter((day) => !taken.has(day));
  const mayWork = (day: number, typeId: string): boolean =>
    person.shiftTypeIds.includes(typeId) &&
    person.pins.every(({ dayIndex, shiftTypeId }) => dayIndex !== day || shiftTypeId === typeId) &&
    !person.blocks.some(
      ({ dayIndex, shiftTypeId }) => dayIndex === day && (shiftTypeId ?? typeId) === typeId,
    );
  const daysOf = (typeId: string): number[] => free.filter((day) => mayWork(day, typeId));
  const byType = problem.shiftTypes.map(({ id }) => [id, daysOf(id)] as const);
  return {
    id: person.id,
    name: person.name,
    maxWorkMin: hoursLimit(problem, person),
    days: new Set(byType.flatMap(([, days]) => days)).size,
    daysByShiftType: Object.fromEntries(byType.map(([id, days]) => [id, days.length])),
  };
}

/** The tightest hard limit on all work of the horizon, less what is worked elsewhere in it. */
function hoursLimit(problem: Problem, person: Person): number {
  const worked = person.fixedShifts
    .filter(({ dayIndex }) => problem.days[dayIndex] !== undefined)
    .reduce((sum, { workMin }) => sum + workMin, 0);
  const limits = person.constraints.flatMap(({ kind, level, params }) => {
    const whole = params.fromDay === undefined && params.toDay === undefined;
    const all =
      params.kinds === undefined && params.exceptKinds === undefined && params.shiftTypeIds === undefined;
    const minutes = kind === 'total' && level === 'hard' && params.measure === 'minutes';
    return minutes && whole && all && typeof params.max === 'number' ? [params.max] : [];
  });
  return Math.max(0, Math.min(UNLIMITED_MIN, ...limits) - worked);
}
