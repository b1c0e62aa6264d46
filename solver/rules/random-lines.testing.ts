import {
  buildDays,
  elapsedMin,
  type FixedShift,
  type Person,
  type Problem,
  type ShiftType,
} from '../model/index.js';

/** Random lines for tests that hold the rules to each other; the same seed gives the same lines. */

export type Random = () => number;

/** Mulberry32: numbers from 0 to below 1. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function type(id: string, startH: number, endH: number, more: Partial<ShiftType> = {}): ShiftType {
  const startMin = Math.round(startH * 60);
  const endMin = Math.round(endH * 60);
  return {
    id,
    code: id,
    name: id,
    kind: 'day',
    timed: true,
    startMin,
    endMin,
    workMin: endMin - startMin,
    forbiddenNext: [],
    ...more,
  };
}

function call(id: string, endH: number, workMin: number, estimate?: ShiftType['onCall']): ShiftType {
  const more = { kind: 'on-call' as const, workMin, ...(estimate === undefined ? {} : { onCall: estimate }) };
  return type(id, 9, endH, more);
}

/** Shifts on both sides of every edge. */
export const edgeShiftTypes: readonly ShiftType[] = [
  type('day', 9, 17, { paidBreakMin: 30, breakMin: 30, forbiddenNext: ['early'] }),
  type('short', 9, 14, { paidBreakMin: 0, breakMin: 0 }),
  type('six', 9, 15 + 1 / 60, { breakMin: 15 }),
  type('ten', 8, 18),
  type('long', 8, 18.25, { paidBreakMin: 30, breakMin: 30 }),
  type('thirteen', 8, 21, { paidBreakMin: 60, breakMin: 60 }),
  type('over', 8, 21.25),
  type('evening', 12.5, 23.25),
  type('late', 15.75, 25 + 55 / 60, { forbiddenNext: ['day', 'ten'] }),
  type('almost', 13.5, 25.75),
  type('night', 20, 33, { kind: 'night', paidBreakMin: 60, breakMin: 60 }),
  type('midnight', 16, 24),
  type('early', 3, 11),
  call('quiet', 33, 180, { episodes: 3, restMin: 480, longestRestMin: 300 }),
  call('busy', 34, 181, { episodes: 3, restMin: 479, longestRestMin: 300 }),
  call('unknown', 34.25, 600),
];

const WEEKS = 4;
export const LINE_DAYS = WEEKS * 7;
const DAYS_BACK = 14;
/** Mondays: quiet weeks, and weeks in and around which the clock changes. */
const MONDAYS = ['2026-06-01', '2026-10-05', '2026-10-26', '2026-03-09', '2026-03-30', '2026-09-28'];

export interface RandomLine {
  readonly problem: Problem;
  readonly person: Person;
  readonly cells: readonly number[];
}

const problems = new Map<string, Problem>();

function problemOf(firstDate: string): Problem {
  const known = problems.get(firstDate);
  if (known !== undefined) return known;
  const problem: Problem = {
    id: firstDate,
    name: firstDate,
    timeZone: 'Europe/London',
    days: buildDays(firstDate, LINE_DAYS, 'Europe/London'),
    shiftTypes: edgeShiftTypes,
    people: [],
    cover: [],
  };
  problems.set(firstDate, problem);
  return problem;
}

/** A line with runs, gaps and up to a fortnight of history, in which no two shifts overlap. */
export function randomLine(next: Random): RandomLine {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;
  const problem = problemOf(pick(MONDAYS));
  const back = next() < 0.5 ? 0 : Math.floor(next() * (DAYS_BACK + 1));
  const favourites = [pick(edgeShiftTypes), pick(edgeShiftTypes), pick(edgeShiftTypes)];
  const chosen: (ShiftType | null)[] = [];
  while (chosen.length < back + LINE_DAYS) {
    const shift = next() < 0.35 ? null : next() < 0.7 ? pick(favourites) : pick(edgeShiftTypes);
    const length = 1 + Math.floor(next() * (shift === null ? 3 : 6));
    for (let day = 0; day < length; day++) chosen.push(shift);
  }
  const kept = withoutOverlaps(chosen.slice(0, back + LINE_DAYS));
  const fixedShifts = kept.slice(0, back).flatMap((shift, index) => fixed(problem, index - back, shift));
  const person: Person = {
    id: 'p',
    name: 'Pat Example',
    grade: null,
    wte: 1,
    shiftTypeIds: edgeShiftTypes.map(({ id }) => id),
    constraints: [],
    blocks: [],
    requests: [],
    pins: [],
    fixedShifts,
  };
  const cells = kept.slice(back).map((shift) => (shift === null ? -1 : edgeShiftTypes.indexOf(shift)));
  return { problem, person, cells };
}

function withoutOverlaps(chosen: readonly (ShiftType | null)[]): (ShiftType | null)[] {
  let busyUntil = Number.NEGATIVE_INFINITY;
  return chosen.map((shift, index) => {
    if (shift === null || index * 1440 + shift.startMin < busyUntil) return null;
    busyUntil = index * 1440 + shift.endMin;
    return shift;
  });
}

function fixed(problem: Problem, dayIndex: number, shift: ShiftType | null): FixedShift[] {
  if (shift === null) return [];
  const startMin = elapsedMin(problem.days, dayIndex, shift.startMin);
  const endMin = elapsedMin(problem.days, dayIndex, shift.endMin);
  return [
    {
      dayIndex,
      shiftTypeId: shift.id,
      kind: shift.kind,
      label: shift.code,
      startMin,
      endMin,
      workMin: shift.kind === 'on-call' ? shift.workMin : endMin - startMin,
    },
  ];
}
