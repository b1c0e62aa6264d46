import { type Line } from '../../constraints/index.js';
import { FORBIDDEN, HARD_UNIT_COST } from './automaton.js';
import { type Bound, multiplierConstant } from './bound.js';
import { LabelStore } from './label-store.js';
import { type LineProgramme } from './line-programme.js';

export interface LabelRun {
  /** Tokens of the cheapest line found, by layer; null when none costs at most the cut-off. */
  readonly tokens: Int16Array | null;
  readonly cost: number;
  /** No label was dropped for want of room, so that the answer is the cheapest. */
  readonly complete: boolean;
}

const store = new LabelStore();
const TOLERANCE = 1e-6;

/** Extends labels layer by layer; those that cannot end at or below the cut-off, or are dominated, are dropped. */
export function extendLabels(
  programme: LineProgramme,
  prices: Float64Array,
  bound: Bound,
  cutoff: number,
  maxLabels: number,
): LabelRun {
  return new LabelExtension(programme, prices, bound, cutoff, maxLabels).run();
}

class LabelExtension {
  private readonly width: number;
  private readonly constant: number;
  private readonly hardMax: Float64Array;
  private readonly hardMin: Float64Array;
  private readonly slots: readonly {
    readonly counter: number;
    readonly slot: number;
    readonly price: number;
  }[];
  private readonly stateless: readonly { readonly counter: number; readonly use: Int32Array }[];
  private readonly prefixes: LineProgramme['split']['unlabelled'];
  private readonly prefixLine: Line;
  private readonly next: Int32Array;
  private complete = true;

  constructor(
    private readonly programme: LineProgramme,
    private readonly prices: Float64Array,
    private readonly bound: Bound,
    private readonly cutoff: number,
    private readonly maxLabels: number,
  ) {
    const { counters, person, strict, maxPrice, minPrice } = programme;
    this.width = counters.length;
    this.constant = multiplierConstant(programme);
    const isLimit = counters.map((counter) => counter.hard && strict);
    this.hardMax = Float64Array.from(counters, ({ limits }, c) =>
      isLimit[c] ? (limits.max ?? Infinity) : Infinity,
    );
    this.hardMin = Float64Array.from(counters, ({ limits }, c) => (isLimit[c] ? (limits.min ?? 0) : 0));
    this.slots = counters.flatMap((counter, c) =>
      counter.tokenUse === null
        ? [{ counter: c, slot: counter.slot, price: maxPrice[c]! - minPrice[c]! }]
        : [],
    );
    this.stateless = counters.flatMap((counter, c) =>
      counter.tokenUse === null ? [] : [{ counter: c, use: counter.tokenUse }],
    );
    this.prefixes = programme.split.unlabelled.filter((k) => person.constraints[k]!.prefix !== undefined);
    this.prefixLine = Int16Array.from(person.context.base);
    this.next = new Int32Array(this.width);
  }

  run(): LabelRun {
    const { programme } = this;
    store.start(this.width);
    store.reserve();
    store.state[0] = programme.start;
    store.parent[0] = -1;
    store.cost[0] = 0;
    store.priced[0] = 0;
    store.dead[0] = 0;
    store.counts.set(programme.initialUse, 0);
    store.size = 1;
    let from = 0;
    for (let layer = 0; layer < programme.layerCount; layer++) {
      const to = store.size;
      store.newLayer((to - from) * 4);
      for (let label = from; label < to; label++) if (store.dead[label] === 0) this.extend(label, layer);
      if (store.size === to) return { tokens: null, cost: Infinity, complete: this.complete };
      if (store.size - to > this.maxLabels) this.thin(to);
      from = to;
    }
    return this.finish(from);
  }

  private extend(label: number, layer: number): void {
    const { programme, bound } = this;
    const { tokenCount, stateCount, automaton } = programme;
    const table = automaton.table(programme.first + layer);
    const state = store.state[label]!;
    const priced = store.priced[label]!;
    const ahead = (layer + 1) * stateCount;
    for (const token of programme.options[layer]!) {
      const at = state * tokenCount + token;
      const to = table.next[at]!;
      if (to === FORBIDDEN) continue;
      const step = table.cost[at]!;
      let value = priced + bound.tokenPrice[layer * tokenCount + token]! + step;
      for (const { slot, price } of this.slots)
        value += price * table.uses[at * automaton.counterCount + slot]!;
      const whole = value + bound.completion[ahead + to]! + this.constant;
      if (!(whole <= this.cutoff + TOLERANCE) || !this.count(label, layer, at, token, to)) continue;
      const extra = this.prefixes.length > 0 && token !== 0 ? this.prefixCost(label, layer, token) : 0;
      if (whole + extra > this.cutoff + TOLERANCE) continue;
      const cost = store.cost[label]! + this.prices[layer * tokenCount + token]! + step + extra;
      this.add(label, token, to, cost, value + extra, whole + extra);
    }
  }

  /** Works out the counters after a step; false when a limit can no longer be kept. */
  private count(label: number, layer: number, at: number, token: number, to: number): boolean {
    const { programme, next, width } = this;
    const base = label * width;
    for (let c = 0; c < width; c++) next[c] = store.counts[base + c]!;
    const cell = (programme.first + layer) * programme.tokenCount + token;
    for (const { counter, use } of this.stateless) next[counter]! += use[cell]!;
    const { uses } = programme.automaton.table(programme.first + layer);
    for (const { counter, slot } of this.slots) {
      next[counter]! += uses[at * programme.automaton.counterCount + slot]!;
    }
    for (let c = 0; c < width; c++) {
      if (next[c]! > this.hardMax[c]!) return false;
      const most = programme.mostLeft[c]!;
      if (most === null || this.hardMin[c] === 0) continue;
      if (next[c]! + most[(layer + 1) * programme.stateCount + to]! < this.hardMin[c]!) return false;
    }
    return true;
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
      if (hard[k] === 1 && programme.strict) return Infinity;
      cost += amount * (hard[k] === 1 ? HARD_UNIT_COST : weights[k]!);
    }
    return cost;
  }

  private add(
    parent: number,
    token: number,
    state: number,
    cost: number,
    priced: number,
    whole: number,
  ): void {
    const { next, width } = this;
    let hash = Math.imul(state + 1, 0x9e3779b1);
    for (let c = 0; c < width; c++) {
      if (this.hardMin[c]! > 0) hash = Math.imul(hash ^ next[c]!, 0x85ebca6b);
    }
    hash ^= hash >>> 15;
    for (let other = store.head(hash); other >= 0; other = store.chain[other]!) {
      if (store.dead[other] === 1 || store.state[other] !== state) continue;
      const order = this.compare(other, cost);
      if (order < 0) return;
      if (order > 0) store.dead[other] = 1;
    }
    store.reserve();
    const at = store.size;
    store.state[at] = state;
    store.parent[at] = parent;
    store.token[at] = token;
    store.cost[at] = cost;
    store.priced[at] = priced;
    store.bound[at] = whole;
    for (let c = 0; c < width; c++) store.counts[at * width + c] = next[c]!;
    store.push(hash);
  }

  /** -1: the other label makes the new one needless; 1: the reverse; 0: both stay. Soft counters are left out: they are guided by price. */
  private compare(other: number, cost: number): number {
    const { next, width } = this;
    let otherBetter = store.cost[other]! <= cost;
    let newBetter = cost <= store.cost[other]!;
    const base = other * width;
    for (let c = 0; c < width && (otherBetter || newBetter); c++) {
      const difference = store.counts[base + c]! - next[c]!;
      if (difference === 0) continue;
      if (this.hardMin[c]! > 0) return 0;
      if (this.hardMax[c] === Infinity) continue;
      if (difference < 0) newBetter = false;
      else otherBetter = false;
    }
    if (otherBetter) return -1;
    return newBetter ? 1 : 0;
  }

  /** Keeps the most promising labels of a layer. */
  private thin(from: number): void {
    const alive: number[] = [];
    for (let label = from; label < store.size; label++)
      if (store.dead[label] === 0) alive.push(store.bound[label]!);
    if (alive.length <= this.maxLabels) return;
    const limit = Float64Array.from(alive).sort()[this.maxLabels - 1]!;
    let kept = 0;
    for (let label = from; label < store.size; label++) {
      if (store.dead[label] === 1) continue;
      if (store.bound[label]! > limit || kept >= this.maxLabels) store.dead[label] = 1;
      else kept++;
    }
    this.complete = false;
  }

  private finish(from: number): LabelRun {
    const { programme, width } = this;
    let best = -1;
    let bestCost = this.cutoff + TOLERANCE;
    for (let label = from; label < store.size; label++) {
      if (store.dead[label] === 1) continue;
      let cost = store.cost[label]! + programme.endCosts[store.state[label]!]!;
      for (let c = 0; c < width; c++) {
        const { hard, limits, weight } = programme.counters[c]!;
        const amount = limits.amountOf(store.counts[label * width + c]!);
        if (amount === 0) continue;
        cost += hard ? (programme.strict ? Infinity : amount * HARD_UNIT_COST) : amount * weight;
      }
      if (cost <= bestCost) {
        bestCost = cost;
        best = label;
      }
    }
    if (best < 0) return { tokens: null, cost: Infinity, complete: this.complete };
    const tokens = new Int16Array(programme.layerCount);
    for (let label = best, layer = programme.layerCount - 1; layer >= 0; layer--) {
      tokens[layer] = store.token[label]!;
      label = store.parent[label]!;
    }
    return { tokens, cost: bestCost, complete: this.complete };
  }
}
