import { DateTime } from 'luxon';
import { type Person, type ShiftType } from '../model/index.js';

/**
 * The rules of the 2016 contract and of a unit once more, for tests only: written from their wording, quarter of an hour by quarter of
 * an hour on a real calendar, with nothing of the solver in it. Slow and plain on purpose.
 */

export interface NaiveWorld {
  readonly firstDate: string;
  readonly zone: string;
  readonly days: number;
  readonly person: Person;
  /** Asking the calendar is slow: what it said once is kept. */
  readonly quarters: Map<number, number>;
}

export interface NaiveShift {
  /** Days after the first date; negative before it. */
  readonly day: number;
  readonly type: ShiftType;
  /** Quarters of an hour since the epoch. */
  readonly from: number;
  readonly until: number;
  readonly past: boolean;
}

const QUARTERS_AN_HOUR = 4;

export function shiftAt(world: NaiveWorld, day: number, type: ShiftType, past: boolean): NaiveShift {
  const from = quarterAt(world, day * 1440 + type.startMin);
  const until = quarterAt(world, day * 1440 + type.endMin);
  return { day, type, from, until, past };
}

/** Quarter of an hour since the epoch at which the clock on the wall shows a minute of the days since the first date. */
function quarterAt({ firstDate, zone, quarters }: NaiveWorld, minute: number): number {
  const known = quarters.get(minute);
  if (known !== undefined) return known;
  const ofDay = minute - Math.floor(minute / 1440) * 1440;
  const at = DateTime.fromISO(firstDate, { zone })
    .plus({ days: Math.floor(minute / 1440) })
    .set({ hour: Math.floor(ofDay / 60), minute: ofDay % 60 });
  const quarter = Math.round(at.toMillis() / 900_000);
  quarters.set(minute, quarter);
  return quarter;
}

/** Codes of the rules that a person's shifts, in the order in which they are worked, break. */
export function breachesOf(world: NaiveWorld, shifts: readonly NaiveShift[]): Set<string> {
  const held = new Map(
    world.person.constraints.filter(({ level }) => level === 'hard').map((c) => [c.rule, c]),
  );
  const broken = new Set<string>();
  for (const [code, isBroken] of Object.entries(rules)) {
    if (held.has(code) && isBroken(world, shifts)) broken.add(code);
  }
  return broken;
}

type NaiveRule = (world: NaiveWorld, shifts: readonly NaiveShift[]) => boolean;

const hoursOf = ({ from, until }: NaiveShift): number => (until - from) / QUARTERS_AN_HOUR;
/** By the clock on the wall: what a shift is does not depend on the night on which the clock changes. */
const isLong = ({ type }: NaiveShift): boolean => type.endMin - type.startMin > 600;
const isNight = ({ type }: NaiveShift): boolean => {
  let minutes = 0;
  for (let minute = type.startMin; minute < type.endMin; minute++) {
    const ofDay = minute % 1440;
    if (ofDay >= 1380 || ofDay < 360) minutes++;
  }
  return minutes >= 180;
};
const any = (): boolean => true;

/** Days in a row on which shifts of a sort are worked. */
function runs(shifts: readonly NaiveShift[], member: (shift: NaiveShift) => boolean): NaiveShift[][] {
  const found: NaiveShift[][] = [];
  for (const shift of shifts.filter(member)) {
    const open = found.at(-1);
    if (open?.at(-1)?.day === shift.day - 1) open.push(shift);
    else found.push([shift]);
  }
  return found;
}

const noLongerThan =
  (most: number, member: (shift: NaiveShift) => boolean): NaiveRule =>
  (_, shifts) =>
    runs(shifts, member).some((run) => {
      const past = run.filter((shift) => shift.past).length;
      return run.length > Math.max(most, past);
    });

/** After a run of at least so many the next shift of any sort begins so many hours later. */
const restAfter =
  (least: number, restH: number, member: (shift: NaiveShift) => boolean): NaiveRule =>
  (_, shifts) =>
    runs(shifts, member).some((run) => {
      if (run.length < least) return false;
      const last = run.at(-1)!;
      const next = shifts.find(({ day }) => day > last.day);
      if (next === undefined || (last.past && next.past)) return false;
      return freeQuarters(shifts, last, next) < restH * QUARTERS_AN_HOUR;
    });

/** Quarters without work between two shifts, counted one by one. */
function freeQuarters(shifts: readonly NaiveShift[], earlier: NaiveShift, later: NaiveShift): number {
  let free = 0;
  for (let quarter = earlier.until; quarter < later.from; quarter++) {
    if (!shifts.some(({ from, until }) => from <= quarter && quarter < until)) free++;
  }
  return later.from < earlier.until ? later.from - earlier.until : free;
}

function weekendsWorked(world: NaiveWorld, shifts: readonly NaiveShift[]): number {
  const { days } = world;
  const firstWeekday = new Date(`${world.firstDate}T12:00:00Z`).getUTCDay();
  let worked = 0;
  for (let day = -1; day <= days; day++) {
    if ((firstWeekday + day + 7) % 7 !== 6) continue;
    const from = quarterAt(world, day * 1440);
    const until = quarterAt(world, (day + 2) * 1440);
    const inRota = shifts.filter((shift) => shift.day >= 0 && shift.day < days);
    if (inRota.some((shift) => shift.until > from && shift.from < until)) worked++;
  }
  return worked;
}

function workedHours({ days }: NaiveWorld, shifts: readonly NaiveShift[]): number {
  return shifts.filter(({ day }) => day >= 0 && day < days).reduce((sum, shift) => sum + hoursOf(shift), 0);
}

function fullestWeek(shifts: readonly NaiveShift[]): number {
  const week = 7 * 24 * QUARTERS_AN_HOUR;
  let fullest = 0;
  if (shifts.reduce((sum, shift) => sum + hoursOf(shift), 0) <= 72) return 0;
  const first = shifts[0]?.from ?? 0;
  const last = shifts.at(-1)?.until ?? 0;
  for (let start = first - week; start < last; start++) {
    const inside = shifts.filter(({ from, until }) => from < start + week && until > start);
    if (inside.length === 0 || inside.every(({ past }) => past)) continue;
    let quarters = 0;
    for (const { from, until } of inside) quarters += Math.min(until, start + week) - Math.max(from, start);
    fullest = Math.max(fullest, quarters / QUARTERS_AN_HOUR);
  }
  return fullest;
}

/** A day off alone between worked days, not over before the rota begins. */
const loneDayOff: NaiveRule = (_, shifts) => {
  const days = new Set(shifts.map(({ day }) => day));
  return [...days].some((day) => !days.has(day + 1) && days.has(day + 2) && day + 2 >= 0);
};

/** A worked day alone; nobody knows what comes after the last day or came before the first known one. */
const loneWorkedDay: NaiveRule = ({ days }, shifts) => {
  const worked = new Set(shifts.map(({ day }) => day));
  const firstKnown = Math.min(0, ...worked);
  return [...worked].some(
    (day) =>
      !worked.has(day - 1) && !worked.has(day + 1) && day > firstKnown && day < days - 1 && day + 1 >= 0,
  );
};

const rules: Readonly<Record<string, NaiveRule>> = {
  'doctors2016.average-weekly-hours': (world, shifts) =>
    workedHours(world, shifts) > (48 * Math.min(1, world.person.wte) * world.days) / 7 + 1e-9 &&
    Math.round(workedHours(world, shifts) * 60) >
      Math.floor(48 * 60 * Math.min(1, world.person.wte) * (world.days / 7)),
  'doctors2016.hours-in-seven-days': (_, shifts) => fullestWeek(shifts) > 72,
  'doctors2016.shift-length': (_, shifts) => shifts.some((shift) => !shift.past && hoursOf(shift) > 13),
  'doctors2016.consecutive-nights': noLongerThan(4, isNight),
  'doctors2016.rest-between-shifts': (_, shifts) =>
    shifts.some((later, k) => {
      const earlier = shifts[k - 1];
      if (earlier === undefined || (earlier.past && later.past)) return false;
      return freeQuarters(shifts, earlier, later) < 11 * QUARTERS_AN_HOUR;
    }),
  'doctors2016.weekend-frequency': (world, shifts) =>
    weekendsWorked(world, shifts) > Math.ceil(world.days / 7 / 3),
  'doctors2016.consecutive-long-shifts': noLongerThan(4, isLong),
  'doctors2016.rest-after-long-shifts': restAfter(4, 48, isLong),
  'doctors2016.rest-after-nights': restAfter(1, 46, isNight),
  'doctors2016.consecutive-shifts': noLongerThan(7, any),
  'doctors2016.rest-after-consecutive-shifts': restAfter(7, 48, any),
  'rota.forbidden-succession': (_, shifts) =>
    shifts.some((later, k) => {
      const earlier = shifts[k - 1];
      if (earlier?.day !== later.day - 1 || (earlier.past && later.past)) return false;
      return earlier.type.forbiddenNext.includes(later.type.id);
    }),
  'rota.max-consecutive-days': noLongerThan(6, any),
  'rota.max-weekends': (world, shifts) => weekendsWorked(world, shifts) > 1,
  'rota.max-shifts': ({ days }, shifts) =>
    shifts.filter(({ day, type }) => day >= 0 && day < days && type.id === 'late').length > 2,
  'rota.min-days-off': loneDayOff,
  'rota.min-consecutive-days': loneWorkedDay,
};

/** Codes of the rules that stand here a second time. */
export const naiveRuleCodes: ReadonlySet<string> = new Set(Object.keys(rules));
