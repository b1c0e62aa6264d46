import { type Window } from './line-pricer.js';

/** Horizons from this length on are opened in windows. */
export const WINDOW_FROM_DAYS = 56;
/** Lengths of the windows of one pass after another, and how far apart they begin; the last is repeated. */
const PASSES = [
  { length: 14, apart: 14 },
  { length: 21, apart: 14 },
  { length: 28, apart: 14 },
] as const;

/** Which of the searches beside each other this is. */
export interface Share {
  readonly index: number;
  readonly count: number;
}

export const WHOLE: Share = { index: 0, count: 1 };

/**
 * Leads windows over a long horizon, pass after pass: short ones first, as they mend most in the least time. Searches beside each other
 * share the first pass out, as what one finds is spliced into what the others stand on; later ones they begin apart from each other
 * and do whole, as another may have gone over to the root.
 */
export class WindowSweep {
  /** Passes that are done. */
  passes = 0;
  private at = 0;

  /** @param turn where a pass begins, 0 … 1; the same for all searches beside each other, or each does what another did. */
  constructor(
    private readonly dayCount: number,
    private readonly turn: number,
    private readonly share: Share = WHOLE,
  ) {}

  /** Windows of the first pass of all searches beside each other. */
  get firstPassLength(): number {
    const { length, apart } = PASSES[0];
    return Math.ceil(Math.max(1, this.dayCount - length) / apart) + 1;
  }

  next(): Window {
    const { length, apart } = PASSES[Math.min(this.passes, PASSES.length - 1)]!;
    const count = Math.ceil(Math.max(1, this.dayCount - length) / apart) + 1;
    const { index, count: shares } = this.share;
    const begin = Math.floor((index * count) / shares);
    const end = this.passes === 0 ? Math.floor(((index + 1) * count) / shares) : begin + count;
    const k = (begin + this.at + Math.floor(this.turn * count)) % count;
    const from = Math.max(0, Math.min(k * apart, this.dayCount - length));
    if (++this.at >= end - begin) {
      this.at = 0;
      this.passes++;
    }
    return { from, to: Math.min(this.dayCount, from + length) };
  }
}
