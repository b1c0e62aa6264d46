import { type ThrottlerStorage } from '@nestjs/throttler';

type Counted = Awaited<ReturnType<ThrottlerStorage['increment']>>;

interface Window {
  hits: number;
  readonly endsAtMs: number;
}

const SWEEP_AFTER = 10_000;

/**
 * Counts requests by the window that begins with the first of them: one number a key, whatever the limit. A list of all hits, which is
 * walked for every request, costs most where many come from one address, as from a hospital behind its proxy.
 */
export class RequestCounts implements ThrottlerStorage {
  private readonly windows = new Map<string, Window>();
  private nextSweepAtMs = 0;

  /** Windows that are kept, over or not. */
  get size(): number {
    return this.windows.size;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the library's contract
  async increment(
    key: string,
    ttl: number,
    limit: number,
    _blockDuration: number,
    name: string,
  ): Promise<Counted> {
    const now = Date.now();
    this.sweep(now, ttl);
    const window = this.windowOf(`${name} ${key}`, now, ttl);
    window.hits++;
    const left = Math.ceil((window.endsAtMs - now) / 1000);
    const isBlocked = window.hits > limit;
    return {
      totalHits: window.hits,
      timeToExpire: left,
      isBlocked,
      timeToBlockExpire: isBlocked ? left : 0,
    };
  }

  private windowOf(key: string, now: number, ttl: number): Window {
    const known = this.windows.get(key);
    if (known !== undefined && known.endsAtMs > now) return known;
    const begun = { hits: 0, endsAtMs: now + ttl };
    this.windows.set(key, begun);
    return begun;
  }

  /** Forgets windows that are over, so that visitors of long ago take no memory. */
  private sweep(now: number, ttl: number): void {
    if (this.windows.size < SWEEP_AFTER || now < this.nextSweepAtMs) return;
    this.nextSweepAtMs = now + ttl;
    for (const [key, { endsAtMs }] of this.windows) if (endsAtMs <= now) this.windows.delete(key);
  }
}
