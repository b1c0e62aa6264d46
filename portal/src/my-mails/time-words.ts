const MINUTES_PER_HOUR = 60;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** `07:30`, as a time field of a form has it. */
export function timeOf(min: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(min / MINUTES_PER_HOUR))}:${two(min % MINUTES_PER_HOUR)}`;
}

/** Minutes after midnight; null: not a time. */
export function minuteOf(time: string): number | null {
  const [, hours, minutes] = TIME.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  return Number(hours) * MINUTES_PER_HOUR + Number(minutes);
}
