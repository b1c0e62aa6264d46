import { useState } from 'react';

const MS_PER_MINUTE = 60_000;
const MS_PER_WEEK = 7 * 24 * 60 * MS_PER_MINUTE;

/** Up to what the reader has seen: an instant of a whole minute, and versions that are known beyond it. */
export interface Mark {
  readonly since: string;
  readonly seen: string | undefined;
}

/** Up to what the reader has seen what changed, remembered in this browser; on a new one a week ago. */
export function useSeenMark(accountId: string): [Mark, (mark: Mark) => void] {
  const key = `rotawright.seen.${accountId}`;
  const [mark, setMark] = useState(() => read(key) ?? { since: aWeekAgo(), seen: undefined });
  return [
    mark,
    (next) => {
      setMark(next);
      write(key, next);
    },
  ];
}

function aWeekAgo(): string {
  return new Date(Math.floor((Date.now() - MS_PER_WEEK) / MS_PER_MINUTE) * MS_PER_MINUTE).toISOString();
}

function read(key: string): Mark | null {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Mark> | null;
    const ms = Date.parse(stored?.since ?? '');
    if (stored?.since === undefined || Number.isNaN(ms) || ms > Date.now()) return null;
    return { since: stored.since, seen: typeof stored.seen === 'string' ? stored.seen : undefined };
  } catch {
    // A browser that keeps nothing, or nonsense, shows the last week.
    return null;
  }
}

function write(key: string, mark: Mark): void {
  try {
    localStorage.setItem(key, JSON.stringify(mark));
  } catch {
    // As above.
  }
}
