import { type ConstraintData } from '../../model/index.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine } from '../line.js';
import { mendByDayOff } from '../mend.js';
import { dayName, hours, makeViolation, type Violation } from '../violation.js';
import { type WeeklyRestSetup } from './setup.js';

/** Times of shifts and beginnings of weeks, as they are or as if every day had 24 hours. */
interface Timeline {
  readonly of: (shift: LineShift) => readonly [startMin: number, endMin: number];
  readonly weekStart: (week: number) => number;
}

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
    const inWeek = shifts.filter(({ index }) => index >= monday && index < monday + 7);
    if (inWeek.every(({ fixed }) => fixed) || isRested(setup, elapsed, shifts, week)) continue;
    const measured = longestRest(elapsed, shifts, week, week + 1);
    const clockChange = isRested(setup, nominal, shifts, week);
    const fromDay = monday - context.before;
    const without = (shift: LineShift): LineShift[] => shifts.filter((other) => other !== shift);
    violations.push(
      makeViolation(context, data, {
        shifts: inWeek,
        fromDay,
        toDay: fromDay + 6,
        window: { fromMin: setup.weekStart(week), toMin: setup.weekStart(week + 1) },
        measured,
        limit: setup.weekRestMin,
        unit: 'minutes',
        amount: setup.amountOf(measured),
        clockChange,
        mend: mendByDayOff(context, inWeek, (shift) => isRested(setup, elapsed, without(shift), week)),
        message:
          `The longest rest in the week from ${dayName(context, fromDay)} is ${hours(measured)}; ` +
          `${hours(setup.weekRestMin)} needed, or ${hours(setup.fortnightRestMin)} in a fortnight: ` +
          `${hours(setup.weekRestMin - measured)} short${clockChange ? ', because the clock changes' : ''}.`,
      }),
    );
  }
  return violations;
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
