import { type Counter } from './counters.js';
import { type LineProgramme } from './line-programme.js';

/** A counter whose sum two lines must share before one can make the other needless. */
export interface ExactDimension {
  readonly counter: number;
  readonly low: number;
  readonly high: number;
}

/** A hard maximum: what is left of it lies in some bits of a word, below a guard bit that a broken limit clears. */
export interface PackedDimension {
  readonly counter: number;
  readonly word: number;
  readonly shift: number;
}

/** A sum that costs when it leaves its limits. */
export interface SoftDimension {
  readonly counter: number;
  readonly penalty: SumPenalty;
}

/** How the counters of a programme are looked at in one run of the labels. */
export interface Dimensions {
  readonly exact: readonly ExactDimension[];
  readonly packed: readonly PackedDimension[];
  readonly soft: readonly SoftDimension[];
  readonly wordCount: number;
  readonly guards: Int32Array;
  /** Words before the first layer. */
  readonly words: Int32Array;
  /** The history alone breaks a limit. */
  readonly broken: boolean;
}

const WORD_BITS = 31;

/**
 * Sorts counters by how labels must look at them. Hard maxima on one shift type are left out while their multiplier is nothing and no
 * line broke them lately: what comes out is checked, and they are tracked from then on.
 */
export function dimensionsOf(programme: LineProgramme): Dimensions {
  const { counters, initialUse, maxPrice, trackedFor } = programme;
  const exact: ExactDimension[] = [];
  const packed: PackedDimension[] = [];
  const soft: SoftDimension[] = [];
  const guards: number[] = [];
  const words: number[] = [];
  let used = WORD_BITS;
  let broken = false;
  counters.forEach((counter, c) => {
    const { min, max } = counter.limits;
    if (!counter.hard) {
      soft.push({ counter: c, penalty: penaltyOf(counter, initialUse[c]!) });
    } else if (min !== null) {
      exact.push({ counter: c, low: min, high: max ?? Number.MAX_SAFE_INTEGER });
    } else if (max !== null && !(counter.singleLimit && maxPrice[c] === 0 && trackedFor[c] === 0)) {
      const left = max - initialUse[c]!;
      if (left < 0) broken = true;
      const bits = Math.ceil(Math.log2(Math.max(1, left) + 1)) + 1;
      if (used + bits > WORD_BITS) {
        guards.push(0);
        words.push(0);
        used = 0;
      }
      const word = words.length - 1;
      packed.push({ counter: c, word, shift: used });
      words[word] = words[word]! | (Math.max(0, left) << used) | (1 << (used + bits - 1));
      guards[word] = guards[word]! | (1 << (used + bits - 1));
      used += bits;
    }
  });
  return {
    exact,
    packed,
    soft,
    wordCount: words.length,
    guards: Int32Array.from(guards),
    words: Int32Array.from(words),
    broken,
  };
}

const penalties = new WeakMap<Counter, SumPenalty>();

function penaltyOf(counter: Counter, initialUse: number): SumPenalty {
  const known = penalties.get(counter);
  if (known !== undefined) return known;
  const penalty = new SumPenalty(counter, initialUse);
  penalties.set(counter, penalty);
  return penalty;
}

/** What a line whose sum is larger by some difference loses to another one at most, whatever both go on to gain. */
export class SumPenalty {
  /** By `difference + offset`; NaN: not worked out yet. */
  private table = new Float64Array(0);
  private offset = 0;

  /** Sums of whole lines lie so far apart, and one of them is `initialUse`. */
  private readonly stride: number;

  constructor(
    private readonly counter: Counter,
    private readonly initialUse: number,
  ) {
    let stride = 0;
    for (const use of counter.tokenUse ?? []) stride = greatestDivisor(stride, use);
    this.stride = Math.max(1, stride);
  }

  of(difference: number): number {
    const known = this.table[difference + this.offset];
    // Also where the table ends, and NaN is not itself.
    return known === known && known !== undefined ? known : this.workOut(difference);
  }

  private workOut(difference: number): number {
    const size = Math.abs(difference);
    if (size >= this.offset) this.grow(size * 2 + 1);
    const { stride, initialUse } = this;
    const { limits, weight, scale } = this.counter;
    // Beyond both limits the cost grows evenly by steps no longer than the limits' own scale, so a stretch around each tells all.
    const reach = size + scale + 1;
    let most = 0;
    for (const edge of [limits.min, limits.max]) {
      if (edge === null) continue;
      const lowest = Math.max(0, edge - 2 * reach);
      const first = lowest + ((((initialUse - lowest) % stride) + stride) % stride);
      for (let sum = first; sum <= Math.max(0, edge) + 2 * reach + stride; sum += stride) {
        if (sum + difference < 0) continue;
        most = Math.max(most, limits.amountOf(sum + difference) - limits.amountOf(sum));
      }
    }
    return (this.table[difference + this.offset] = most * weight);
  }

  private grow(offset: number): void {
    const larger = new Float64Array(2 * offset + 1).fill(Number.NaN);
    larger.set(this.table, offset - this.offset);
    this.table = larger;
    this.offset = offset;
  }
}

function greatestDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
