import { buildDays, elapsedMin } from '../../../../solver/model/index.js';
import { type PayLine, type PayShift } from '../../../../solver/pay/index.js';
import { type LineShiftType } from '../../lines/cells/allocated-line.js';
import { addDays } from '../../rotas/problem/rota-clock.js';
import { type ScheduleInput, type SchedulePattern, type ScheduleTerm } from './schedule-input.js';

/** The calendar of a line begins a day before it, and ends two days after it. */
const LEAD_DAYS = 1;
const TAIL_DAYS = 2;

/**
 * The pattern as a line that can be paid. One that repeats is no certain weeks of the year, so no clock changes in it.
 *
 * @param turns how often it is repeated; a roster stands once.
 */
export function payLineOf(input: ScheduleInput, term: ScheduleTerm, turns = 1): PayLine {
  const { pattern, placement, timeZone } = input;
  const length = pattern.cells.length;
  const days = buildDays(
    addDays(pattern.firstMonday, -LEAD_DAYS),
    LEAD_DAYS + length * turns + TAIL_DAYS,
    pattern.source === 'line' ? null : timeZone,
  );
  const byId = shiftsById(pattern);
  const shifts: PayShift[] = [];
  for (let cell = pattern.firstDay; cell <= pattern.lastDay + length * (turns - 1); cell++) {
    const shift = byId.get(pattern.cells[cell % length] ?? '');
    if (shift === undefined) continue;
    const dayIndex = cell + LEAD_DAYS;
    shifts.push({
      id: `${cell}`,
      dayIndex,
      startMin: elapsedMin(days, dayIndex, shift.startMin),
      endMin: elapsedMin(days, dayIndex, shift.endMin),
      unpaidBreakMin: shift.unpaidBreakMin,
      onCall: shift.kind === 'on-call' ? { estimate: shift.onCallEstimate, called: null } : null,
    });
  }
  return {
    days,
    firstDay: pattern.firstDay + LEAD_DAYS,
    lastDay: pattern.lastDay + length * (turns - 1) + LEAD_DAYS,
    shifts,
    leaveDays: pattern.leaveDays.map((day) => day + LEAD_DAYS),
    wte: placement.wte,
    optedOut: term.optedOut,
    payPoint: term.payPoint,
  };
}

/** The cell of a shift that {@link payLineOf} has made. */
export function cellOf(shiftId: string): number {
  return Number(shiftId);
}

/** Index of a date in the calendar of {@link payLineOf}. */
export function lineDay({ firstMonday }: SchedulePattern, date: string): number {
  return Math.round((Date.parse(date) - Date.parse(firstMonday)) / 86_400_000) + LEAD_DAYS;
}

/** Shifts that are work, by their id. */
export function shiftsById({ shifts }: SchedulePattern): Map<string, LineShiftType> {
  return new Map(shifts.filter(({ kind }) => kind !== 'off').map((shift) => [shift.id, shift]));
}
