import { DateTime } from 'luxon';

interface Period {
  readonly unitId: string;
  readonly firstDate: string;
  readonly lastDate: string;
}

export interface WeekendOff {
  /** ISO date of its Saturday; null: none among the days that are published. */
  readonly saturday: string | null;
  /** The last day from today on without a gap that is published of every unit; null: not even today is. */
  readonly publishedUntil: string | null;
}

const SATURDAY = 6;

/**
 * The first weekend, from `today` on, that somebody has to themselves: from midnight to midnight, whatever shift reaches into it. Beyond
 * what every unit of theirs has published nobody knows.
 */
export function nextWeekendOff(
  rotas: readonly Period[],
  shifts: readonly { readonly startsAt: Date; readonly endsAt: Date }[],
  today: string,
  timeZone: string,
): WeekendOff {
  const publishedUntil = lastKnownDay(rotas, today);
  if (publishedUntil === null) return { saturday: null, publishedUntil };
  const start = DateTime.fromISO(today, { zone: timeZone });
  const first = start.plus({ days: (SATURDAY - start.weekday + 7) % 7 });
  for (let saturday = first; ; saturday = saturday.plus({ weeks: 1 })) {
    if (saturday.plus({ days: 1 }).toISODate()! > publishedUntil) return { saturday: null, publishedUntil };
    const [from, to] = [saturday.toMillis(), saturday.plus({ days: 2 }).toMillis()];
    const works = shifts.some(({ startsAt, endsAt }) => startsAt.getTime() < to && endsAt.getTime() > from);
    if (!works) return { saturday: saturday.toISODate(), publishedUntil };
  }
}

function lastKnownDay(rotas: readonly Period[], today: string): string | null {
  const units = [...new Set(rotas.map(({ unitId }) => unitId))];
  const untils = units.map((unitId) => {
    let until: string | null = null;
    for (const rota of rotas.filter((each) => each.unitId === unitId)) {
      const next: string = until === null ? today : dayAfter(until);
      if (rota.firstDate <= next && rota.lastDate >= next) until = rota.lastDate;
    }
    return until;
  });
  if (untils.length === 0 || untils.includes(null)) return null;
  return untils.toSorted()[0] ?? null;
}

function dayAfter(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toISODate()!;
}
