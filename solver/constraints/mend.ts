import { elapsedMin } from '../model/index.js';
import { type LineContext, type LineShift } from './line.js';
import { dayName, hours, localTime } from './words.js';

/**
 * The smallest change that would end a breach.
 *
 * `start-later`, `end-earlier`: the shift of the day starts or ends at `atMin` (local minutes after that day's midnight).
 * `day-off`: the shifts of the days go. `work`: a shift is put on the day, or anywhere where none is named. `shorten`, `lengthen`:
 * `amountMin` minutes less or more work. `give-break`: breaks of `amountMin` minutes in the day's shift. `give-rest`: so much rest in it.
 */
export interface Mend {
  readonly kind:
    'start-later' | 'end-earlier' | 'day-off' | 'work' | 'shorten' | 'lengthen' | 'give-break' | 'give-rest';
  readonly dayIndexes: readonly number[];
  readonly atMin: number | null;
  readonly amountMin: number | null;
  /** Plain English, a sentence: "Start at 07:00 or later." */
  readonly text: string;
}

const NOTHING = { dayIndexes: [], atMin: null, amountMin: null } as const;
const MINUTES_PER_DAY = 1440;
/** A shift moved for longer than this is no longer the same shift: it is better left out. */
const MOST_MOVED_MIN = 12 * 60;

/** Rest is short between two shifts: the later starts later, or where it cannot be changed the earlier ends earlier. */
export function mendRest(
  context: LineContext,
  earlier: LineShift,
  later: LineShift,
  needMin: number,
): Mend | null {
  if (!later.fixed) return startAfter(context, later, earlier.endMin + needMin);
  return earlier.fixed ? null : endBefore(context, earlier, later.startMin - needMin);
}

/** The shift starts at an elapsed minute or later. */
export function startAfter(context: LineContext, shift: LineShift, elapsed: number): Mend {
  const atMin = localAtLeast(context, shift, elapsed);
  const moved = atMin - shift.facts.startMin;
  if (moved > MOST_MOVED_MIN) {
    const from = `${dayName(context, shift.dayIndex + Math.floor(atMin / MINUTES_PER_DAY))} ${clock(atMin)}`;
    return dayOff(context, shift, `Leave ${dayName(context, shift.dayIndex)} free; work again from ${from}.`);
  }
  const sameDay = Math.floor(atMin / MINUTES_PER_DAY) === Math.floor(shift.facts.startMin / MINUTES_PER_DAY);
  const time = sameDay ? clock(atMin) : localTime(context, shift, atMin);
  return {
    ...NOTHING,
    kind: 'start-later',
    dayIndexes: [shift.dayIndex],
    atMin,
    text: `Start at ${time} or later.`,
  };
}

/** The shift ends at an elapsed minute or earlier. */
export function endBefore(context: LineContext, shift: LineShift, elapsed: number): Mend {
  if (elapsed <= shift.startMin) return dayOff(context, shift);
  const atMin = localAtMost(context, shift, elapsed);
  const sameDay = Math.floor(atMin / MINUTES_PER_DAY) === Math.floor(shift.facts.endMin / MINUTES_PER_DAY);
  const time = sameDay ? clock(atMin) : localTime(context, shift, atMin);
  const text = `End ${shift.facts.label} of ${dayName(context, shift.dayIndex)} at ${time} or earlier.`;
  return { ...NOTHING, kind: 'end-earlier', dayIndexes: [shift.dayIndex], atMin, text };
}

/** The shift goes, and with it those of the other days. */
export function dayOff(
  context: LineContext,
  shift: LineShift,
  text?: string,
  others: readonly LineShift[] = [],
): Mend {
  return {
    ...NOTHING,
    kind: 'day-off',
    dayIndexes: [shift, ...others].map(({ dayIndex }) => dayIndex),
    text: text ?? `Leave ${dayName(context, shift.dayIndex)} free.`,
  };
}

/** The first shift of those that may change whose absence would be enough; the last that may change where none is. */
export function mendByDayOff(
  context: LineContext,
  shifts: readonly LineShift[],
  enough: (shift: LineShift) => boolean,
): Mend | null {
  const free = shifts.filter((shift) => !shift.fixed);
  const found = free.find(enough) ?? free.at(-1);
  return found === undefined ? null : dayOff(context, found);
}

/**
 * The latest day that leaves at most `max` days of a run before it: if any single day splits the run into two that are short enough, this
 * does. Where no such day may change, the first that may.
 *
 * @param run the line index of its first day.
 */
export function mendBySplit(
  context: LineContext,
  shifts: readonly LineShift[],
  run: { readonly start: number },
  max: number,
): Mend | null {
  const free = shifts.filter(({ fixed }) => !fixed);
  const found = free.findLast(({ index }) => index <= run.start + max) ?? free[0];
  return found === undefined ? null : dayOff(context, found);
}

export function workLess(minutes: number): Mend {
  return { ...NOTHING, kind: 'shorten', amountMin: minutes, text: `Take out ${hours(minutes)} of work.` };
}

export function workMore(minutes: number): Mend {
  return { ...NOTHING, kind: 'lengthen', amountMin: minutes, text: `Add ${hours(minutes)} of work.` };
}

export function work(text: string, dayIndex: number | null = null): Mend {
  return { ...NOTHING, kind: 'work', dayIndexes: dayIndex === null ? [] : [dayIndex], text };
}

export function give(
  kind: 'give-break' | 'give-rest',
  shift: LineShift,
  amountMin: number,
  text: string,
): Mend {
  return { ...NOTHING, kind, dayIndexes: [shift.dayIndex], amountMin, text };
}

/** Least local minute of the shift's day that is not before an elapsed minute. */
function localAtLeast(context: LineContext, shift: LineShift, elapsed: number): number {
  let local = shift.facts.startMin + (elapsed - shift.startMin);
  const at = (minute: number): number => elapsedMin(context.days, shift.dayIndex, minute);
  while (at(local) < elapsed) local += Math.max(1, elapsed - at(local));
  while (at(local - 1) >= elapsed) local--;
  return local;
}

/** Greatest local minute of the shift's day that is not after an elapsed minute. */
function localAtMost(context: LineContext, shift: LineShift, elapsed: number): number {
  let local = shift.facts.endMin + (elapsed - shift.endMin);
  const at = (minute: number): number => elapsedMin(context.days, shift.dayIndex, minute);
  while (at(local) > elapsed) local -= Math.max(1, at(local) - elapsed);
  while (at(local + 1) <= elapsed) local++;
  return local;
}

function clock(localMin: number): string {
  const minute = ((localMin % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
