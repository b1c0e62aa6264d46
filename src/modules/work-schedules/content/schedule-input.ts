import { type RuleOverrides, type RulePack } from '../../../../solver/rules/index.js';
import { type LeavePlacement } from '../../leave/reckoning/entitlement.js';
import { type LineShiftType } from '../../lines/cells/allocated-line.js';

/** The doctor's own shifts: a line of a template, which repeats, or what a published roster plans for them. */
export interface SchedulePattern {
  readonly source: 'line' | 'roster';
  /** Of the line or the roster. */
  readonly name: string;
  /** The Monday with which the cells begin. */
  readonly firstMonday: string;
  /** Id of one of `shifts` or null for each day, whole weeks. */
  readonly cells: readonly (string | null)[];
  /** Indexes of the first and last cell that averages are taken over; of a line all of them. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Indexes of days of approved leave; of a line none. */
  readonly leaveDays: readonly number[];
  /** Days that it is for: a line may be given to somebody else later. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly shifts: readonly LineShiftType[];
}

/** Dates are ISO dates, both included; a null last date has no end. */
export interface ScheduleTerm {
  readonly firstDate: string;
  readonly lastDate: string | null;
  readonly payPoint: string;
  readonly optedOut: boolean;
}

/** All that a work schedule is made of. */
export interface ScheduleInput {
  readonly doctor: {
    readonly name: string;
    readonly gradeName: string;
    readonly staffNumber: string;
    readonly registration: string | null;
  };
  readonly employer: string;
  readonly unitName: string;
  readonly timeZone: string;
  readonly rotation: { readonly programme: string; readonly startDate: string } | null;
  readonly placement: LeavePlacement;
  readonly pattern: SchedulePattern;
  /** Those that touch the placement, earliest first. */
  readonly terms: readonly ScheduleTerm[];
  readonly pack: RulePack;
  readonly overrides: RuleOverrides;
  /** Since when service counts for leave. */
  readonly serviceFrom: string;
}

/** A work schedule that cannot be made: what is missing, and the way out. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
}
