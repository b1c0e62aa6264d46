import { type ConstraintData, type Level } from '../model/index.js';
import { type LineContext, type LineShift, weekdayOf } from './line.js';

export interface ViolationShift {
  readonly dayIndex: number;
  readonly shiftTypeId: string | null;
  readonly label: string;
  /** Elapsed minutes from the horizon's origin. */
  readonly startMin: number;
  readonly endMin: number;
  readonly fixed: boolean;
}

export type ViolationUnit = 'minutes' | 'days' | 'shifts' | 'weekends';

/** A breach of a rule, as data. */
export interface Violation {
  readonly personId: string;
  /** Code of the rule, `doctors2016.rest-after-nights`. */
  readonly rule: string;
  /** Kind of constraint, `rest-after-run`. */
  readonly kind: string;
  readonly level: Level;
  /** Days that it spans, both inclusive; negative in the history. */
  readonly fromDay: number;
  readonly toDay: number;
  /** The same as elapsed minutes from the horizon's origin. */
  readonly window: { readonly fromMin: number; readonly toMin: number };
  readonly shifts: readonly ViolationShift[];
  readonly measured: number;
  readonly limit: number;
  readonly unit: ViolationUnit;
  /** How far inside the limit it is: always negative for a violation. */
  readonly margin: number;
  /** Charged units of violation; the delta face counts the same. */
  readonly amount: number;
  /** `amount` times the weight for a soft rule, otherwise 0. */
  readonly cost: number;
  /** It exists only because the clock changed. */
  readonly clockChange: boolean;
  /** Plain English with numbers. */
  readonly message: string;
}

interface ViolationDraft {
  readonly shifts: readonly LineShift[];
  readonly fromDay: number;
  readonly toDay: number;
  readonly window?: { readonly fromMin: number; readonly toMin: number };
  readonly measured: number;
  readonly limit: number;
  readonly unit: ViolationUnit;
  readonly amount: number;
  readonly clockChange?: boolean;
  readonly message: string;
}

export function makeViolation(context: LineContext, data: ConstraintData, draft: ViolationDraft): Violation {
  const { fromDay, toDay } = draft;
  return {
    personId: context.personId,
    rule: data.rule,
    kind: data.kind,
    level: data.level,
    fromDay,
    toDay,
    window: draft.window ?? {
      fromMin: midnightOfDay(context, fromDay),
      toMin: midnightOfDay(context, toDay + 1),
    },
    shifts: draft.shifts.map((shift) => ({
      dayIndex: shift.dayIndex,
      shiftTypeId: shift.facts.shiftTypeId,
      label: shift.facts.label,
      startMin: shift.startMin,
      endMin: shift.endMin,
      fixed: shift.fixed,
    })),
    measured: draft.measured,
    limit: draft.limit,
    unit: draft.unit,
    margin: -Math.abs(draft.measured - draft.limit),
    amount: draft.amount,
    cost: data.level === 'soft' ? draft.amount * data.weight : 0,
    clockChange: draft.clockChange ?? false,
    message: draft.message,
  };
}

function midnightOfDay(context: LineContext, dayIndex: number): number {
  const index = Math.min(Math.max(dayIndex + context.before, 0), context.length);
  return context.midnightAt[index]!;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export function dayName(context: LineContext, dayIndex: number): string {
  const date = context.days[dayIndex]?.date;
  const weekday = WEEKDAYS[weekdayOf(context, dayIndex + context.before)]!;
  if (date === undefined) return dayIndex < 0 ? `${weekday} (before day 1)` : weekday;
  return `${weekday} ${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]!}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Local time of a moment in a shift, "Fri 09:00". */
export function localTime(context: LineContext, shift: LineShift, localMin: number): string {
  const spill = Math.floor(localMin / 1440);
  const minute = localMin - spill * 1440;
  const weekday = WEEKDAYS[weekdayOf(context, shift.index + spill)]!;
  return `${weekday} ${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}

export function endTime(context: LineContext, shift: LineShift): string {
  return localTime(context, shift, shift.facts.endMin);
}

export function startTime(context: LineContext, shift: LineShift): string {
  return localTime(context, shift, shift.facts.startMin);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** "46 h", "12 h 15 min", "15 min". */
export function hours(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  const rest = Math.round(minutes - whole * 60);
  if (rest === 0) return `${whole} h`;
  return whole === 0 ? `${rest} min` : `${whole} h ${rest} min`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
