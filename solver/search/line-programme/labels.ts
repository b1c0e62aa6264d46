import { type Line } from '../../constraints/index.js';
import { HARD_UNIT_COST } from './automaton.js';
import { type Bound, multiplierConstant } from './bound.js';
import { closedToken } from './closed-layers.js';
import { type Dimensions, dimensionsOf } from './dimensions.js';
import { LabelStore } from './label-store.js';
import { type LineProgramme } from './line-programme.js';
import { Ways } from './ways.js';

export interface PricedLine {
  /** Tokens by layer, from day 0. */
  readonly tokens: Int16Array;
  readonly cost: number;
}

export interface LabelRun {
  /** Cheapest lines found at or below the cut-off, best first. */
  readonly lines: readonly PricedLine[];
  /** No label was dropped for want of room, so that the first line is the cheapest. */
  readonly complete: boolean;
}

export interface LabelLimits {
  readonly cutoff: number;
  /** Labels kept a layer. */
  readonly maxLabels: number;
  /** Lines wanted. */
  readonly count: number;
  /** Look at half-built lines with the rules that have no label: what comes out keeps them, but is not proven cheapest. */
  readonly withPrefixes: boolean;
  /**
   * Soft sums are led by their multipliers alone: far fewer labels, and what comes out is priced right, but not proven cheapest.
   */
  readonly looseSums: boolean;
}

const TOLERANCE = 1e-6;
const store = new LabelStore();
const ways = new Ways();

/** Extends labels layer by layer; those that cannot end at or below the cut-off, or are dominated, are dropped. */
export function extendLabels(
  programme: LineProgramme,
  prices: Float64Array,
  bound: Bound,
  limits: LabelLimits,
): LabelRun {
  const dimensions = dimensionsOf(programme);
  if (dimensions.broken) return { lines: [], complete: true };
  return new Extension(programme, prices, bound, limits, dimensions).run();
}

class Extension {
  private readonly constant: number;
  private readonly prefixes: readonly number[];
  private readonly prefixLine: Line;
  private complete = true;

  constructor(
    private readonly programme: LineProgramme,
    private readonly prices: Float64Array,
    private readonly bound: Bound,
    private readonly limits: LabelLimits,
    private readonly dimensions: Dimensions,
  ) {
    this.constant = multiplierConstant(programme);
    const { unlabelled } = programme.split;
    this.prefixes = limits.withPrefixes
      ? unlabelled.filter((k) => programme.person.constraints[k]!.prefix !== undefined)
      : [];
    this.prefixLine = Int16Array.from(programme.person.context.base);
  }

  run(): LabelRun {
    const { programme, dimensions } = this;
    const { exact, soft, words, wordCount } = dimensions;
    store.start(exact.length, wordCount, soft.length);
    const { from: first, to: end, enter } = programme.closed;
    store.state[0] = enter;
    store.parent[0] = -1;
    store.cost[0] = this.bound.closed;
    store.priced[0] = this.bound.closed;
    store.dead[0] = 0;
    exact.forEach(({ counter }, i) => (store.exact[i] = programme.initialUse[counter]!));
    soft.forEach(({ counter }, i) => (store.soft[i] = programme.initialUse[counter]!));
    store.words.set(words);
    store.size = 1;
    let from = 0;
    for (let k = first; k < end; k++) {
      const only = programme.closed.entries[k]!;
      if (only >= 0) {
        store.state.fill(programme.layers[k]!.target[only]!, from, store.size);
        continue;
      }
      const to = store.size;
      store.newLayer((to - from) * 4);
      ways.lay(programme, this.prices, this.bound, dimensions, k);
      this.extendLayer(k, from, to);
      if (store.size === to) return { lines: [], complete: this.complete };
      if (store.size - to > this.limits.maxLabels) this.thin(k, to);
      from = to;
    }
    return this.finish(from);
  }

  /** The hot loop: long and plain on purpose. */
  private extendLayer(k: number, begin: number, end: number): void {
    const { programme, bound, dimensions, prefixes } = this;
    const { stateCount, ranges } = programme;
    const { exact, soft, wordCount, guards } = dimensions;
    const { from, to, entriesOf, target } = programme.layers[k]!;
    const { completion } = bound;
    const cutoff = this.limits.cutoff + TOLERANCE - this.constant;
    const ahead = (k + 1) * stateCount;
    const E = exact.length;
    const Q = soft.length;
    const W = wordCount;
    const weighsSums = Q > 0 && !this.limits.looseSums;
    const guard0 = W > 0 ? guards[0]! : 0;
    const low0 = E > 0 ? exact[0]!.low : 0;
    const high0 = E > 0 ? exact[0]!.high : 0;
    const range0 = E > 0 ? ranges[exact[0]!.counter]! : null;
    let { state, cost, priced, dead, exact: exacts, words, soft: softs, chain } = store;
    const { buckets, bucketStamp, stamp } = store;
    const mask = buckets.length - 1;
    for (let label = begin; label < end; label++) {
      if (dead[label] === 1) continue;
      const source = state[label]!;
      const base = priced[label]!;
      const arcEnd = to[source]!;
      for (let arc = from[source]!; arc < arcEnd; arc++) {
        const entry = entriesOf[arc]!;
        const next = target[entry]!;
        const rest = completion[ahead + next]!;
        const wayEnd = ways.start[entry + 1]!;
        for (let way = ways.start[entry]!; way < wayEnd; way++) {
          let value = base + ways.priced[way]!;
          if (!(value + rest <= cutoff)) continue;
          // Limits in words.
          let broken = false;
          for (let w = 0; w < W; w++) {
            const guard = w === 0 ? guard0 : guards[w]!;
            if (((words[label * W + w]! - ways.words[way * W + w]!) & guard) !== guard) {
              broken = true;
              break;
            }
          }
          if (broken) continue;
          // Sums that must stay within reach of their limits.
          let hash = Math.imul(next + 1, 0x9e3779b1);
          if (E > 0) {
            const sum = exacts[label * E]! + ways.exact[way * E]!;
            if (sum + range0!.least[ahead + next]! > high0 || sum + range0!.most[ahead + next]! < low0)
              continue;
            hash = Math.imul(hash ^ sum, 0x85ebca6b);
            for (let i = 1; i < E; i++) {
              const { counter, low, high } = exact[i]!;
              const range = ranges[counter]!;
              const more = exacts[label * E + i]! + ways.exact[way * E + i]!;
              if (more + range.least[ahead + next]! > high || more + range.most[ahead + next]! < low) {
                broken = true;
                break;
              }
              hash = Math.imul(hash ^ more, 0xc2b2ae35);
            }
            if (broken) continue;
          }
          let total = cost[label]! + ways.cost[way]!;
          if (prefixes.length > 0 && ways.token[way] !== 0) {
            const extra = this.prefixCost(label, k, ways.token[way]!);
            total += extra;
            value += extra;
            if (!(value + rest <= cutoff)) continue;
          }
          hash ^= hash >>> 15;
          const bucket = hash & mask;
          const head = bucketStamp[bucket] === stamp ? buckets[bucket]! : -1;
          // Dominance among labels of the same state and the same exact sums.
          let needless = false;
          for (let other = head; other >= 0; other = chain[other]!) {
            if (state[other] !== next || dead[other] === 1) continue;
            let same = true;
            for (let i = 0; i < E; i++) {
              if (exacts[other * E + i] !== exacts[label * E + i]! + ways.exact[way * E + i]!) same = false;
            }
            if (!same) continue;
            const difference = total - cost[other]!;
            let otherWins = difference >= 0;
            let newWins = difference <= 0;
            for (let w = 0; w < W; w++) {
              const guard = w === 0 ? guard0 : guards[w]!;
              const mine = words[label * W + w]! - ways.words[way * W + w]!;
              const its = words[other * W + w]!;
              if (otherWins && ((its - (mine & ~guard)) & guard) !== guard) otherWins = false;
              if (newWins && ((mine - (its & ~guard)) & guard) !== guard) newWins = false;
            }
            if (weighsSums && (otherWins || newWins)) {
              let lossOfOther = 0;
              let lossOfNew = 0;
              for (let i = 0; i < Q; i++) {
                const gap = softs[other * Q + i]! - softs[label * Q + i]! - ways.soft[way * Q + i]!;
                if (gap === 0) continue;
                lossOfOther += soft[i]!.penalty.of(gap);
                lossOfNew += soft[i]!.penalty.of(-gap);
              }
              if (otherWins && difference < lossOfOther) otherWins = false;
              if (newWins && -difference < lossOfNew) newWins = false;
            }
            if (otherWins) {
              needless = true;
              break;
            }
            if (newWins) dead[other] = 1;
          }
          if (needless) continue;
          if (store.size === store.capacity) {
            store.grow();
            ({ state, cost, priced, dead, exact: exacts, words, soft: softs, chain } = store);
          }
          const made = store.size++;
          state[made] = next;
          store.parent[made] = label;
          store.token[made] = ways.token[way]!;
          cost[made] = total;
          priced[made] = value;
          dead[made] = 0;
          for (let i = 0; i < E; i++)
            exacts[made * E + i] = exacts[label * E + i]! + ways.exact[way * E + i]!;
          for (let w = 0; w < W; w++) words[made * W + w] = words[label * W + w]! - ways.words[way * W + w]!;
          for (let i = 0; i < Q; i++) softs[made * Q + i] = softs[label * Q + i]! + ways.soft[way * Q + i]!;
          chain[made] = head;
          buckets[bucket] = made;
          bucketStamp[bucket] = stamp;
        }
      }
    }
  }

  private prefixCost(label: number, layer: number, token: number): number {
    const { programme, prefixLine } = this;
    const index = programme.first + layer;
    const { constraints, hard, weights } = programme.person;
    let reach = 0;
    for (const k of this.prefixes) reach = Math.max(reach, constraints[k]!.prefix!.reach);
    prefixLine[index] = token;
    let back = label;
    for (let at = index - 1; at >= programme.first && at >= index - reach; at--) {
      prefixLine[at] = store.token[back]!;
      back = store.parent[back]!;
    }
    let cost = 0;
    for (const k of this.prefixes) {
      const amount = constraints[k]!.prefix!.amount(prefixLine, index);
      if (amount === 0) continue;
      if (hard[k] === 1 && programme.strict) return Number.POSITIVE_INFINITY;
      cost += amount * (hard[k] === 1 ? HARD_UNIT_COST : weights[k]!);
    }
    return cost;
  }

  /** Keeps the most promising labels of a layer. */
  private thin(k: number, from: number): void {
    const { programme, bound } = this;
    const ahead = (k + 1) * programme.stateCount;
    const wholeOf = (label: number): number =>
      store.priced[label]! + bound.completion[ahead + store.state[label]!]!;
    const alive: number[] = [];
    for (let label = from; label < store.size; label++)
      if (store.dead[label] === 0) alive.push(wholeOf(label));
    if (alive.length <= this.limits.maxLabels) return;
    const limit = Float64Array.from(alive).sort()[this.limits.maxLabels - 1]!;
    let kept = 0;
    for (let label = from; label < store.size; label++) {
      if (store.dead[label] === 1) continue;
      if (wholeOf(label) > limit || kept >= this.limits.maxLabels) store.dead[label] = 1;
      else kept++;
    }
    this.complete = false;
  }

  private finish(from: number): LabelRun {
    const { programme, dimensions, limits } = this;
    const { soft } = dimensions;
    const { closed } = programme;
    const ends: { label: number; cost: number }[] = [];
    for (let label = from; label < store.size; label++) {
      if (store.dead[label] === 1) continue;
      let cost = store.cost[label]! + (closed.leave < 0 ? programme.endCosts[store.state[label]!]! : 0);
      for (let i = 0; i < soft.length; i++) {
        const { limits: own, weight } = programme.counters[soft[i]!.counter]!;
        cost += own.amountOf(store.soft[label * soft.length + i]!) * weight;
      }
      if (cost <= limits.cutoff + TOLERANCE) ends.push({ label, cost });
    }
    if (soft.length > 0 && limits.looseSums) this.complete = false;
    ends.sort((a, b) => a.cost - b.cost || a.label - b.label);
    const lines = ends
      .slice(0, limits.count)
      .map(({ label, cost }) => ({ tokens: this.tokensOf(label), cost }));
    return { lines, complete: this.complete };
  }

  private tokensOf(end: number): Int16Array {
    const { layers, layerCount, closed } = this.programme;
    const tokens = new Int16Array(layerCount);
    closed.entries.forEach((entry, k) => {
      if (entry >= 0) tokens[k] = closedToken(layers[k]!, entry);
    });
    for (let label = end, layer = closed.to - 1; layer >= closed.from; layer--) {
      if (closed.entries[layer]! >= 0) continue;
      tokens[layer] = store.token[label]!;
      label = store.parent[label]!;
    }
    return tokens;
  }
}
