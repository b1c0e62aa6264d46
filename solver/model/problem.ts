import { type Day } from './calendar.js';

export type ShiftKind = 'day' | 'long-day' | 'evening' | 'night' | 'on-call' | 'off';

/** How hard a statement is. Hard: a rota that breaks it may not be published. Soft: costs. Advisory: is told. */
export type Level = 'hard' | 'soft' | 'advisory';

/**
 * A kind of shift that can be put on a day. It belongs to the day on which it starts.
 * A shift type without times (public benchmarks) has `timed: false`: elapsed-time rules then have nothing to say.
 */
export interface ShiftType {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: ShiftKind;
  readonly timed: boolean;
  /** Local minutes after midnight of the day it belongs to. */
  readonly startMin: number;
  /** Local minutes after the same midnight; more than 1440 when it ends on the next day. */
  readonly endMin: number;
  /** Actual work including paid breaks, in minutes: what every hours rule counts. */
  readonly workMin: number;
  /** Ids of shift types that must not be worked on the following day. */
  readonly forbiddenNext: readonly string[];
  /** Planned breaks that are paid, in minutes; absent where they are not known, and then not judged. */
  readonly paidBreakMin?: number;
  /** All planned breaks, paid or not, in minutes; absent where they are not known. */
  readonly breakMin?: number;
  /** Of a non-resident on-call period: what is expected of it; absent where nobody has estimated it. */
  readonly onCall?: OnCallEstimate;
}

/** The prospective estimate of a non-resident on-call period; its hours of work are the shift's `workMin`. */
export interface OnCallEstimate {
  /** Calls to be expected in a day of it. */
  readonly episodes: number;
  /** Rest to be expected in each 24 h of it, and the longest piece of that between 22:00 and 07:00. */
  readonly restMin: number;
  readonly longestRestMin: number;
}

/** One constraint of a person, as data over the algebra in `solver/constraints`. */
export interface ConstraintData {
  /** Name of the constraint kind, for example `rest-between`. */
  readonly kind: string;
  /** Code of the rule that it comes from, for example `doctors2016.rest-between-shifts`. */
  readonly rule: string;
  readonly level: Level;
  /** Cost of one unit of violation when soft; ignored when hard. */
  readonly weight: number;
  /** Parameters of the kind, units in the names: `{ minRestMin: 660 }`. */
  readonly params: Readonly<Record<string, ConstraintParam>>;
}

export type ConstraintParam = number | string | boolean | null | readonly string[] | readonly number[];

/** Work that stands already and cannot be changed: history before day 0, or shifts in another unit. */
export interface FixedShift {
  /** Day it belongs to; negative before the horizon. */
  readonly dayIndex: number;
  /** Id of a shift type of the problem, or null for work elsewhere. */
  readonly shiftTypeId: string | null;
  readonly kind: ShiftKind;
  readonly label: string;
  /** Elapsed minutes from the horizon's origin. */
  readonly startMin: number;
  readonly endMin: number;
  readonly workMin: number;
}

/** A person who cannot be given a shift, with the reason in plain words; `shiftTypeId: null` means any shift. */
export interface Block {
  readonly dayIndex: number;
  readonly shiftTypeId: string | null;
  /** Stable code: `leave`, `sickness`, `unavailable`, `no-placement`, `works-elsewhere`, `day-off`. */
  readonly code: string;
  readonly reason: string;
}

/** A wish for or against a shift on a day. `shiftTypeIds` empty means any shift. */
export interface Request {
  readonly id: string;
  readonly dayIndex: number;
  readonly shiftTypeIds: readonly string[];
  readonly wants: 'work' | 'not-work';
  /** Cost when it is not met. */
  readonly weight: number;
}

/** An assignment that must stay. `shiftTypeId: null` pins a day off. */
export interface Pin {
  readonly dayIndex: number;
  readonly shiftTypeId: string | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly grade: string | null;
  /** Whole time equivalent: 1 is full time. */
  readonly wte: number;
  /** Ids of shift types this person may work at all (grade, training). */
  readonly shiftTypeIds: readonly string[];
  readonly constraints: readonly ConstraintData[];
  readonly blocks: readonly Block[];
  readonly requests: readonly Request[];
  readonly pins: readonly Pin[];
  readonly fixedShifts: readonly FixedShift[];
}

/**
 * How many people of a certain sort are needed on a day. A person counts in every line that they match.
 * `count`: minimum ≤ people who match ≤ maximum, target wished for. `share`: of all people on these shifts, at least
 * `minShare` match (65 % registered: 0.65).
 */
export interface CoverLine {
  readonly id: string;
  readonly name: string;
  readonly dayIndex: number;
  /** Working any one of these shift types on the day counts. */
  readonly shiftTypeIds: readonly string[];
  /** Ids of the people who match the line's filter of grades and skills on that day. */
  readonly personIds: readonly string[];
  /** The filter in words, for messages: "ST3 or above with ALS". */
  readonly filterLabel: string;
  readonly measure: CoverMeasure;
}

export type CoverMeasure =
  | {
      readonly kind: 'count';
      readonly minimum: number;
      readonly target: number;
      /** null: no upper limit. */
      readonly maximum: number | null;
      /** Cost of each person short of the minimum; of each short of the target (from the minimum up); of each above the maximum. */
      readonly underMinimumWeight: number;
      readonly underTargetWeight: number;
      readonly overMaximumWeight: number;
      /**
       * `hard`: a rota that is short of the minimum counts as having hard violations, one for each person short. The weight
       * above is still what the search sees, so it has to outweigh everything else. Default `soft`.
       */
      readonly minimumLevel?: 'hard' | 'soft';
    }
  | { readonly kind: 'share'; readonly minShare: number; readonly underWeight: number };

/** Everything a solver needs, and nothing else: plain data that can be cloned to a worker or written as JSON. */
export interface Problem {
  readonly id: string;
  readonly name: string;
  /** IANA zone of local times, or null when every day has 24 hours. */
  readonly timeZone: string | null;
  readonly days: readonly Day[];
  /** The days are those of a pattern that repeats after so many, and are called "week 2 Mon" rather than by a date. */
  readonly cycleDays?: number;
  readonly shiftTypes: readonly ShiftType[];
  readonly people: readonly Person[];
  readonly cover: readonly CoverLine[];
}
