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
  const broken: Window[] = [];
  const look = (k: number, from: number, nominalFrom: number): void => {
    const low = Math.max(0, k - setup.reach);
    const high = Math.min(shifts.length - 1, k + setup.reach);
    const sum = workBetween(context, setup, shifts, low, high, from);
    const amount = setup.amountOf(sum);
    if (amount === 0) return;
    const near = shifts.slice(low, high + 1);
    const inside = near.filter(({ startMin, endMin }) => startMin < from + setup.windowMin && endMin > from);
    if (inside.every(({ fixed }) => fixed)) return;
    broken.push({ from, inside, sum, nominal: nominalWork(setup, near, nominalFrom), amount });
  };
  for (const [k, shift] of shifts.entries()) {
    look(k, shift.startMin, nominalStart(shift));
    if (setup.uneven) look(k, shift.endMin - setup.windowMin, nominalEnd(shift) - setup.windowMin);
  }
  return crunches(broken.toSorted((a, b) => a.from - b.from)).map((crunch) =>
    crunchViolation(context, data, setup, crunch),
  );
}

/** Work of the shifts `low` … `high` in the window that begins at an elapsed minute. */
function workBetween(
  context: LineContext,
  setup: WindowSetup,
  shifts: readonly LineShift[],
  low: number,
  high: number,
  from: number,
): number {
  const to = from + setup.windowMin;
  let sum = 0;
  for (let k = low; k <= high; k++) {
    const { startMin, endMin, index, token } = shifts[k]!;
    if (startMin >= to || endMin <= from) continue;
    sum += clippedWork(context.workAt[index * context.tokenCount + token]!, startMin, endMin, from, to);
  }
  return sum;
}

function nominalWork(setup: WindowSetup, near: readonly LineShift[], from: number): number {
  const to = from + setup.windowMin;
  return near.reduce(
    (sum, shift) => sum + clippedWork(shift.facts.workMin, nominalStart(shift), nominalEnd(shift), from, to),
    0,
  );
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
