import {
  type Day,
  elapsedMin,
  type FixedShift,
  type Person,
  type Problem,
  type ShiftKind,
} from '../model/index.js';

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
}

/** Everything a constraint of one person may look at; built once a person, shared by all its constraints. */
export interface LineContext {
  readonly personId: string;
  readonly personName: string;
  readonly days: readonly Day[];
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
  /** Elapsed minutes at which a token starts and ends on a line index: `[index * tokenCount + token]`. */
  readonly startAt: Int32Array;
  readonly endAt: Int32Array;
  /** Elapsed minutes of local midnight of each line index; one entry more than the line is long. */
  readonly midnightAt: Int32Array;
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
  const placed: { index: number; token: number; shift: FixedShift }[] = [];
  for (const [dayIndex, shift] of byDay) {
    const typeIndex = problem.shiftTypes.findIndex((type) => type.id === shift.shiftTypeId);
    let token = typeIndex + 1;
    if (typeIndex < 0 || !sameAsType(problem, typeIndex, shift)) {
      token = tokens.length;
      tokens.push(factsOfFixed(problem.days, shift));
      forbiddenNext.push(problem.shiftTypes[typeIndex]?.forbiddenNext ?? []);
    }
    base[before + dayIndex] = token;
    placed.push({ index: before + dayIndex, token, shift });
  }
  const times = buildTimes(problem, before, length, tokens.length);
  for (const { index, token, shift } of placed) {
    times.startAt[index * tokens.length + token] = shift.startMin;
    times.endAt[index * tokens.length + token] = shift.endMin;
  }
  return {
    personId: person.id,
    personName: person.name,
    days: problem.days,
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

function buildTimes(problem: Problem, before: number, length: number, tokenCount: number) {
  const startAt = new Int32Array(length * tokenCount);
  const endAt = new Int32Array(length * tokenCount);
  const midnightAt = new Int32Array(length + 1);
  for (let index = 0; index <= length; index++) {
    midnightAt[index] = elapsedMin(problem.days, index - before, 0);
    if (index === length) break;
    problem.shiftTypes.forEach((type, typeIndex) => {
      startAt[index * tokenCount + typeIndex + 1] = elapsedMin(problem.days, index - before, type.startMin);
      endAt[index * tokenCount + typeIndex + 1] = elapsedMin(problem.days, index - before, type.endMin);
    });
  }
  return { startAt, endAt, midnightAt };
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
  };
}

function sameAsType(problem: Problem, typeIndex: number, shift: FixedShift): boolean {
  const type = problem.shiftTypes[typeIndex]!;
  if (!type.timed) return true;
  return (
    type.kind === shift.kind &&
    type.workMin === shift.workMin &&
    elapsedMin(problem.days, shift.dayIndex, type.startMin) === shift.startMin &&
    elapsedMin(problem.days, shift.dayIndex, type.endMin) === shift.endMin
  );
}

function factsOfFixed(days: readonly Day[], shift: FixedShift): ShiftFacts {
  const midnight = elapsedMin(days, shift.dayIndex, 0);
  return {
    label: shift.label,
    kind: shift.kind,
    timed: true,
    startMin: shift.startMin - midnight,
    endMin: shift.endMin - midnight,
    workMin: shift.workMin,
    shiftTypeId: shift.shiftTypeId,
  };
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

/** The shifts of a line in the order in which they are worked. */
export function shiftsOfLine(context: LineContext, line: Line): LineShift[] {
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
