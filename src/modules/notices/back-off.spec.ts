import { describe, expect, it } from 'vitest';
import { nextAttempt } from './back-off.js';

const written = new Date('2026-10-19T08:00:00Z');
const after = (hours: number): Date => new Date(written.getTime() + hours * 3_600_000);

describe('a mail that is not taken', () => {
  it('is tried again soon, then more and more rarely, for three days', () => {
    let now = written;
    const waits: number[] = [];
    for (let attempts = 1; ; attempts++) {
      const next = nextAttempt(written, attempts, now);
      if (next === null) break;
      waits.push(next.getTime() - now.getTime());
      now = next;
    }
    expect(waits[0]).toBe(30_000);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBe(6 * 3_600_000);
    expect(now.getTime()).toBeGreaterThanOrEqual(after(72).getTime());
    expect(waits.length).toBeLessThan(30);
  });

  it('is given up after that', () => {
    expect(nextAttempt(written, 1, after(71))).not.toBeNull();
    expect(nextAttempt(written, 1, after(72))).toBeNull();
  });
});
