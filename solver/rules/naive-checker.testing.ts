import { elapsedMin, type Problem, type ShiftType } from '../model/index.js';

/**
 * A second checker of the rules, written for tests alone and from the text of the rules alone: it walks through the minutes and days of a line
 * and knows nothing of constraints. It says whether a rule is broken, not where.
 */

/** A shift of a line without overlaps. */
export interface NaiveShift {
  readonly day: number;
  readonly type: ShiftType;
  /** Elapsed minutes. */
  readonly start: number;
  readonly end: number;
}

export interface NaiveLine {
  readonly problem: Problem;
  readonly shifts: readonly NaiveShift[];
  readonly firstDay: number;
  readonly lastDay: number;
}

export interface NaiveLimits {
  readonly longInARow: number;
  readonly daysInARow: number;
  readonly nightsBeforeRest: number;
}

export const LIMITS_2016: NaiveLimits = { longInARow: 5, daysInARow: 8, nightsBeforeRest: 3 };
export const LIMITS_2019: NaiveLimits = { longInARow: 4, daysInARow: 7, nightsBeforeRest: 1 };

const HOUR = 60;
const DAY = 24 * HOUR;

export function naiveLine(problem: Problem, placed: readonly { day: number; type: ShiftType }[]): NaiveLine {
  const shifts = placed.map(({ day, type }) => ({
    day,
    type,
    start: elapsedMin(problem.days, day, type.startMin),
    end: elapsedMin(problem.days, day, type.endMin),
  }));
  const days = shifts.map(({ day }) => day);
  return {
    problem,
    shifts,
    firstDay: Math.min(0, ...days),
    lastDay: Math.max(problem.days.length - 1, ...days),
  };
}

const isCall = ({ type }: NaiveShift): boolean => type.kind === 'on-call';
const minutesOf = ({ start, end }: NaiveShift): number => countMinutes(start, end, () => true);
const rosteredMinutes = ({ type }: NaiveShift): number =>
  countMinutes(type.startMin, type.endMin, () => true);

function countMinutes(from: number, to: number, counts: (minute: number) => boolean): number {
  let count = 0;
  for (let minute = from; minute < to; minute++) if (counts(minute)) count++;
  return count;
}

function isLong(shift: NaiveShift): boolean {
  return !isCall(shift) && rosteredMinutes(shift) > 10 * HOUR;
}

function isNight(shift: NaiveShift): boolean {
  if (isCall(shift)) return false;
  const dark = (minute: number): boolean => minute % DAY >= 23 * HOUR || minute % DAY < 6 * HOUR;
  return countMinutes(shift.type.startMin, shift.type.endMin, dark) >= 3 * HOUR;
}

function isLongEvening(shift: NaiveShift): boolean {
  const { startMin, endMin } = shift.type;
  return isLong(shift) && startMin < 16 * HOUR && endMin > 23 * HOUR && !isNight(shift);
}

function isQuiet({ type }: NaiveShift): boolean {
  return type.onCall !== undefined && type.workMin <= 3 * HOUR && type.onCall.episodes <= 3;
}

function weekday({ problem }: NaiveLine, day: number): number {
  return (((problem.days[0]!.weekday + day) % 7) + 7) % 7;
}

function shiftOn(line: NaiveLine, day: number): NaiveShift | undefined {
  return line.shifts.find((shift) => shift.day === day);
}

/** Runs of days on which there is a shift of a sort, as lists of their shifts. */
function runs(line: NaiveLine, sort: (shift: NaiveShift) => boolean): NaiveShift[][] {
  const found: NaiveShift[][] = [];
  let open: NaiveShift[] = [];
  for (let day = line.firstDay; day <= line.lastDay + 1; day++) {
    const shift = shiftOn(line, day);
    if (shift !== undefined && sort(shift)) open.push(shift);
    else {
      if (open.length > 0) found.push(open);
      open = [];
    }
  }
  return found;
}

const longestRun = (line: NaiveLine, sort: (shift: NaiveShift) => boolean): number =>
  Math.max(0, ...runs(line, sort).map((run) => run.length));

/** Some run of at least so many ends with less rest than this before the next shift of any sort. */
function restsTooShortAfter(
  line: NaiveLine,
  sort: (shift: NaiveShift) => boolean,
  least: number,
  restMin: number,
): boolean {
  const starts = new Set(line.shifts.map(({ start }) => start));
  const ends = runs(line, sort)
    .filter((run) => run.length >= least)
    .map((run) => run.at(-1)!.end);
  return ends.some((end) => {
    for (let rest = 0; rest < restMin; rest++) if (starts.has(end + rest)) return true;
    return false;
  });
}

/** Between two shifts of a sort that follow each other among those of that sort there is less rest than this. */
function gapTooShort(
  shifts: readonly NaiveShift[],
  restMin: number,
  judged: (earlier: NaiveShift, later: NaiveShift) => boolean = () => true,
): boolean {
  return shifts.some((later, k) => {
    const earlier = shifts[k - 1];
    return earlier !== undefined && judged(earlier, later) && later.start - earlier.end < restMin;
  });
}

/** Minutes of work in the days of the rota. */
function horizonWork({ shifts, problem }: NaiveLine): number {
  const inside = shifts.filter(({ day }) => day >= 0 && day < problem.days.length);
  return inside.reduce((sum, shift) => sum + (isCall(shift) ? shift.type.workMin : minutesOf(shift)), 0);
}

/** The most work in any 168 h, window by window, minute by minute. */
function mostInSevenDays({ shifts }: NaiveLine): number {
  const from = Math.min(0, ...shifts.map(({ start }) => start));
  const to = Math.max(0, ...shifts.map(({ end }) => end));
  const sums = new Float64Array(to - from + 1);
  const perMinute = new Float64Array(to - from + 1);
  for (const shift of shifts) {
    const density = isCall(shift) ? shift.type.workMin / minutesOf(shift) : 1;
    for (let minute = shift.start; minute < shift.end; minute++) perMinute[minute - from] = density;
  }
  for (let minute = 0; minute < to - from; minute++) sums[minute + 1] = sums[minute]! + perMinute[minute]!;
  let most = 0;
  for (let minute = 0; minute <= to - from; minute++) {
    most = Math.max(most, sums[Math.min(to - from, minute + 7 * DAY)]! - sums[minute]!);
  }
  return most;
}

function weekendsWorked(line: NaiveLine): number {
  const { problem } = line;
  let count = 0;
  for (let saturday = 5; saturday < problem.days.length; saturday += 7) {
    const from = elapsedMin(problem.days, saturday, 1);
    const to = elapsedMin(problem.days, saturday + 1, DAY - 1);
    const worked = line.shifts.some(
      ({ day, start, end }) =>
        day >= 0 && countMinutes(start, end, (minute) => minute >= from && minute < to) > 0,
    );
    if (worked) count++;
  }
  return count;
}

/** Longest stretch without work between the beginnings of two weeks. */
function longestRest(line: NaiveLine, monday: number, untilMonday: number): number {
  const from = elapsedMin(line.problem.days, monday, 0);
  const to = elapsedMin(line.problem.days, untilMonday, 0);
  const busy = new Uint8Array(to - from);
  for (const { start, end } of line.shifts) {
    for (let minute = Math.max(start, from); minute < Math.min(end, to); minute++) busy[minute - from] = 1;
  }
  let longest = 0;
  let open = 0;
  for (const minute of busy) {
    open = minute === 1 ? 0 : open + 1;
    longest = Math.max(longest, open);
  }
  return longest;
}

function weeklyRestBroken(line: NaiveLine): boolean {
  const first = line.firstDay - weekday(line, line.firstDay);
  for (let monday = first; monday <= line.lastDay; monday += 7) {
    if (!line.shifts.some(({ day }) => day >= monday && day < monday + 7)) continue;
    const rested =
      longestRest(line, monday, monday + 7) >= DAY ||
      longestRest(line, monday - 7, monday + 7) >= 2 * DAY ||
      longestRest(line, monday, monday + 14) >= 2 * DAY;
    if (!rested) return true;
  }
  return false;
}

function breaksTooShort(shift: NaiveShift): boolean {
  const { paidBreakMin } = shift.type;
  if (isCall(shift) || paidBreakMin === undefined) return false;
  const length = rosteredMinutes(shift);
  const due =
    length >= 12 * HOUR && isNight(shift) ? 90 : length > 9 * HOUR ? 60 : length > 5 * HOUR ? 30 : 0;
  return paidBreakMin < due;
}

function mostOnCallInSevenDays(line: NaiveLine): number {
  let most = 0;
  for (let first = line.firstDay; first <= line.lastDay; first++) {
    let count = 0;
    for (let day = first; day < first + 7; day++) {
      const shift = shiftOn(line, day);
      if (shift !== undefined && isCall(shift)) count++;
    }
    most = Math.max(most, count);
  }
  return most;
}

function dayAfterTooLong(line: NaiveLine): boolean {
  return line.shifts.some((call) => {
    const next = shiftOn(line, call.day + 1);
    if (!isCall(call) || next === undefined || isCall(next)) return false;
    const { onCall } = call.type;
    const rested = onCall === undefined || (onCall.restMin >= 8 * HOUR && onCall.longestRestMin >= 5 * HOUR);
    return minutesOf(next) > (rested ? 10 : 5) * HOUR;
  });
}

function onCallOnTwoDays(line: NaiveLine): boolean {
  return line.shifts.some((call) => {
    const next = shiftOn(line, call.day + 1);
    return isCall(call) && next !== undefined && isCall(next) && weekday(line, call.day) !== 5;
  });
}

function tooManyDays(line: NaiveLine, most: number): boolean {
  return runs(line, () => true).some((run) => {
    const quiet = run.every((shift) => weekday(line, shift.day) < 5 || isQuiet(shift));
    return run.length > (quiet ? 12 : most);
  });
}

/** Codes of the rules that a line breaks, for somebody at full time who works nights as a normal course, with cover of 6 weeks of 40 h. */
export function naiveBreaches(line: NaiveLine, limits: NaiveLimits): Set<string> {
  const { shifts, problem } = line;
  const weeks = problem.days.length / 7;
  const leaveWeeks = (6 * weeks) / 52;
  const work = horizonWork(line);
  const rostered = shifts.filter((shift) => !isCall(shift));
  const calls = shifts.filter(isCall);
  const d = 'doctors2016.';
  const w = 'wtr1998.';
  const broken: Record<string, boolean> = {
    [`${d}average-weekly-hours`]: work / weeks > 48 * HOUR,
    [`${d}prospective-cover`]: (work - leaveWeeks * 40 * HOUR) / (weeks - leaveWeeks) > 48 * HOUR + 1e-6,
    [`${d}hours-in-seven-days`]: mostInSevenDays(line) > 72 * HOUR + 1e-6,
    [`${d}shift-length`]: rostered.some((shift) => minutesOf(shift) > 13 * HOUR),
    [`${d}consecutive-long-shifts`]: longestRun(line, isLong) > limits.longInARow,
    [`${d}rest-after-long-shifts`]: restsTooShortAfter(line, isLong, limits.longInARow, 48 * HOUR),
    [`${d}consecutive-long-evenings`]: longestRun(line, isLongEvening) > 4,
    [`${d}rest-after-long-evenings`]: restsTooShortAfter(line, isLongEvening, 4, 48 * HOUR),
    [`${d}consecutive-nights`]: longestRun(line, isNight) > 4,
    [`${d}rest-after-nights`]: restsTooShortAfter(line, isNight, limits.nightsBeforeRest, 46 * HOUR),
    [`${d}consecutive-shifts`]: tooManyDays(line, limits.daysInARow),
    [`${d}rest-after-consecutive-shifts`]: restsTooShortAfter(line, () => true, limits.daysInARow, 48 * HOUR),
    [`${d}rest-between-shifts`]: gapTooShort(rostered, 11 * HOUR),
    [`${d}weekend-frequency`]: weekendsWorked(line) > 2,
    [`${d}paid-breaks`]: shifts.some(breaksTooShort),
    [`${d}on-call-length`]: calls.some((call) => minutesOf(call) > 25 * HOUR),
    [`${d}consecutive-on-call`]: onCallOnTwoDays(line),
    [`${d}on-call-in-seven-days`]: mostOnCallInSevenDays(line) > 3,
    [`${d}day-after-on-call`]: dayAfterTooLong(line),
    [`${d}on-call-rest`]: calls.some(
      ({ type: { onCall } }) => onCall !== undefined && (onCall.restMin < 480 || onCall.longestRestMin < 300),
    ),
    [`${w}average-weekly-hours`]: work / weeks > 48 * HOUR,
    [`${w}night-worker-hours`]: work / weeks > 48 * HOUR,
    [`${w}daily-rest`]: gapTooShort(rostered, 11 * HOUR),
    [`${w}compensatory-rest`]:
      calls.some((call) => minutesOf(call) > 13 * HOUR) ||
      gapTooShort(shifts, 11 * HOUR, (earlier, later) => isCall(earlier) || isCall(later)),
    [`${w}weekly-rest`]: weeklyRestBroken(line),
    [`${w}break-in-shift`]: rostered.some(
      (shift) =>
        shift.type.breakMin !== undefined && rosteredMinutes(shift) > 6 * HOUR && shift.type.breakMin < 20,
    ),
    'afc.contracted-hours': work !== weeks * 37.5 * HOUR,
    'rota.forbidden-succession': shifts.some((shift) =>
      shift.type.forbiddenNext.includes(shiftOn(line, shift.day + 1)?.type.id ?? ''),
    ),
  };
  return new Set(Object.keys(broken).filter((code) => broken[code] === true));
}
