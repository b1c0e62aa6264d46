import {
  buildDays,
  type ConstraintData,
  type Day,
  elapsedMin,
  type FixedShift,
  type Person,
  type Problem,
  type ShiftType,
} from '../model/index.js';
import { compileConstraint, type Constraint } from './index.js';
import { buildLineContext, type Line, type LineContext, lineOfCells } from './line.js';
import { type Violation } from './violation.js';

/**
 * A shift of a case: the day, local start and end as hours (the end may pass 24), and what else is known of it. Days before 0 were worked
 * before the rota.
 */
export type Case = readonly (readonly [
  day: number,
  startH: number,
  endH: number,
  more?: Partial<ShiftType>,
])[];

/** What a case is judged in. */
export interface Setting {
  /** A Monday unless a case needs otherwise. */
  readonly firstDate?: string;
  readonly dayCount?: number;
  readonly bankHolidays?: readonly string[];
  /** No shift may follow on the day after the one before it in the case. */
  readonly forbiddenNext?: boolean;
  readonly timeZone?: string | null;
  readonly cycleDays?: number;
}

/** The smallest unit of time, in hours. */
export const MINUTE = 1 / 60;

export const days = (count: number, from = 0): number[] => Array.from({ length: count }, (_, k) => from + k);

export const run = (on: readonly number[], startH: number, endH: number, more?: Partial<ShiftType>): Case =>
  on.map((day) => (more === undefined ? [day, startH, endH] : [day, startH, endH, more]));

/** A shift on each of the first Saturdays. */
export const weekends = (count: number): Case => days(count).map((week) => [week * 7 + 5, 9, 17]);

/** Non-resident on-call from 09:00 to 09:00. */
export const onCall = (on: readonly number[], more: Partial<ShiftType> = {}): Case =>
  run(on, 9, 33, { kind: 'on-call', ...more });

/** A line of one person with its problem. */
export interface World {
  readonly problem: Problem;
  readonly person: Person;
  readonly context: LineContext;
  readonly cells: readonly number[];
  readonly line: Line;
}

/** The shifts of a case as one person's line; each is a shift type of its own, called by its place in the case. */
export function worldOf(shifts: Case, setting: Setting = {}): World {
  const { dayCount = 28, firstDate = '2026-06-01', timeZone = 'Europe/London' } = setting;
  const horizon = buildDays(firstDate, dayCount, timeZone, new Set(setting.bankHolidays));
  const shiftTypes = shifts.map((shift, index) => typeOf(shift, index, setting.forbiddenNext === true));
  const person: Person = {
    id: 'p',
    name: 'Pat Example',
    grade: null,
    wte: 1,
    shiftTypeIds: shiftTypes.map(({ id }) => id),
    constraints: [],
    blocks: [],
    requests: [],
    pins: [],
    fixedShifts: shifts.flatMap(([day], index) =>
      day < 0 || day >= dayCount ? [fixedShift(horizon, day, shiftTypes[index]!)] : [],
    ),
  };
  const problem: Problem = {
    id: 't',
    name: 't',
    timeZone,
    days: horizon,
    ...(setting.cycleDays === undefined ? {} : { cycleDays: setting.cycleDays }),
    shiftTypes,
    people: [person],
    cover: [],
  };
  const context = buildLineContext(problem, person);
  const cells = Array.from({ length: dayCount }, (_, day) => shifts.findIndex(([on]) => on === day));
  return { problem, person, context, cells, line: lineOfCells(context, cells) };
}

/** A hard constraint of a kind. */
export function constraintOf(
  { context }: Pick<World, 'context'>,
  kind: string,
  params: ConstraintData['params'],
  more: Partial<ConstraintData> = {},
): Constraint {
  return compileConstraint(
    { kind, rule: `test.${kind}`, level: 'hard', weight: 1, params, ...more },
    context,
  );
}

/** What a constraint says of a case. */
export function explain(
  kind: string,
  params: ConstraintData['params'],
  shifts: Case,
  setting: Setting = {},
): Violation[] {
  const world = worldOf(shifts, setting);
  return constraintOf(world, kind, params).explain(world.line);
}

function typeOf([, startH, endH, more]: Case[number], index: number, forbidNext: boolean): ShiftType {
  const startMin = Math.round(startH * 60);
  const endMin = Math.round(endH * 60);
  return {
    id: String(index),
    code: String(index),
    name: '',
    kind: 'day',
    timed: true,
    startMin,
    endMin,
    workMin: endMin - startMin,
    forbiddenNext: forbidNext ? [String(index + 1)] : [],
    ...more,
  };
}

function fixedShift(horizon: readonly Day[], dayIndex: number, type: ShiftType): FixedShift {
  const startMin = elapsedMin(horizon, dayIndex, type.startMin);
  const endMin = elapsedMin(horizon, dayIndex, type.endMin);
  const workMin = type.kind === 'on-call' ? type.workMin : endMin - startMin;
  return {
    dayIndex,
    shiftTypeId: type.id,
    kind: type.kind,
    label: type.code,
    startMin,
    endMin,
    workMin,
  };
}
