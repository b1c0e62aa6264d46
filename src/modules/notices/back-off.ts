const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
const GIVE_UP_AFTER_MS = 72 * 3_600_000;

/**
 * When a mail that failed is tried again: after half a minute, then twice as long each time up to six hours; null when it is
 * more than three days old.
 *
 * @param attempts how often it was tried, at least 1.
 */
export function nextAttempt(createdAt: Date, attempts: number, now: Date): Date | null {
  if (now.getTime() - createdAt.getTime() >= GIVE_UP_AFTER_MS) return null;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 20));
  return new Date(now.getTime() + waitMs);
}
