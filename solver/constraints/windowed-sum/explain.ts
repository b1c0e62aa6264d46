import { type ConstraintData } from '../../model/index.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine } from '../line.js';
import { type Mend, mendByDayOff, workLess } from '../mend.js';
import { hours, localTime, makeViolation, type Violation } from '../violation.js';
import { clippedWork, type WindowSetup } from './setup.js';

interface Window {
  readonly from: number;
  readonly inside: readonly LineShift[];
  readonly sum: number;
  /** The same in days of 24 hours. */
  readonly nominal: number;
  readonly amount: number;
}

export function explainWindows(
  context: LineContext,
  data: ConstraintData,
  setup: WindowSetup,
  line: Line,
): Violation[] {
  const shifts = shiftsOfLine(context, line).filter((shift) => setup.mask[shift.token] === 1);
  const windows: Window[] = [];
  for (const [k, shift] of shifts.entries()) {
    const near = shifts.slice(Math.max(0, k - setup.reach), k + setup.reach + 1);
    windows.push(windowAt(context, setup, near, shift.startMin, nominalStart(shift)));
    if (!setup.uneven) continue;
    const { windowMin } = setup;
    windows.push(windowAt(context, setup, near, shift.endMin - windowMin, nominalEnd(shift) - windowMin));
  }
  const broken = windows
    .filter(({ amount, inside }) => amount > 0 && inside.some(({ fixed }) => !fixed))
    .toSorted((a, b) => a.from - b.from);
  return crunches(broken).map((crunch) => crunchViolation(context, data, setup, crunch));
}

function windowAt(
  context: LineContext,
  setup: WindowSetup,
  near: readonly LineShift[],
  from: number,
  nominalFrom: number,
): Window {
  const to = from + setup.windowMin;
  const inside = near.filter(({ startMin, endMin }) => startMin < to && endMin > from);
  let sum = 0;
  for (const shift of inside) {
    const work = context.workAt[shift.index * context.tokenCount + shift.token]!;
    sum += clippedWork(work, shift.startMin, shift.endMin, from, to);
  }
  let nominal = 0;
  for (const shift of near) {
    const start = nominalStart(shift);
    nominal += clippedWork(
      shift.facts.workMin,
      start,
      nominalEnd(shift),
      nominalFrom,
      nominalFrom + setup.windowMin,
    );
  }
  return { from, inside, sum, nominal, amount: setup.amountOf(sum) };
}

function nominalStart(shift: LineShift): number {
  return shift.dayIndex * 1440 + shift.facts.startMin;
}

function nominalEnd(shift: LineShift): number {
  return shift.dayIndex * 1440 + shift.facts.endMin;
}

/** Windows that overlap tell of the same crunch. */
function crunches(windows: readonly Window[]): Window[][] {
  const found: Window[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const window of windows) {
    const open = found.at(-1);
    if (open !== undefined && window.inside[0]!.index <= last) open.push(window);
    else found.push([window]);
    last = Math.max(last, window.inside.at(-1)!.index);
  }
  return found;
}

/** One violation a crunch, shown at its worst. */
function crunchViolation(
  context: LineContext,
  data: ConstraintData,
  setup: WindowSetup,
  crunch: readonly Window[],
): Violation {
  const { maxMin, windowMin } = setup;
  const worst = crunch.reduce((worse, window) => (window.sum > worse.sum ? window : worse));
  const first = worst.inside[0]!;
  const measured = Math.round(worst.sum * 100) / 100;
  const clockChange = crunch.every(({ nominal }) => setup.amountOf(nominal) === 0);
  const from = localTime(context, first, first.facts.startMin + Math.max(0, worst.from - first.startMin));
  return makeViolation(context, data, {
    shifts: worst.inside,
    fromDay: first.dayIndex,
    toDay: worst.inside.at(-1)!.dayIndex,
    window: { fromMin: worst.from, toMin: worst.from + windowMin },
    measured,
    limit: maxMin,
    unit: 'minutes',
    amount: crunch.reduce((sum, { amount }) => sum + amount, 0),
    clockChange,
    mend: mendCrunch(context, worst, measured - maxMin),
    message:
      `${hours(measured)} of work in the ${hours(windowMin)} from ${from}; ` +
      `at most ${hours(maxMin)} allowed: ${hours(measured - maxMin)} too much${clockChange ? ', because the clock changes' : ''}.`,
  });
}

/** A little is taken out of a shift; for more, the shortest shift goes whose absence is enough. */
function mendCrunch(context: LineContext, { inside }: Window, excess: number): Mend | null {
  if (inside.every(({ fixed }) => fixed)) return null;
  if (excess <= MOST_SHAVED_MIN) return workLess(Math.ceil(excess));
  const work = (shift: LineShift): number => context.workAt[shift.index * context.tokenCount + shift.token]!;
  return mendByDayOff(
    context,
    inside.toSorted((a, b) => work(a) - work(b)),
    (shift) => work(shift) >= excess,
  );
}

const MOST_SHAVED_MIN = 180;
