import { compileConstraint } from '../../constraints/index.js';
import { lineOfCells } from '../../constraints/line.js';
import { type Violation } from '../../constraints/violation.js';
import { type ConstraintData, type Level, type ShiftType } from '../../model/index.js';
import {
  compilePack,
  type ProspectiveCover,
  type RuleContext,
  type RuleOverrides,
  type RulePack,
} from '../../rules/index.js';
import { unrollLine, type UnrolledLine } from './cycle-problem.js';
import { clock, cycleDayName } from './faults.js';
import { DAYS_PER_WEEK, type Template, type TemplateLine } from './template.js';

export interface CheckOptions {
  readonly pack: RulePack;
  readonly overrides?: RuleOverrides;
  readonly prospectiveCover?: ProspectiveCover;
  readonly optedOut?: boolean;
  readonly weekendsAuthorised?: boolean;
  readonly nightWorker?: boolean;
}

/** A breach of a line, which comes back with every turn of the cycle. */
export interface TemplateViolation {
  readonly rule: string;
  readonly level: Level;
  /** "week 2 Sun". */
  readonly from: string;
  readonly to: string;
  readonly shifts: readonly {
    readonly day: string;
    readonly code: string;
    readonly start: string;
    readonly end: string;
  }[];
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
  readonly margin: number;
  readonly message: string;
  readonly mend: string | null;
}

/** A rule that cannot be judged, and what is missing. */
export interface NotJudged {
  readonly rule: string;
  readonly reason: string;
}

export interface LineVerdict {
  readonly violations: readonly TemplateViolation[];
  readonly notJudged: readonly NotJudged[];
}

/** Kinds that judge a whole period; all others look at shifts near to each other. */
const OF_A_PERIOD: readonly string[] = ['total', 'weekend-count'];
/** Weeks on either side of a cycle that the longest of those looks can reach. */
const NEAR_WEEKS = 4;
/** No average is taken over more weeks than this. */
const LONGEST_PERIOD_WEEKS = 26;

/** Every breach of a line, once a cycle, also over the turn from its last week to its first. */
export function judgeLine(template: Template, line: TemplateLine, options: CheckOptions): LineVerdict {
  const weeks = line.weeks.length;
  const notJudged = new Map<string, NotJudged>();
  const judge = (unrolled: UnrolledLine, wanted: (data: ConstraintData) => boolean): Violation[] =>
    explainWanted(template, unrolled, compileFor(line, unrolled, options).filter(wanted), notJudged);

  const cycle = unrollLine(template, line, weeks);
  const ofPeriod = ({ kind }: ConstraintData): boolean => OF_A_PERIOD.includes(kind);
  const found = judge(
    cycle,
    (data) => ofPeriod(data) && (weeks <= LONGEST_PERIOD_WEEKS || !isShorter(data, weeks)),
  );

  const side = Math.ceil(NEAR_WEEKS / weeks);
  const near = unrollLine(template, line, weeks * (2 * side + 1));
  found.push(
    ...oncePerCycle(
      judge(near, (data) => !ofPeriod(data)),
      weeks,
      side * weeks,
    ),
  );

  if (weeks > LONGEST_PERIOD_WEEKS) {
    const long = unrollLine(template, line, 2 * weeks);
    const rolling = judge(long, (data) => ofPeriod(data) && isShorter(data, weeks));
    found.push(...oncePerCycle(rolling, weeks, 0));
  }
  return {
    violations: found.map((violation) => asTemplateViolation(violation, line, near.problem.shiftTypes)),
    notJudged: [...notJudged.values()],
  };
}

function compileFor(line: TemplateLine, { problem }: UnrolledLine, options: CheckOptions): ConstraintData[] {
  const { prospectiveCover, optedOut = false, weekendsAuthorised = false, nightWorker = false } = options;
  const context: RuleContext = {
    wte: line.wte,
    days: problem.days,
    cyclic: true,
    optedOut,
    weekendsAuthorised,
    nightWorker,
    ...(prospectiveCover === undefined ? {} : { prospectiveCover }),
  };
  return compilePack(options.pack, context, options.overrides ?? {});
}

/** The constraint is about a stretch shorter than the cycle. */
function isShorter({ params }: ConstraintData, weeks: number): boolean {
  const { fromDay, toDay } = params;
  return (
    typeof fromDay === 'number' && typeof toDay === 'number' && toDay - fromDay + 1 < weeks * DAYS_PER_WEEK
  );
}

function explainWanted(
  template: Template,
  { context, cells, problem }: UnrolledLine,
  wanted: readonly ConstraintData[],
  notJudged: Map<string, NotJudged>,
): Violation[] {
  const worked = new Set(cells.flatMap((cell) => problem.shiftTypes[cell]?.id ?? []));
  const shifts = lineOfCells(context, cells);
  return wanted.flatMap((data) => {
    const reason = whyNotJudged(template, worked, data);
    if (reason !== null) {
      notJudged.set(data.rule, { rule: data.rule, reason });
      return [];
    }
    return compileConstraint(data, context).explain(shifts);
  });
}

/** What a constraint needs to know and the template does not say. */
function whyNotJudged(
  template: Template,
  worked: ReadonlySet<string>,
  { kind, params }: ConstraintData,
): string | null {
  const shifts = template.shifts.filter(({ code }) => worked.has(code));
  const codes = (lacking: readonly { readonly code: string }[]): string =>
    lacking.map(({ code }) => code).join(', ');
  const needsHours = kind === 'windowed-sum' || (kind === 'total' && params.measure === 'minutes');
  const unestimated = shifts.filter(({ workMin }) => workMin === null);
  if (needsHours && unestimated.length > 0) return estimateMissing(codes(unestimated), 'work_hours');
  if (kind !== 'shift-fact') return null;
  if (params.fact === 'paidBreakMin' || params.fact === 'breakMin') {
    const unknown = shifts.filter((shift) => !shift.nonResidentOnCall && shift.paidBreakMin === undefined);
    return unknown.length === 0
      ? null
      : `the breaks of ${codes(unknown)} are not known; give paid_break_minutes`;
  }
  const unrested = shifts.filter((shift) => shift.nonResidentOnCall && shift.onCall === undefined);
  return unrested.length === 0
    ? null
    : estimateMissing(codes(unrested), 'episodes, rest_hours and longest_rest_hours');
}

export function estimateMissing(codes: string, columns: string): string {
  return `${codes}: non-resident on-call without an estimate; give ${columns}`;
}

/**
 * Of the breaches of a line worked over and over, those that begin in one turn of the cycle. A breach that never ends (somebody who works
 * every day) begins in none: it is told once.
 */
function oncePerCycle(violations: readonly Violation[], weeks: number, afterWeeks: number): Violation[] {
  const from = afterWeeks * DAYS_PER_WEEK;
  const to = from + weeks * DAYS_PER_WEEK;
  const kept = violations.filter(({ fromDay }) => fromDay >= from && fromDay < to);
  const told = new Set(kept.map(({ rule, kind }) => `${rule} ${kind}`));
  for (const violation of violations) {
    const key = `${violation.rule} ${violation.kind}`;
    if (told.has(key)) continue;
    told.add(key);
    kept.push({ ...violation, message: `${violation.message} The pattern repeats, so it never ends.` });
  }
  return kept;
}

function asTemplateViolation(
  violation: Violation,
  line: TemplateLine,
  shiftTypes: readonly ShiftType[],
): TemplateViolation {
  const cycleDays = line.weeks.length * DAYS_PER_WEEK;
  return {
    rule: violation.rule,
    level: violation.level,
    from: cycleDayName(violation.fromDay, cycleDays),
    to: cycleDayName(violation.toDay, cycleDays),
    shifts: violation.shifts.map((shift) => {
      const type = shiftTypes.find(({ id }) => id === shift.shiftTypeId);
      return {
        day: cycleDayName(shift.dayIndex, cycleDays),
        code: shift.label,
        start: clock(type?.startMin ?? 0),
        end: clock(type?.endMin ?? 0),
      };
    }),
    measured: violation.measured,
    limit: violation.limit,
    unit: violation.unit,
    margin: violation.margin,
    message: violation.message,
    mend: violation.mend?.text ?? null,
  };
}
