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
  /** Most that a line can lose against another one by a sum that differs by this much, from `-range` on; grows on demand. */
  readonly penalty: (difference: number) => number;
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
      soft.push({ counter: c, penalty: penaltyOf(counter) });
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

const penalties = new WeakMap<Counter, Map<number, number>>();

/** Whatever both lines go on to gain, the one whose sum is larger by `difference` loses at most this to the other. */
function penaltyOf(counter: Counter): (difference: number) => number {
  let known = penalties.get(counter);
  if (known === undefined) penalties.set(counter, (known = new Map<number, number>()));
  const cache = known;
  return (difference) => {
    if (difference === 0) return 0;
    const found = cache.get(difference);
    if (found !== undefined) return found;
    const { limits, weight } = counter;
    // Beyond both limits the cost grows evenly by steps no longer than the limits' own scale, so a stretch around each tells all.
    const reach = Math.abs(difference) + counter.scale + 1;
    let most = 0;
    for (const edge of [limits.min, limits.max]) {
      if (edge === null) continue;
      for (let sum = Math.max(0, edge - 2 * reach); sum <= Math.max(0, edge) + 2 * reach; sum++) {
        if (sum + difference < 0) continue;
        most = Math.max(most, limits.amountOf(sum + difference) - limits.amountOf(sum));
      }
    }
    const penalty = most * weight;
    cache.set(difference, penalty);
    return penalty;
  };
}
