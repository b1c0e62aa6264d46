const MINUTES_PER_HOUR = 60;

/** Minutes of hours as people type them, `7.5` or `-12`, or in hours and minutes, `7:30`; null for anything else, and for nothing. */
export function minutesTyped(text: string): number | null {
  const [, sign, hours, decimals, minutes] =
    /^\s*([-−]?)\s*(\d{1,3})(?:[.,](\d{1,2})|:([0-5]\d))?\s*$/.exec(text) ?? [];
  if (hours === undefined) return null;
  const part = minutes === undefined ? Number(`0.${decimals ?? '0'}`) * MINUTES_PER_HOUR : Number(minutes);
  const total = Math.round(Number(hours) * MINUTES_PER_HOUR + part);
  if (total === 0) return null;
  return sign === '' ? total : -total;
}
