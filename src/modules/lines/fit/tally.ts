import { type LineShift } from '../cells/share-out.js';
import { isWork, type LineCells } from '../cells/share-out.js';
import { cycleDay, DAYS_PER_WEEK, datesFrom, mondayOf, weekdayOf } from '../cells/cycle.js';
import { type Doctor, type RequestedLeave } from './doctor.js';

const SATURDAY = 5;

/** What a line would mean for somebody, counted over their days. */
export interface Tally {
  readonly nights: number;
  readonly weekends: number;
  readonly bankHolidays: number;
  /** Shifts on approved leave, on leave that is asked for, on other days that they cannot work; `hard` ones are hard to give away. */
  readonly leave: Clashes;
  readonly requested: Clashes;
  readonly cannot: Clashes;
  /** Weights of wishes that the line meets, less those that it goes against. */
  readonly wishes: number;
  readonly onDaysOff: number;
  /** Shifts for which a skill is missing on their day, and which. */
  readonly unskilled: number;
  readonly missingSkills: readonly string[];
  /** Shifts by type. */
  readonly byType: ReadonlyMap<string, number>;
}

export interface Clashes {
  readonly all: number;
  readonly hard: number;
}

export interface TallyOf {
  readonly cells: LineCells;
  readonly cycleStart: string;
  readonly bankHolidays: ReadonlyMap<string, string>;
  readonly requested: readonly RequestedLeave[];
}

/** Long, at night, on call or at the weekend: nobody likes to take it over. */
function isHard(shift: LineShift, date: string): boolean {
  return shift.kind !== 'day' || weekdayOf(date) >= SATURDAY;
}

export function tallyOf(doctor: Doctor, { cells, cycleStart, bankHolidays, requested }: TallyOf): Tally {
  const counts = { nights: 0, bankHolidays: 0, wishes: 0, onDaysOff: 0, unskilled: 0 };
  const clashes = { leave: { all: 0, hard: 0 }, requested: { all: 0, hard: 0 }, cannot: { all: 0, hard: 0 } };
  const weekends = new Set<string>();
  const missing = new Set<string>();
  const byType = new Map<string, number>();
  const asked = requested.filter(({ personId }) => personId === doctor.personId);
  for (const date of datesFrom(doctor.firstDate, doctor.lastDate)) {
    const shift = cells[cycleDay(cycleStart, cells.length / DAYS_PER_WEEK, date)];
    if (!isWork(shift)) continue;
    const weekday = weekdayOf(date);
    if (doctor.daysOff.includes(weekday)) {
      counts.onDaysOff += 1;
      continue;
    }
    byType.set(shift.id, (byType.get(shift.id) ?? 0) + 1);
    if (shift.kind === 'night') counts.nights += 1;
    if (bankHolidays.has(date)) counts.bankHolidays += 1;
    if (weekday >= SATURDAY) weekends.add(mondayOf(date));
    const lacking = doctor.lacks(shift.id, date);
    if (lacking.length > 0) counts.unskilled += 1;
    for (const code of lacking) missing.add(code);
    const clash = clashOn(doctor, asked, shift, date);
    if (clash !== null) {
      clashes[clash].all += 1;
      if (isHard(shift, date)) clashes[clash].hard += 1;
    }
    counts.wishes += wishOn(doctor, shift, date);
  }
  return { ...counts, ...clashes, weekends: weekends.size, missingSkills: [...missing], byType };
}

function clashOn(
  { absences, availability }: Doctor,
  requested: readonly RequestedLeave[],
  shift: LineShift,
  date: string,
): 'leave' | 'requested' | 'cannot' | null {
  const covers = ({ firstDate, lastDate }: { firstDate: string; lastDate: string }): boolean =>
    firstDate <= date && date <= lastDate;
  if (absences.some(covers)) return 'leave';
  if (requested.some(covers)) return 'requested';
  return availability.some((entry) => entry.kind === 'cannot' && covers(entry) && isAbout(entry, shift, date))
    ? 'cannot'
    : null;
}

function wishOn({ availability }: Doctor, shift: LineShift, date: string): number {
  return availability
    .filter(({ firstDate, lastDate }) => firstDate <= date && date <= lastDate)
    .filter((entry) => entry.kind !== 'cannot' && isAbout(entry, shift, date))
    .reduce((sum, { kind, weight }) => sum + (kind === 'would-like' ? weight : -weight), 0);
}

function isAbout(
  { weekdays, shiftKind }: Doctor['availability'][number],
  { kind }: LineShift,
  date: string,
): boolean {
  return (
    (weekdays.length === 0 || weekdays.includes(weekdayOf(date))) &&
    (shiftKind === null || shiftKind === kind)
  );
}
