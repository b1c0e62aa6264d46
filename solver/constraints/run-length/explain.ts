import { type ConstraintData } from '../../model/index.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine } from '../line.js';
import { dayOff, mendBySplit, work } from '../mend.js';
import { dayName, makeViolation, type Mend, plural, type Violation } from '../violation.js';
import { type RunLengthSetup } from './setup.js';

interface Run {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
  readonly shifts: readonly LineShift[];
}

export function explainRunLength(
  context: LineContext,
  data: ConstraintData,
  setup: RunLengthSetup,
  line: Line,
): Violation[] {
  const shifts = shiftsOfLine(context, line).filter((shift) => shift.index >= setup.origin);
  const found = setup.of === 'off' ? gapsBetween(context, setup, shifts) : runsOf(setup, shifts);
  const runs = withCarried(setup, found);
  const violations: Violation[] = [];
  for (const run of runs) {
    const length = run.end - run.start + 1;
    const inHistory = Math.max(0, Math.min(length, context.before - run.start));
    if (setup.max !== null && length > setup.max) {
      const amount = length - Math.max(setup.max, inHistory);
      if (amount > 0) violations.push(tooLong(context, data, setup, run, length, amount));
      continue;
    }
    const atEdge = run.start === setup.excusedStart || run.end === context.length - 1;
    const over = run.end + 1 < context.before;
    if (setup.min !== null && length < setup.min && !atEdge && !over) {
      violations.push(tooShort(context, data, setup, run, length));
    }
  }
  return violations;
}

/** The first run goes on with the carried one; where it begins later, the carried run stands by itself. */
function withCarried({ origin, carried }: RunLengthSetup, runs: readonly Run[]): readonly Run[] {
  if (carried === 0) return runs;
  const [first, ...later] = runs;
  const start = origin - carried;
  if (first?.start === origin) return [{ ...first, start }, ...later];
  return [{ start, end: origin - 1, shifts: [] }, ...runs];
}

function runsOf(setup: RunLengthSetup, shifts: readonly LineShift[]): Run[] {
  const runs: { start: number; end: number; shifts: LineShift[] }[] = [];
  for (const shift of shifts) {
    if (setup.member[shift.token] === 0) continue;
    const open = runs.at(-1);
    if (open?.end === shift.index - 1) {
      open.end = shift.index;
      open.shifts.push(shift);
    } else runs.push({ start: shift.index, end: shift.index, shifts: [shift] });
  }
  return runs;
}

function gapsBetween(context: LineContext, setup: RunLengthSetup, shifts: readonly LineShift[]): Run[] {
  const gaps: Run[] = [];
  let free = setup.origin;
  let previous: LineShift | undefined;
  for (const shift of [...shifts, undefined]) {
    const until = shift?.index ?? context.length;
    const around = [previous, shift].filter((near) => near !== undefined);
    if (until > free) gaps.push({ start: free, end: until - 1, shifts: around });
    free = until + 1;
    previous = shift;
  }
  return gaps;
}

function tooLong(
  context: LineContext,
  data: ConstraintData,
  setup: RunLengthSetup,
  run: Run,
  length: number,
  amount: number,
): Violation {
  const max = setup.max!;
  return makeViolation(context, data, {
    shifts: run.shifts,
    fromDay: run.start - context.before,
    toDay: run.end - context.before,
    measured: length,
    limit: max,
    unit: 'days',
    amount,
    mend: splitRun(context, setup, run, max),
    message:
      `${plural(length, setup.runName, pluralName(setup))} in a row from ${dayName(context, run.start - context.before)} ` +
      `to ${dayName(context, run.end - context.before)}; at most ${max} allowed: ${length - max} too many.`,
  });
}

function tooShort(
  context: LineContext,
  data: ConstraintData,
  setup: RunLengthSetup,
  run: Run,
  length: number,
): Violation {
  const min = setup.min!;
  return makeViolation(context, data, {
    shifts: run.shifts,
    fromDay: run.start - context.before,
    toDay: run.end - context.before,
    measured: length,
    limit: min,
    unit: 'days',
    amount: min - length,
    mend: joinRun(context, setup, run),
    message:
      `Only ${plural(length, setup.runName, pluralName(setup))} in a row from ${dayName(context, run.start - context.before)}; ` +
      `at least ${min} needed: ${min - length} too few.`,
  });
}

/** The day whose shift splits a run into two that are short enough; of a run of days off, the day to work on. */
function splitRun(context: LineContext, setup: RunLengthSetup, run: Run, max: number): Mend | null {
  if (setup.of !== 'off') return mendBySplit(context, run.shifts, run, max);
  const dayIndex = Math.max(0, Math.min(run.start + max, run.end) - context.before);
  return work(`Put a shift on ${dayName(context, dayIndex)}.`, dayIndex);
}

/** The day after a run that is too short, or before it where the rota ends. */
function joinRun(context: LineContext, setup: RunLengthSetup, run: Run): Mend | null {
  const inHorizon = (index: number): boolean =>
    index >= context.before && index < context.before + context.dayCount;
  const next = [run.end + 1, run.start - 1].find(inHorizon);
  if (next === undefined) return null;
  const day = dayName(context, next - context.before);
  if (setup.of !== 'off') return work(`Work on ${day} as well.`, next - context.before);
  const shift = run.shifts.find(({ index, fixed }) => index === next && !fixed);
  return shift === undefined ? null : dayOff(context, shift);
}

function pluralName(setup: RunLengthSetup): string {
  return setup.of === 'off' ? 'days off' : `${setup.runName}s`;
}
