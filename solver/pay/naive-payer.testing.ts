import { type LineOptions, type ShiftTimes } from './line.testing.js';

/** A payer that knows nothing but the clock on the wall, minute by minute. Written to be compared with, not to be fast. */

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;
const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
});
const localHours = new Map<number, { date: string; hour: number }>();

interface WallTime {
  readonly date: string;
  readonly minuteOfDay: number;
  /** 0 = Sunday. */
  readonly weekday: number;
}

function wallTime(ms: number): WallTime {
  const hourStart = Math.floor(ms / MS_PER_HOUR) * MS_PER_HOUR;
  let local = localHours.get(hourStart);
  if (local === undefined) {
    const part = Object.fromEntries(london.formatToParts(hourStart).map(({ type, value }) => [type, value]));
    local = { date: `${part.year}-${part.month}-${part.day}`, hour: Number(part.hour) };
    localHours.set(hourStart, local);
  }
  const { date, hour } = local;
  return {
    date,
    minuteOfDay: hour * 60 + (ms - hourStart) / MS_PER_MINUTE,
    weekday: new Date(date).getUTCDay(),
  };
}

/** The first instant at which London's clocks show a time; a time that is skipped counts as the moment of the change. */
function instantOf(date: string, minuteOfDay: number): number {
  const start = Date.parse(`${date}T00:00:00Z`) - 2 * MS_PER_HOUR;
  for (let ms = start; ; ms += MS_PER_MINUTE) {
    const at = wallTime(ms);
    if (at.date > date || (at.date === date && at.minuteOfDay >= minuteOfDay)) return ms;
  }
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function nextDate(date: string): string {
  return new Date(Date.parse(date) + 24 * MS_PER_HOUR).toISOString().slice(0, 10);
}

interface Worked {
  readonly date: string;
  readonly start: number;
  readonly end: number;
  readonly minutes: readonly (WallTime & { readonly ms: number })[];
}

function work({ date, from, to, unpaidBreakMin = 0 }: ShiftTimes): Worked {
  const start = instantOf(date, minutesOf(from));
  const end =
    minutesOf(to) > minutesOf(from)
      ? instantOf(date, minutesOf(to))
      : instantOf(nextDate(date), minutesOf(to));
  const all: (WallTime & { ms: number })[] = [];
  for (let ms = start; ms < end; ms += MS_PER_MINUTE) all.push({ ...wallTime(ms), ms });
  const before = Math.floor((all.length - unpaidBreakMin) / 2);
  return { date, start, end, minutes: all.filter((_, i) => i < before || i >= before + unpaidBreakMin) };
}

function nightMinutes({ date, start, end, minutes }: Worked): number {
  const ending = wallTime(end);
  if (ending.minuteOfDay <= 240) return minutes.length;
  const starting = wallTime(start);
  const long = starting.minuteOfDay >= 1200 && (end - start) / MS_PER_MINUTE >= 480;
  return minutes.filter(({ date: on, minuteOfDay }) => {
    if (minuteOfDay >= 1260 || minuteOfDay < 420) return true;
    return long && (on === date || (on === nextDate(date) && minuteOfDay < 600));
  }).length;
}

/** Pence of each element for the whole line, in floating point. */
export function naiveDoctorPay(options: LineOptions, annualPence: number): Record<string, number> {
  const { wte = 1, optedOut = false, leave = [] } = options;
  const shifts = options.shifts.map(work);
  const dates: string[] = [];
  for (let date = options.firstDate; date <= options.lastDate; date = nextDate(date)) dates.push(date);
  const counted = dates.filter(
    (date) => !leave.includes(date) || shifts.some((shift) => shift.date === date),
  );
  const weeks = dates.length / 7;
  const factor = counted.length === 0 ? 0 : dates.length / counted.length;
  const worked = (shifts.reduce((total, { minutes }) => total + minutes.length, 0) / 60) * factor;
  const nights = (shifts.reduce((total, shift) => total + nightMinutes(shift), 0) / 60) * factor;
  const additional = Math.min(worked, weeks * wte * (optedOut ? 56 : 48)) - weeks * wte * 40;
  const week = annualPence / 52;
  return {
    'doctors2016.basic-pay': weeks * week * wte,
    'doctors2016.additional-hours': (Math.max(0, additional) * week) / 40,
    'doctors2016.night-enhancement': ((nights * week) / 40) * 0.37,
    'doctors2016.weekend-allowance': (weeks * week * wte * weekendPercent(dates, shifts, leave, wte)) / 100,
  };
}

function weekendPercent(
  dates: readonly string[],
  shifts: readonly Worked[],
  leave: readonly string[],
  wte: number,
): number {
  // A weekend goes by the date of its Saturday.
  const saturdayOf = (date: string): string | null => {
    const weekday = new Date(date).getUTCDay();
    if (weekday === 6) return date;
    return weekday === 0 ? new Date(Date.parse(date) - 24 * MS_PER_HOUR).toISOString().slice(0, 10) : null;
  };
  const known = new Map<string, string[]>();
  for (const date of dates) {
    const saturday = saturdayOf(date);
    if (saturday !== null) known.set(saturday, [...(known.get(saturday) ?? []), date]);
  }
  const worked = new Set<string>();
  for (const { start, end } of shifts) {
    for (let ms = start; ms < end; ms += MS_PER_MINUTE) {
      const { date, weekday, minuteOfDay } = wallTime(ms);
      const saturday = saturdayOf(date);
      const outside = (weekday === 6 && minuteOfDay < 1) || (weekday === 0 && minuteOfDay >= 1439);
      if (saturday !== null && !outside && known.has(saturday)) worked.add(saturday);
    }
  }
  const counted = [...known].filter(
    ([saturday, days]) => worked.has(saturday) || !days.every((d) => leave.includes(d)),
  );
  if (counted.length === 0) return 0;
  // In thousandths, so that an edge is not missed by a rounding of floating point.
  const share = (oneIn: number): boolean =>
    worked.size * oneIn * 1000 >= counted.length * Math.round(wte * 1000);
  const steps: [number, number][] = [
    [2, 15],
    [3, 10],
    [4, 7.5],
    [5, 6],
    [6, 5],
    [7, 4],
    [8, 3],
  ];
  return steps.find(([oneIn]) => share(oneIn))?.[1] ?? 0;
}

/** Pence of each element for the whole line, in floating point. */
export function naiveAfcPay(
  options: LineOptions,
  annualPence: number,
  [night, sunday]: readonly [number, number],
): Record<string, number> {
  const { wte = 1, bankHolidays = [] } = options;
  const hourly = annualPence / 52.143 / 37.5;
  let days = 0;
  for (let date = options.firstDate; date <= options.lastDate; date = nextDate(date)) days++;
  let nightMin = 0;
  let sundayMin = 0;
  for (const { minutes } of options.shifts.map(work)) {
    const dark = ({ minuteOfDay }: WallTime): boolean => minuteOfDay >= 1200 || minuteOfDay < 360;
    const mostly = minutes.filter(dark).length > minutes.length / 2;
    for (const minute of minutes) {
      if (minute.weekday === 0 || bankHolidays.includes(minute.date)) sundayMin++;
      else if (minute.weekday === 6 || mostly || dark(minute)) nightMin++;
    }
  }
  return {
    'afc.basic-pay': (annualPence / 52.143 / 7) * days * wte,
    'afc.nights-and-saturdays': ((nightMin / 60) * hourly * night) / 100,
    'afc.sundays-and-public-holidays': ((sundayMin / 60) * hourly * sunday) / 100,
  };
}
