import { type LadderStep } from '../src/modules/open-shifts/vacancy-ladder.entity.js';
import { type ShiftKind } from '../solver/model/index.js';

/** Days are counted from the first day of a unit's first draft rota, a Monday: 0 is that day, -1 the Sunday before. */
export type DemoDay = number;

export interface DemoGrade {
  readonly code: string;
  readonly name: string;
  readonly family: 'doctor' | 'nurse' | 'support' | 'other';
  /** Seniority inside the family. */
  readonly rank: number;
  readonly registered: boolean;
}

export interface DemoSkill {
  readonly code: string;
  readonly name: string;
}

/** A skill held from long ago: for good, or until a day. */
export type DemoHeldSkill = string | { readonly code: string; readonly untilDay: DemoDay };

export interface DemoPerson {
  readonly staffNumber: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly gradeCode: string;
  readonly registration: { readonly body: 'GMC' | 'NMC'; readonly number: string } | null;
  readonly wte: number;
  readonly contractCode: string;
  readonly fullTimeMinPerWeek: number;
  readonly skills: readonly DemoHeldSkill[];
  /** Default: there already. */
  readonly firstDay?: DemoDay;
  /** Default: stays. */
  readonly lastDay?: DemoDay;
}

export interface DemoShiftType {
  readonly code: string;
  readonly name: string;
  readonly kind: ShiftKind;
  readonly startMin: number;
  readonly endMin: number;
  readonly paidBreakMin: number;
  readonly unpaidBreakMin: number;
  readonly colour: string;
  readonly gradeCodes: readonly string[];
  readonly skillCodes: readonly string[];
}

export interface DemoCoverLine {
  /** Unique in its unit. */
  readonly key: string;
  readonly name: string;
  /** 0 = Monday. */
  readonly weekdays: readonly number[];
  readonly shiftCodes: readonly string[];
  readonly gradeCodes?: readonly string[];
  readonly minimumGradeCode?: string;
  readonly skillCodes?: readonly string[];
  readonly registered?: boolean;
  readonly measure:
    | {
        readonly kind: 'count';
        readonly minimum: number;
        readonly target: number;
        readonly maximum: number | null;
      }
    | { readonly kind: 'share'; readonly minShare: number };
}

export interface DemoCoverException {
  readonly lineKey: string;
  readonly day: DemoDay;
  readonly minimum: number;
  readonly target: number;
  readonly maximum: number | null;
  readonly reason: string;
}

export interface DemoAvailability {
  readonly staffNumber: string;
  readonly kind: 'cannot' | 'rather-not' | 'would-like';
  readonly firstDay: DemoDay;
  readonly lastDay: DemoDay;
  /** 0 = Monday; left out: every day. */
  readonly weekdays?: readonly number[];
  readonly shiftKind?: Exclude<ShiftKind, 'off'>;
  /** 1 to 100. */
  readonly weight: number;
  readonly note: string;
}

export interface DemoAbsence {
  readonly staffNumber: string;
  readonly kind: 'annual-leave' | 'study-leave' | 'parental-leave' | 'sickness' | 'other';
  readonly firstDay: DemoDay;
  readonly lastDay: DemoDay;
  readonly reason: string;
}

export interface DemoRota {
  readonly firstDay: DemoDay;
  readonly lastDay: DemoDay;
}

/** A rota that has been published already: a line of 28 shift codes a person, `-` for a day off. */
export interface DemoPublishedRota extends DemoRota {
  readonly publishedDay: DemoDay;
  /** By staff number. Whoever is missing worked nothing. */
  readonly lines: Readonly<Record<string, string>>;
}

export interface DemoRuleOverride {
  readonly ruleCode: string;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly reason: string;
  readonly approvedBy: string;
}

/** All of one unit's demo data. */
export interface DemoUnit {
  readonly code: string;
  readonly name: string;
  readonly people: readonly DemoPerson[];
  readonly shiftTypes: readonly DemoShiftType[];
  readonly coverName: string;
  /** A bank holiday needs the cover of this weekday. */
  readonly bankHolidayWeekday: number;
  readonly cover: readonly DemoCoverLine[];
  readonly coverExceptions: readonly DemoCoverException[];
  readonly availability: readonly DemoAvailability[];
  readonly absences: readonly DemoAbsence[];
  /** Drafts. */
  readonly rotas: readonly DemoRota[];
  /** The rota before them. */
  /** Earliest first. */
  readonly published: readonly DemoPublishedRota[];
  readonly ruleOverrides: readonly DemoRuleOverride[];
  /** To whom open shifts go beyond the unit, when, and for how much an hour. */
  readonly openShiftSteps: readonly LadderStep[];
}
