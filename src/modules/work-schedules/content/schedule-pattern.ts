import { type LineShiftType } from '../../lines/cells/allocated-line.js';
import { daysBetween, mondayOf, plusDays } from '../../lines/cells/cycle.js';
import { type SchedulePattern } from './schedule-input.js';

const DAYS_PER_WEEK = 7;

/** A line as {@link SchedulePattern} needs it. */
export interface PatternLine {
  readonly lineName: string;
  readonly templateName: string;
  readonly cycleStart: string;
  readonly cycleWeeks: number;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly cells: readonly (string | null)[];
  readonly shiftTypes: readonly LineShiftType[];
}

interface Days {
  readonly firstDate: string;
  readonly lastDate: string;
}

/** The doctor's own cells of a line; the first week is the turn of the cycle in which the line begins for them. */
export function linePattern(line: PatternLine): SchedulePattern {
  const { cycleStart, cycleWeeks, firstDate, lastDate, cells, shiftTypes } = line;
  const turnDays = cycleWeeks * DAYS_PER_WEEK;
  const turns = Math.floor(daysBetween(cycleStart, firstDate) / turnDays);
  return {
    source: 'line',
    name: `${line.templateName}, ${line.lineName}`,
    firstMonday: plusDays(cycleStart, turns * turnDays),
    cells,
    firstDay: 0,
    lastDay: cells.length - 1,
    leaveDays: [],
    validFrom: firstDate,
    validTo: lastDate,
    shifts: shiftTypes,
  };
}

/**
 * What a published roster plans for a doctor.
 *
 * @param rota its days, as far as the placement lasts
 * @param planned their shifts in it
 * @param types all shift types of the unit
 * @param absences approved ones that touch it
 */
export function rosterPattern(
  rota: Days & { readonly name: string },
  planned: readonly { readonly date: string; readonly shiftTypeId: string }[],
  types: readonly LineShiftType[],
  absences: readonly Days[],
): SchedulePattern {
  const { name, firstDate, lastDate } = rota;
  const firstMonday = mondayOf(firstDate);
  const dayOf = (date: string): number => daysBetween(firstMonday, date);
  const weeks = Math.floor(dayOf(lastDate) / DAYS_PER_WEEK) + 1;
  const cells = Array.from({ length: weeks * DAYS_PER_WEEK }, (): string | null => null);
  for (const { date, shiftTypeId } of planned) {
    if (firstDate <= date && date <= lastDate) cells[dayOf(date)] = shiftTypeId;
  }
  const [firstDay, lastDay] = [dayOf(firstDate), dayOf(lastDate)];
  return {
    source: 'roster',
    name,
    firstMonday,
    cells,
    firstDay,
    lastDay,
    leaveDays: absences.flatMap((absence) => {
      const from = Math.max(firstDay, dayOf(absence.firstDate));
      const to = Math.min(lastDay, dayOf(absence.lastDate));
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
    }),
    validFrom: firstDate,
    validTo: lastDate,
    shifts: types,
  };
}
