import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestCounts } from './request-counts.js';

describe('counts of requests', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const MINUTE_MS = 60_000;
  const asked = async (counts: RequestCounts, key: string, name = 'default') =>
    counts.increment(key, MINUTE_MS, 3, MINUTE_MS, name);

  it('let through as many as the limit says in a window, and say when the next one begins', async () => {
    const counts = new RequestCounts();
    for (const hits of [1, 2, 3]) {
      expect(await asked(counts, 'a')).toEqual({
        totalHits: hits,
        timeToExpire: 60,
        isBlocked: false,
        timeToBlockExpire: 0,
      });
    }
    vi.advanceTimersByTime(20_500);
    expect(await asked(counts, 'a')).toMatchObject({ isBlocked: true, timeToBlockExpire: 40 });
    vi.advanceTimersByTime(39_500);
    expect(await asked(counts, 'a')).toMatchObject({ totalHits: 1, isBlocked: false });
  });

  it('keep keys and limits apart', async () => {
    const counts = new RequestCounts();
    for (let k = 0; k < 4; k++) await asked(counts, 'a');
    expect((await asked(counts, 'a')).isBlocked).toBe(true);
    expect((await asked(counts, 'b')).isBlocked).toBe(false);
    expect((await asked(counts, 'a', 'address')).isBlocked).toBe(false);
  });

  it('forget whoever has not come for long, and nobody else', async () => {
    const counts = new RequestCounts();
    for (let k = 0; k < 12_000; k++) await asked(counts, `once ${k}`);
    vi.advanceTimersByTime(MINUTE_MS - 1);
    for (let k = 0; k < 4; k++) await asked(counts, 'often');
    vi.advanceTimersByTime(2);
    expect((await asked(counts, 'often')).isBlocked).toBe(true);
    expect(counts.size).toBe(1);
  });
});
