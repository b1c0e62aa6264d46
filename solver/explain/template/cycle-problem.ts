import { buildLineContext, type LineContext } from '../../constraints/line.js';
import { buildDays, type Person, type Problem, type ShiftKind, type ShiftType } from '../../model/index.js';
import {
  DAYS_PER_WEEK,
  MINUTES_PER_DAY,
  shiftOn,
  type Template,
  type TemplateLine,
  type TemplateShift,
} from './template.js';

/** A cycle begins on a Monday, and no clock changes in it: any Monday does. */
const SOME_MONDAY = '2001-01-01';

/** A line worked over and over, as a problem of one person and the cells of their rota. */
export interface UnrolledLine {
  readonly problem: Problem;
  readonly context: LineContext;
  readonly cells: readonly number[];
}

export function unrollLine(template: Template, line: TemplateLine, weeks: number): UnrolledLine {
  const dayCount = weeks * DAYS_PER_WEEK;
  const shiftTypes = template.shifts.filter(({ isWork }) => isWork).map(asShiftType);
  const person: Person = {
    id: line.name,
    name: line.name,
    grade: null,
    wte: line.wte,
    shiftTypeIds: shiftTypes.map(({ id }) => id),
    constraints: [],
    blocks: [],
    requests: [],
    pins: [],
    fixedShifts: [],
  };
  const problem: Problem = {
    id: line.name,
    name: line.name,
    timeZone: null,
    days: buildDays(SOME_MONDAY, dayCount, null),
    cycleDays: line.weeks.length * DAYS_PER_WEEK,
    shiftTypes,
    people: [person],
    cover: [],
  };
  const cells = problem.days.map(({ index }) => {
    const shift = shiftOn(template, line, index);
    return shift === null ? -1 : shiftTypes.findIndex(({ id }) => id === shift.code);
  });
  return { problem, context: buildLineContext(problem, person), cells };
}

function asShiftType(shift: TemplateShift): ShiftType {
  return {
    id: shift.code,
    code: shift.code,
    name: shift.name,
    kind: kindOf(shift),
    timed: true,
    startMin: shift.startMin,
    endMin: shift.startMin + shift.lengthMin,
    workMin: shift.workMin ?? 0,
    forbiddenNext: [],
    ...(shift.paidBreakMin === undefined
      ? {}
      : { paidBreakMin: shift.paidBreakMin, breakMin: shift.paidBreakMin }),
    ...(shift.onCall === undefined ? {} : { onCall: shift.onCall }),
  };
}

const LONG_MIN = 10 * 60;
const NIGHT_FROM_MIN = 23 * 60;
const NIGHT_TO_MIN = 30 * 60;
const NIGHT_LEAST_MIN = 180;

function kindOf(shift: TemplateShift): ShiftKind {
  if (shift.nonResidentOnCall) return 'on-call';
  if (isNight(shift)) return 'night';
  return isLong(shift) ? 'long-day' : 'day';
}

export function isLong(shift: TemplateShift): boolean {
  return !shift.nonResidentOnCall && shift.lengthMin > LONG_MIN;
}

/** At least 3 h within 23:00 to 06:00, on-call apart. */
export function isNight(shift: TemplateShift): boolean {
  if (shift.nonResidentOnCall) return false;
  const end = shift.startMin + shift.lengthMin;
  let inside = 0;
  for (let from = NIGHT_FROM_MIN - MINUTES_PER_DAY; from < end; from += MINUTES_PER_DAY) {
    const to = from + (NIGHT_TO_MIN - NIGHT_FROM_MIN);
    inside += Math.max(0, Math.min(end, to) - Math.max(shift.startMin, from));
  }
  return inside >= NIGHT_LEAST_MIN;
}
