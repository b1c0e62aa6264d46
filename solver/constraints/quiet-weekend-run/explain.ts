import { type ConstraintData } from '../../model/index.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine } from '../line.js';
import { mendBySplit } from '../mend.js';
import { dayName, makeViolation, plural, type Violation } from '../violation.js';
import { type QuietRunSetup } from './setup.js';

export function explainQuietRun(
  context: LineContext,
  data: ConstraintData,
  setup: QuietRunSetup,
  line: Line,
): Violation[] {
  return runsOf(shiftsOfLine(context, line)).flatMap((run) => {
    const busy = run.find((shift) => setup.isBusyWeekend(shift.index, shift.token));
    const limit = busy === undefined ? setup.quietMax : setup.max;
    const old = run.filter(({ dayIndex }) => dayIndex < 0).length;
    const amount = run.length - Math.max(limit, old);
    return amount <= 0 ? [] : [tooLong(context, data, setup, { run, busy, limit, amount })];
  });
}

interface LongRun {
  readonly run: readonly LineShift[];
  readonly busy: LineShift | undefined;
  readonly limit: number;
  readonly amount: number;
}

function tooLong(
  context: LineContext,
  data: ConstraintData,
  setup: QuietRunSetup,
  { run, busy, limit, amount }: LongRun,
): Violation {
  const first = run[0]!;
  const last = run.at(-1)!;
  const isLonger = limit > setup.max;
  const mightBeLonger = run.length <= setup.quietLimit && busy?.facts.kind === 'on-call';
  const longer = isLonger ? ' where its weekend is low-intensity on-call' : '';
  const why = mightBeLonger
    ? `, because ${dayName(context, busy.dayIndex)} is not low-intensity on-call`
    : longer;
  return makeViolation(context, data, {
    shifts: run,
    fromDay: first.dayIndex,
    toDay: last.dayIndex,
    measured: run.length,
    limit,
    unit: 'days',
    amount,
    mend: mendBySplit(context, run, { start: first.index }, limit),
    message:
      `${plural(run.length, 'shift')} in a row from ${dayName(context, first.dayIndex)} to ` +
      `${dayName(context, last.dayIndex)}; at most ${limit} allowed${why}: ${run.length - limit} too many.`,
  });
}

function runsOf(shifts: readonly LineShift[]): LineShift[][] {
  const runs: LineShift[][] = [];
  for (const shift of shifts) {
    const open = runs.at(-1);
    if (open?.at(-1)?.index === shift.index - 1) open.push(shift);
    else runs.push([shift]);
  }
  return runs;
}
