import { type ConstraintData } from '../../model/index.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine } from '../line.js';
import { dayOff, type Mend } from '../mend.js';
import { dayName, hours, makeViolation, type Violation } from '../violation.js';
import { type WeeklyRestSetup } from './setup.js';

/** Times of shifts and beginnings of weeks, as they are or as if every day had 24 hours. */
interface Timeline {
  readonly of: (shift: LineShift) => readonly [startMin: number, endMin: number];
  readonly weekStart: (week: number) => number;
}

/** Days from a Monday within which shifts matter to its week: two weeks to either side, and what runs on into them. */
const NEAR_BEFORE = 10;
const NEAR_AFTER = 14;

export function explainWeeklyRest(
  context: LineContext,
  data: ConstraintData,
  setup: WeeklyRestSetup,
  line: Line,
): Violation[] {
  const shifts = shiftsOfLine(context, line).filter((shift) => setup.mask[shift.token] === 1);
  const elapsed: Timeline = {
    of: (shift) => [shift.startMin, shift.endMin],
    weekStart: setup.weekStart,
  };
  const nominal: Timeline = {
    of: ({ dayIndex, facts }) => [dayIndex * 1440 + facts.startMin, dayIndex * 1440 + facts.endMin],
    weekStart: (week) => (setup.firstMonday + week * 7 - context.before) * 1440,
  };
  const violations: Violation[] = [];
  for (let week = 0; week < setup.weekCount; week++) {
    const monday = setup.firstMonday + week * 7;
    const near = shifts.filter(({ index }) => index >= monday - NEAR_BEFORE && index < monday + NEAR_AFTER);
    if (isRested(setup, elapsed, near, week)) continue;
    const measured = longestRest(elapsed, near, week, week + 1);
    const fixed = near.filter((shift) => shift.fixed);
    const old = isRested(setup, elapsed, fixed, week)
      ? 0
      : setup.amountOf(longestRest(elapsed, fixed, week, week + 1));
    const amount = setup.amountOf(measured) - old;
    if (amount <= 0) continue;
    const inWeek = near.filter(({ index }) => index >= monday && index < monday + 7);
    const mendable = [...inWeek, ...near.filter((shift) => !inWeek.includes(shift))];
    const clockChange = isRested(setup, nominal, near, week);
    const fromDay = monday - context.before;
    violations.push(
      makeViolation(context, data, {
        shifts: inWeek,
        fromDay,
        toDay: fromDay + 6,
        window: { fromMin: setup.weekStart(week), toMin: setup.weekStart(week + 1) },
        measured,
        limit: setup.weekRestMin,
        unit: 'minutes',
        amount,
        clockChange,
        mend: mendRest(context, mendable, (free) =>
          isRested(
            setup,
            elapsed,
            near.filter((shift) => !free.includes(shift)),
            week,
          ),
        ),
        message:
          `The longest rest in the week from ${dayName(context, fromDay)} is ${hours(measured)}; ` +
          `${hours(setup.weekRestMin)} needed, or ${hours(setup.fortnightRestMin)} in a fortnight: ` +
          `${hours(setup.weekRestMin - measured)} short${clockChange ? ', because the clock changes' : ''}.`,
      }),
    );
  }
  return violations;
}

/** One day off that is enough, or else two that follow each other. */
function mendRest(
  context: LineContext,
  near: readonly LineShift[],
  enough: (free: readonly LineShift[]) => boolean,
): Mend | null {
  const free = near.filter((shift) => !shift.fixed);
  const single = free.find((shift) => enough([shift]));
  if (single !== undefined) return dayOff(context, single);
  for (const first of free) {
    const second = free.find(({ index }) => index === first.index + 1);
    if (second === undefined || !enough([first, second])) continue;
    const text = `Leave ${dayName(context, first.dayIndex)} and ${dayName(context, second.dayIndex)} free.`;
    return dayOff(context, first, text, [second]);
  }
  return null;
}

function isRested(
  setup: WeeklyRestSetup,
  timeline: Timeline,
  shifts: readonly LineShift[],
  week: number,
): boolean {
  return (
    longestRest(timeline, shifts, week, week + 1) >= setup.weekRestMin ||
    longestRest(timeline, shifts, week - 1, week + 1) >= setup.fortnightRestMin ||
    longestRest(timeline, shifts, week, week + 2) >= setup.fortnightRestMin
  );
}

/** Longest rest from the beginning of a week to that of another. */
function longestRest(timeline: Timeline, shifts: readonly LineShift[], week: number, until: number): number {
  let last = timeline.weekStart(week);
  const end = timeline.weekStart(until);
  let longest = 0;
  for (const shift of shifts) {
    const [startMin, endMin] = timeline.of(shift);
    if (endMin <= last || startMin >= end) continue;
    longest = Math.max(longest, startMin - last);
    last = Math.max(last, endMin);
  }
  return Math.max(longest, end - last);
}
