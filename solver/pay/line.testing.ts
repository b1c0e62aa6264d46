import { type Day, buildDays, elapsedMin } from '../model/index.js';
import { type PayLine, type PayShift } from './pay-line.js';

const LEAD_DAYS = 1;
const TAIL_DAYS = 2;
const MS_PER_DAY = 86_400_000;

export interface ShiftTimes {
  /** ISO date on which it starts. */
  readonly date: string;
  /** "20:00" */
  readonly from: string;
  /** Not after `from`: the next day. */
  readonly to: string;
  readonly unpaidBreakMin?: number;
  readonly onCall?: PayShift['onCall'];
}

export interface LineOptions {
  readonly firstDate: string;
  readonly lastDate: string;
  readonly shifts: readonly ShiftTimes[];
  readonly wte?: number;
  readonly optedOut?: boolean;
  readonly payPoint?: string;
  readonly leave?: readonly string[];
  readonly bankHolidays?: readonly string[];
}

/** A line as a roster would write it down: dates and times on the wall clock of London. */
export function lineOf(options: LineOptions): PayLine {
  const { firstDate, lastDate } = options;
  const length = daysBetween(firstDate, lastDate) + 1;
  const days = buildDays(
    addDays(firstDate, -LEAD_DAYS),
    length + LEAD_DAYS + TAIL_DAYS,
    'Europe/London',
    new Set(options.bankHolidays),
  );
  return {
    days,
    firstDay: LEAD_DAYS,
    lastDay: LEAD_DAYS + length - 1,
    shifts: options.shifts.map((shift, index) => payShift(days, shift, `s${index}`)),
    leaveDays: (options.leave ?? []).map((date) => days.findIndex((day) => day.date === date)),
    wte: options.wte ?? 1,
    optedOut: options.optedOut ?? false,
    payPoint: options.payPoint ?? 'NP3',
  };
}

/** One shift, on a Wednesday of summer unless another date is given. */
export function shiftOn(
  from: string,
  to: string,
  more: Partial<ShiftTimes> = {},
): [PayShift, readonly Day[]] {
  const date = more.date ?? '2026-08-05';
  const line = lineOf({ firstDate: date, lastDate: date, shifts: [{ date, from, to, ...more }] });
  return [line.shifts[0]!, line.days];
}

function payShift(days: readonly Day[], times: ShiftTimes, id: string): PayShift {
  const dayIndex = days.findIndex(({ date }) => date === times.date);
  const from = minutes(times.from);
  const to = minutes(times.to);
  return {
    id,
    dayIndex,
    startMin: elapsedMin(days, dayIndex, from),
    endMin: elapsedMin(days, dayIndex, to > from ? to : to + 1440),
    unpaidBreakMin: times.unpaidBreakMin ?? 0,
    onCall: times.onCall ?? null,
  };
}

export function minutes(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

export function addDays(date: string, count: number): string {
  return new Date(Date.parse(date) + count * MS_PER_DAY).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS_PER_DAY);
}
