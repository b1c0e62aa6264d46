import {
  type Day,
  elapsedMin,
  type FixedShift,
  type OnCallEstimate,
  type Person,
  type Problem,
  type ShiftKind,
} from '../model/index.js';
import { clockWork, type LineTimes, timesOf, withOwnTokens } from './line-times.js';

/**
 * One person's line as the algebra sees it: a token a day. 0 is a day off, 1 … n the problem's shift types in order,
 * and higher tokens are work that stands already and has no shift type of its own. The line may begin before day 0 (history)
 * and end after the last day (work already fixed there); index `before` is day 0.
 */
export type Line = Int16Array;

export const OFF_TOKEN = 0;

/** What the rules ask of a shift. Times are local minutes after midnight of the day that the shift belongs to. */
export interface ShiftFacts {
  readonly label: string;
  readonly kind: ShiftKind;
  readonly timed: boolean;
  readonly startMin: number;
  readonly endMin: number;
  readonly workMin: number;
  readonly shiftTypeId: string | null;
  readonly paidBreakMin?: number;
  readonly breakMin?: number;
  readonly onCall?: OnCallEstimate;
}

/** Everything a constraint of one person may look at; built once a person, shared by all its constraints. */
export interface LineContext extends LineTimes {
  readonly personId: string;
  readonly personName: string;
  readonly days: readonly Day[];
  /** Days after which the pattern repeats; null for days with dates. */
  readonly cycleDays: number | null;
  /** Indexes of the line before day 0. */
  readonly before: number;
  /** Days that can be planned. */
  readonly dayCount: number;
  readonly length: number;
  readonly tokenCount: number;
  /** Facts by token; null for the day off. */
  readonly tokens: readonly (ShiftFacts | null)[];
  /** For each token the ids that must not follow it on the next day. */
  readonly forbiddenNext: readonly (readonly string[])[];
  /** The line with only the fixed shifts on it. */
  readonly base: Line;
}

/** A shift on a line, in the order in which they are worked. */
export interface LineShift {
  /** Index in the line; `dayIndex` is the problem's day. */
  readonly index: number;
  readonly dayIndex: number;
  readonly token: number;
  readonly facts: ShiftFacts;
  readonly startMin: number;
  readonly endMin: number;
  /** Stands already: it cannot be changed, so it alone is never at fault. */
  readonly fixed: boolean;
}

export function buildLineContext(problem: Problem, person: Person): LineContext {
  const dayCount = problem.days.length;
  const byDay = mergeByDay(person.fixedShifts);
  const fixedDays = [...byDay.keys()];
  const before = Math.max(0, -Math.min(0, ...fixedDays));
  const after = Math.max(0, Math.max(dayCount - 1, ...fixedDays) - (dayCount - 1));
  const length = before + dayCount + after;
  const tokens: (ShiftFacts | null)[] = [null, ...problem.shiftTypes.map(factsOfType)];
  const forbiddenNext: (readonly string[])[] = [[], ...problem.shiftTypes.map((type) => type.forbiddenNext)];
  const base = new Int16Array(length);
  const own = new Map<string, number>();
  const placed: { index: number; token: number; shift: FixedShift }[] = [];
  for (const [dayIndex, shift] of byDay) {
    const typeIndex = problem.shiftTypes.findIndex((type) => type.id === shift.shiftTypeId);
    let token = typeIndex + 1;
    if (typeIndex < 0 || !sameAsType(problem, typeIndex, shift)) {
      const facts = factsOfFixed(problem, shift);
      const key = JSON.stringify(facts);
      token = own.get(key) ?? tokens.length;
      if (token === tokens.length) {
        own.set(key, token);
        tokens.push(facts);
        forbiddenNext.push(problem.shiftTypes[typeIndex]?.forbiddenNext ?? []);
      }
      placed.push({ index: before + dayIndex, token, shift });
    }
    base[before + dayIndex] = token;
  }
  const times = withOwnTokens(timesOf(problem, before, length), tokens.length, placed);
  return {
    personId: person.id,
    personName: person.name,
    days: problem.days,
    cycleDays: problem.cycleDays ?? null,
    before,
    dayCount,
    length,
    tokenCount: tokens.length,
    tokens,
    forbiddenNext,
    base,
    ...times,
  };
}

function factsOfType(type: Problem['shiftTypes'][number]): ShiftFacts {
  return {
    label: type.code,
    kind: type.kind,
    timed: type.timed,
    startMin: type.startMin,
    endMin: type.endMin,
    workMin: type.workMin,
    shiftTypeId: type.id,
    ...estimates(type),
  };
}

function estimates(
  type: Problem['shiftTypes'][number] | undefined,
): Pick<ShiftFacts, 'paidBreakMin' | 'breakMin' | 'onCall'> {
  return {
    ...(type?.paidBreakMin === undefined ? {} : { paidBreakMin: type.paidBreakMin }),
    ...(type?.breakMin === undefined ? {} : { breakMin: type.breakMin }),
    ...(type?.onCall === undefined ? {} : { onCall: type.onCall }),
  };
}

function sameAsType(problem: Problem, typeIndex: number, shift: FixedShift): boolean {
  const type = problem.shiftTypes[typeIndex]!;
  if (!type.timed) return true;
  const startMin = elapsedMin(problem.days, shift.dayIndex, type.startMin);
  const endMin = elapsedMin(problem.days, shift.dayIndex, type.endMin);
  const sameWork =
    shift.workMin === type.workMin || shift.workMin === type.workMin + clockWork(type, endMin - startMin);
  return type.kind === shift.kind && sameWork && startMin === shift.startMin && endMin === shift.endMin;
}

function factsOfFixed(problem: Problem, shift: FixedShift): ShiftFacts {
  const type = problem.shiftTypes.find(({ id }) => id === shift.shiftTypeId);
  return {
    label: shift.label,
    kind: shift.kind,
    timed: true,
    startMin: localOf(problem.days, shift.dayIndex, shift.startMin),
    endMin: localOf(problem.days, shift.dayIndex, shift.endMin),
    workMin: shift.workMin,
    shiftTypeId: shift.shiftTypeId,
    ...estimates(type),
  };
}

/** A shift of the problem as work that stands. */
export function fixedShiftOf(problem: Problem, dayIndex: number, typeIndex: number): FixedShift {
  const type = problem.shiftTypes[typeIndex]!;
  const startMin = elapsedMin(problem.days, dayIndex, type.startMin);
  const endMin = elapsedMin(problem.days, dayIndex, type.endMin);
  const workMin = type.workMin + clockWork(type, endMin - startMin);
  return { dayIndex, shiftTypeId: type.id, kind: type.kind, label: type.code, startMin, endMin, workMin };
}

/** Local minutes after a day's midnight of an elapsed minute, the first such where a clock shows it twice. */
export function localOf(days: readonly Day[], dayIndex: number, elapsed: number): number {
  let local = elapsed - elapsedMin(days, dayIndex, 0);
  for (let tries = 0; tries < 3; tries++) {
    const off = elapsed - elapsedMin(days, dayIndex, local);
    if (off === 0) return local;
    local += off;
  }
  return local;
}

/** Two pieces of fixed work on one day count as one from the first start to the last end. */
function mergeByDay(fixedShifts: readonly FixedShift[]): Map<number, FixedShift> {
  const byDay = new Map<number, FixedShift>();
  for (const shift of fixedShifts) {
    const other = byDay.get(shift.dayIndex);
    if (other === undefined) {
      byDay.set(shift.dayIndex, shift);
      continue;
    }
    byDay.set(shift.dayIndex, {
      dayIndex: shift.dayIndex,
      shiftTypeId: null,
      kind: other.kind === 'night' ? other.kind : shift.kind,
      label: `${other.label} + ${shift.label}`,
      startMin: Math.min(other.startMin, shift.startMin),
      endMin: Math.max(other.endMin, shift.endMin),
      workMin: other.workMin + shift.workMin,
    });
  }
  return byDay;
}

/**
 * The line of a person's cells.
 *
 * @param cells for each day the index of a shift type, or -1 for off. A day with fixed work keeps the fixed work.
 */
export function lineOfCells(context: LineContext, cells: ArrayLike<number>): Line {
  const line = Int16Array.from(context.base);
  for (let day = 0; day < context.dayCount; day++) {
    const index = context.before + day;
    if (line[index] === OFF_TOKEN) line[index] = (cells[day] ?? -1) + 1;
  }
  return line;
}

/** Shifts of lines that will not change any more. */
const settled = new WeakMap<Line, readonly LineShift[]>();

/** Many constraints look at the shifts of one line: they are listed once. The line must not be written to afterwards. */
export function settleLine(context: LineContext, line: Line): void {
  settled.set(line, listShifts(context, line));
}

/** The shifts of a line in the order in which they are worked. */
export function shiftsOfLine(context: LineContext, line: Line): readonly LineShift[] {
  return settled.get(line) ?? listShifts(context, line);
}

function listShifts(context: LineContext, line: Line): LineShift[] {
  const shifts: LineShift[] = [];
  for (let index = 0; index < context.length; index++) {
    const token = line[index]!;
    const facts = context.tokens[token];
    if (facts === null || facts === undefined) continue;
    shifts.push({
      index,
      dayIndex: index - context.before,
      token,
      facts,
      startMin: context.startAt[index * context.tokenCount + token]!,
      endMin: context.endAt[index * context.tokenCount + token]!,
      fixed: context.base[index] !== OFF_TOKEN,
    });
  }
  return shifts;
}

/** 0 = Monday … 6 = Sunday of a line index, also outside the horizon. */
export function weekdayOf(context: LineContext, index: number): number {
  const first = context.days[0]?.weekday ?? 0;
  return (((first + index - context.before) % 7) + 7) % 7;
}
