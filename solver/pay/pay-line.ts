import { type Day } from '../model/index.js';

/** What is expected to be worked in a non-resident on-call period. */
export interface OnCallEstimate {
  readonly workMin: number;
  /** The part of it that falls into enhanced hours. */
  readonly enhancedMin: number;
}

/** A shift as it is paid: planned, or as it was worked. */
export interface PayShift {
  readonly id: string;
  /** Index in the line's calendar of the day on which it starts. */
  readonly dayIndex: number;
  /** Elapsed minutes from midnight of the calendar's first day. */
  readonly startMin: number;
  readonly endMin: number;
  readonly unpaidBreakMin: number;
  /**
   * Null: at work from start to end. Otherwise on call from home: what counts as work is the estimate, or, as it was
   * worked, nothing but `called`; neither of them given, nobody knows the hours.
   */
  readonly onCall: OnCall | null;
}

export interface OnCall {
  readonly estimate: OnCallEstimate | null;
  /** Work that was really done, in elapsed minutes; null: not entered. */
  readonly called: { readonly startMin: number; readonly endMin: number } | null;
}

/**
 * The shifts of one person over the days that averages are taken over: a rota, or a cycle of a template.
 *
 * `days` is the calendar of it, with a day before and two days after; elapsed time counts from its first midnight.
 */
export interface PayLine {
  readonly days: readonly Day[];
  /** Indexes of the first and the last day of the line in `days`. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Shifts that start on a day of the line. */
  readonly shifts: readonly PayShift[];
  /** Indexes of days of leave: they are left out of averages, unless something is worked on them. */
  readonly leaveDays: readonly number[];
  /** Share of full time, to a thousandth. */
  readonly wte: number;
  /** Has opted out of the 48 h average. */
  readonly optedOut: boolean;
  /** Code of a pay point, for example `NP3` or `B5-1`. */
  readonly payPoint: string;
}

/** Days that are paid, as indexes of the line's calendar, both included. */
export interface PaidDays {
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Hours that cannot be paid as they are given: the message names the value and the way out. */
export class PayError extends Error {
  override readonly name = 'PayError';
}

/** @throws PayError naming the first shift that cannot be paid. */
export function assertPayable({ days, firstDay, lastDay, shifts }: PayLine): void {
  if (firstDay < 1 || lastDay < firstDay || lastDay > days.length - 3) {
    throw new PayError(
      `A line from day ${firstDay} to day ${lastDay} needs a calendar with a day before and two days after it; this one has ${days.length} days.`,
    );
  }
  for (const { id, dayIndex, startMin, endMin, unpaidBreakMin } of shifts) {
    if (dayIndex < firstDay || dayIndex > lastDay) {
      throw new PayError(
        `Shift ${id} starts on day ${dayIndex}, outside the line's ${firstDay} to ${lastDay}.`,
      );
    }
    if (endMin <= startMin) {
      throw new PayError(`Shift ${id} ends at minute ${endMin}, not after its start at ${startMin}.`);
    }
    if (unpaidBreakMin < 0 || unpaidBreakMin >= endMin - startMin) {
      throw new PayError(`An unpaid break of ${unpaidBreakMin} minutes leaves nothing of shift ${id}.`);
    }
  }
}
