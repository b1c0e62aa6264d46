import { type Evidence } from '../../../../solver/rules/index.js';

/** What a work schedule says, as it is kept and sent. Hours are hours to a hundredth, money whole pence, dates ISO dates. */
export interface ScheduleContent {
  /** Of this shape. */
  readonly format: 1;
  readonly doctor: {
    readonly name: string;
    readonly grade: string;
    readonly staffNumber: string;
    readonly registration: string | null;
  };
  readonly employer: string;
  readonly unit: string;
  readonly placement: {
    readonly firstDate: string;
    readonly lastDate: string | null;
    readonly wte: number;
    readonly contract: string;
    readonly programme: string | null;
    readonly optedOut: boolean;
  };
  readonly pattern: PatternContent;
  readonly hours: HoursContent;
  readonly outOfHours: OutOfHoursContent;
  readonly onCall: OnCallContent;
  readonly leave: LeaveContent;
  readonly pay: PayContent;
  readonly rules: RulesContent;
  /** What is owed before the first day, and until when. */
  readonly notice: readonly { readonly what: string; readonly weeks: number; readonly lastDay: string }[];
}

export interface PatternContent {
  readonly source: 'line' | 'roster';
  readonly name: string;
  /** Days that averages are taken over. */
  readonly from: string;
  readonly to: string;
  readonly weeks: readonly WeekContent[];
  readonly shifts: readonly ShiftContent[];
  /** Mondays to Sundays, how much falls on each in an average week. */
  readonly weekdays: readonly {
    readonly day: string;
    readonly shifts: number;
    readonly hours: number | null;
  }[];
}

export interface WeekContent {
  /** Of a line its number, of a roster its Monday. */
  readonly week: string;
  /** Codes from Monday to Sunday; empty for a day off. */
  readonly cells: readonly string[];
  /** Of the shifts that start in it; null where on-call has no estimate of work. */
  readonly hours: number | null;
}

export interface ShiftContent {
  readonly code: string;
  readonly name: string;
  /** `20:30`; the end is of the next day where it is not later. */
  readonly start: string;
  readonly end: string;
  readonly hours: number | null;
  readonly paidBreakMin: number;
  /** How many there are in the pattern. */
  readonly count: number;
}

export interface HoursContent {
  /** A week on average; null where on-call has no estimate of work. */
  readonly average: number | null;
  /** With leave of colleagues covered; null for a roster, in which leave stands already. */
  readonly averageWithProspectiveCover: number | null;
  readonly leaveWeeksAYear: number;
  readonly leaveWeekHours: number;
  /** What basic pay buys. */
  readonly contracted: number;
  /** Above what basic pay buys, as far as it is paid. */
  readonly additional: number | null;
  /** Paid at the night enhancement. */
  readonly enhanced: number | null;
  /** Above what the contract lets be rostered. */
  readonly unpaid: number | null;
}

export interface OutOfHoursContent {
  readonly weekendsWorked: number;
  readonly weekends: number;
  /** `1 in 4`, as worked. */
  readonly frequency: string;
  /** As the full-time pattern that this one is a share of. */
  readonly fullTimeFrequency: string;
  readonly nights: number;
  readonly longShifts: number;
}

export interface OnCallContent {
  readonly periods: number;
  readonly shifts: readonly {
    readonly code: string;
    readonly name: string;
    readonly count: number;
    readonly availableHours: number;
    /** Null: nobody has estimated it. */
    readonly workHours: number | null;
    readonly enhancedHours: number | null;
    readonly calls: number | null;
  }[];
}

export interface LeaveContent {
  /** Leave years that the placement touches, with what is earned in each of them in this placement. */
  readonly years: readonly { readonly from: string; readonly to: string; readonly hours: number }[];
  readonly serviceFrom: string;
  readonly source: string;
  readonly evidence: Evidence;
}

export interface PayContent {
  readonly payPoints: readonly string[];
  /** Days that the sums of the placement pay. */
  readonly from: string;
  readonly to: string;
  readonly elements: readonly PayElementContent[];
  readonly totalPence: number;
  /** Of 52 weeks from the first day; null for a roster, which does not repeat. */
  readonly yearTotalPence: number | null;
  readonly notes: readonly string[];
}

export interface PayElementContent {
  readonly element: string;
  readonly name: string;
  readonly clause: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly working: string;
  readonly pence: number;
  readonly yearPence: number | null;
}

export interface RulesContent {
  readonly pack: string;
  readonly packName: string;
  readonly evidence: Evidence;
  /** Null for a roster: its own page has the verdict. */
  readonly breaches:
    | readonly {
        readonly rule: string;
        readonly name: string;
        readonly clause: string;
        readonly message: string;
      }[]
    | null;
  readonly notJudged: readonly { readonly rule: string; readonly reason: string }[];
}
