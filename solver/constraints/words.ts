import { type LineContext, type LineShift, weekdayOf } from './line.js';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** "Thu 6 Aug"; in a pattern that repeats "week 2 Thu". */
export function dayName(context: LineContext, dayIndex: number): string {
  const weekday = WEEKDAYS[weekdayOf(context, dayIndex + context.before)]!;
  const { cycleDays } = context;
  if (cycleDays !== null) {
    const inCycle = ((dayIndex % cycleDays) + cycleDays) % cycleDays;
    return `week ${Math.floor(inCycle / 7) + 1} ${weekday}`;
  }
  const first = context.days[0];
  if (first === undefined) return weekday;
  const names = datedNames.get(context.days) ?? new Map<number, string>();
  datedNames.set(context.days, names);
  const known = names.get(dayIndex);
  if (known !== undefined) return known;
  const date = new Date(Date.parse(`${first.date}T00:00:00Z`) + dayIndex * MS_PER_DAY);
  const name = `${weekday} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]!}`;
  names.set(dayIndex, name);
  return name;
}

/** Every sentence names days, and all those of a horizon the same ones. */
const datedNames = new WeakMap<LineContext['days'], Map<number, string>>();

const MS_PER_DAY = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Local time of a moment in a shift, "Fri 09:00". */
export function localTime(context: LineContext, shift: LineShift, localMin: number): string {
  const spill = Math.floor(localMin / 1440);
  const minute = localMin - spill * 1440;
  const weekday = WEEKDAYS[weekdayOf(context, shift.index + spill)]!;
  return `${weekday} ${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}

export function endTime(context: LineContext, shift: LineShift): string {
  return localTime(context, shift, shift.facts.endMin);
}

export function startTime(context: LineContext, shift: LineShift): string {
  return localTime(context, shift, shift.facts.startMin);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** "46 h", "12 h 15 min", "15 min". */
export function hours(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  const rest = Math.round(minutes - whole * 60);
  if (rest === 0) return `${whole} h`;
  return whole === 0 ? `${rest} min` : `${whole} h ${rest} min`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
