import { type ConstraintData, type Level } from '../model/index.js';
import { type LineContext, type LineShift } from './line.js';
import { type Mend } from './mend.js';

export type { Mend } from './mend.js';
export * from './words.js';

export interface ViolationShift {
  readonly dayIndex: number;
  readonly shiftTypeId: string | null;
  readonly label: string;
  /** Elapsed minutes from the horizon's origin. */
  readonly startMin: number;
  readonly endMin: number;
  readonly fixed: boolean;
}

export type ViolationUnit = 'minutes' | 'minutes-a-week' | 'days' | 'shifts' | 'weekends';

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
  /** The smallest change that would end it; null where nothing that may change would. */
  readonly mend: Mend | null;
  /** Plain English with numbers, and then the mend. */
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
  readonly mend?: Mend | null;
  readonly message: string;
}

export function makeViolation(context: LineContext, data: ConstraintData, draft: ViolationDraft): Violation {
  const { fromDay, toDay, mend = null } = draft;
  const advice = adviceOf(data) ?? mend?.text ?? null;
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
    margin: -Math.round(Math.abs(draft.measured - draft.limit) * 100) / 100,
    amount: draft.amount,
    cost: data.level === 'soft' ? draft.amount * data.weight : 0,
    clockChange: draft.clockChange ?? false,
    mend,
    message: advice === null ? draft.message : `${draft.message} ${advice}`,
  };
}

/** What a rule advises instead of the mend; a parameter of every kind. */
function adviceOf({ params }: ConstraintData): string | null {
  return typeof params.advice === 'string' ? params.advice : null;
}

function midnightOfDay(context: LineContext, dayIndex: number): number {
  const index = Math.min(Math.max(dayIndex + context.before, 0), context.length);
  return context.midnightAt[index]!;
}
