const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
const SUMMER_TIME_MS = 3_600_000;

/** Date and time on the hospital's clock: `2026-10-25`, `08:00`. */
export function londonTime(iso: string): { date: string; time: string } {
  const part = Object.fromEntries(
    london.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
  );
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

/**
 * The moment at which the hospital's clock shows a time on a date. Of one that it shows twice, the first; null for one
 * that it skips, and for what is no time.
 */
export function londonInstant(date: string, time: string): string | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):?([0-5]\d)$/.exec(time.trim()) ?? [];
  if (hour === undefined || minute === undefined) return null;
  const shown = `${hour.padStart(2, '0')}:${minute}`;
  const asUtc = Date.parse(`${date}T${shown}:00Z`);
  for (const ms of [asUtc - SUMMER_TIME_MS, asUtc]) {
    const iso = new Date(ms).toISOString();
    const at = londonTime(iso);
    if (at.date === date && at.time === shown) return iso;
  }
  return null;
}
