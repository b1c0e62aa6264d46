import { type LineAnalysis } from '../../../../solver/explain/template/index.js';
import { Fraction, type LineFigures } from '../../../../solver/pay/index.js';
import { type LineShiftType } from '../../lines/cells/allocated-line.js';
import { addDays } from '../../rotas/problem/rota-clock.js';
import { cellOf, shiftsById } from './pattern-line.js';
import { weeksOf } from './pattern-template.js';
import { type PatternContent, type ShiftContent } from './schedule-content.js';
import { type ScheduleInput, type SchedulePattern } from './schedule-input.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const DAYS_PER_WEEK = 7;
const MINUTES_PER_DAY = 1440;

/** The shifts themselves: week by week, by kind, and by day of the week. */
export function patternOf(
  { pattern }: ScheduleInput,
  { weeklyHours }: LineAnalysis,
  figures: LineFigures,
): PatternContent {
  return {
    source: pattern.source,
    name: pattern.name,
    from: addDays(pattern.firstMonday, pattern.firstDay),
    to: addDays(pattern.firstMonday, pattern.lastDay),
    weeks: weeksOf(pattern).map((cells, week) => ({
      week: pattern.source === 'line' ? `${week + 1}` : addDays(pattern.firstMonday, week * DAYS_PER_WEEK),
      cells,
      hours: weeklyHours === null ? null : toHundredth(new Fraction(String(weeklyHours[week] ?? 0))),
    })),
    shifts: usedShifts(pattern, figures),
    weekdays: weekdaysOf(figures),
  };
}

/** Hours or whatever else, to a hundredth. */
export function toHundredth(value: Fraction): number {
  return value.round(2).valueOf();
}

function usedShifts(pattern: SchedulePattern, figures: LineFigures): ShiftContent[] {
  const workOf = new Map(
    figures.shifts.map(({ shiftId, workMin }) => [pattern.cells[cellOf(shiftId)], workMin]),
  );
  return [...shiftsById(pattern).values()].flatMap((shift) => {
    const count = countOf(pattern, shift);
    if (count === 0) return [];
    const workMin = workOf.get(shift.id) ?? null;
    return [
      {
        code: shift.code,
        name: shift.name,
        start: timeOfDay(shift.startMin),
        end: timeOfDay(shift.endMin),
        hours: workMin === null ? null : toHundredth(new Fraction(workMin, 60)),
        paidBreakMin: shift.paidBreakMin,
        count,
      },
    ];
  });
}

/** How many of a shift fall on the days that averages are taken over. */
export function countOf({ cells, firstDay, lastDay }: SchedulePattern, { id }: LineShiftType): number {
  return cells.slice(firstDay, lastDay + 1).filter((cell) => cell === id).length;
}

function weekdaysOf({ shifts, countedDays }: LineFigures): PatternContent['weekdays'] {
  return WEEKDAYS.map((day, weekday) => {
    const own = shifts.filter(({ shiftId }) => cellOf(shiftId) % DAYS_PER_WEEK === weekday);
    const weekly = (total: number): number =>
      countedDays === 0 ? 0 : toHundredth(new Fraction(total * DAYS_PER_WEEK, countedDays));
    const unknown = own.some(({ workMin }) => workMin === null);
    const minutes = own.reduce((total, { workMin }) => total + (workMin ?? 0), 0);
    const hours =
      countedDays === 0 ? 0 : toHundredth(new Fraction(minutes * DAYS_PER_WEEK, countedDays * 60));
    return { day, shifts: weekly(own.length), hours: unknown ? null : hours };
  });
}

function timeOfDay(minute: number): string {
  const inDay = minute % MINUTES_PER_DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
