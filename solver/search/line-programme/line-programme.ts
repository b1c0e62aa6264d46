import { OFF_TOKEN } from '../../constraints/index.js';
import { type CompiledPerson } from '../score/compiled-person.js';
import { Automaton, FORBIDDEN, HARD_UNIT_COST } from './automaton.js';
import { type Counter, splitLabels, type SplitLabels } from './counters.js';

/**
 * One person's lines as paths through layers of states, compiled once: which states can be met on which day, and how much each
 * counter can still gain. Layer k stands before line index `first + k`.
 */
export class LineProgramme {
  readonly first: number;
  readonly layerCount: number;
  readonly tokenCount: number;
  readonly automaton: Automaton;
  readonly counters: readonly Counter[];
  readonly split: SplitLabels;
  /** Tokens that may stand on each layer's index. */
  readonly options: readonly Int16Array[];
  readonly layerStates: readonly Int32Array[];
  readonly start: number;
  readonly endCosts: Float64Array;
  /** What counters hold before the first layer. */
  readonly initialUse: Int32Array;
  /** By counter, for those with a minimum: most that can still be gained from a state, `[layer * stateCount + state]`. */
  readonly mostLeft: readonly (Int32Array | null)[];
  /** Multipliers of the counters' maxima and minima, re-used from call to call. */
  readonly maxPrice: Float64Array;
  readonly minPrice: Float64Array;
  /** Lines without hard violation exist (as far as the labels see). */
  readonly feasible: boolean;

  constructor(
    readonly person: CompiledPerson,
    readonly strict = true,
  ) {
    const { context } = person;
    this.first = context.before;
    this.layerCount = context.length - context.before;
    this.tokenCount = context.tokenCount;
    this.split = splitLabels(person);
    this.automaton = new Automaton(context, this.split.stateful, strict);
    this.options = Array.from({ length: this.layerCount }, (_, layer) => this.optionsOf(layer));
    const { state, uses } = this.followHistory(this.split.counters);
    this.start = state;
    this.layerStates = this.reach(state);
    this.endCosts = Float64Array.from({ length: this.automaton.stateCount }, (_, end) =>
      this.automaton.endCost(end),
    );
    const ranges = this.split.counters.map((counter) => this.rangeOf(counter));
    const needed = this.split.counters.map((counter, c) => this.isNeeded(counter, ranges[c]!, uses[c]!));
    this.counters = this.split.counters.filter((_, c) => needed[c]);
    this.initialUse = Int32Array.from(uses.filter((_, c) => needed[c]));
    this.mostLeft = this.split.counters.flatMap((counter, c) => {
      if (!needed[c]) return [];
      return [counter.hard && counter.limits.min !== null ? ranges[c]!.most : null];
    });
    this.maxPrice = new Float64Array(this.counters.length);
    this.minPrice = new Float64Array(this.counters.length);
    this.feasible = ranges.length === 0 ? this.canEnd() : ranges.every((range) => range.most[state]! >= 0);
  }

  get stateCount(): number {
    return this.automaton.stateCount;
  }

  /** Cost of a token on an index whatever the state: rules of single shifts and requests, without cover. */
  ownCost(layer: number, token: number): number {
    const at = (this.first + layer) * this.tokenCount + token;
    const hard = this.split.hardAmount[at]!;
    const request = this.person.cellCost[layer * this.tokenCount + token] ?? 0;
    return this.split.softCost[at]! + hard * HARD_UNIT_COST + request;
  }

  /** What a step adds to a counter. */
  useOf(counter: Counter, layer: number, state: number, token: number): number {
    const index = this.first + layer;
    if (counter.tokenUse !== null) return counter.tokenUse[index * this.tokenCount + token]!;
    const at = (state * this.tokenCount + token) * this.automaton.counterCount + counter.slot;
    return this.automaton.table(index).uses[at]!;
  }

  private optionsOf(layer: number): Int16Array {
    const own = this.person.options[layer];
    if (own === undefined) return Int16Array.of(this.person.context.base[this.first + layer] ?? OFF_TOKEN);
    if (!this.strict) return own;
    const at = (this.first + layer) * this.tokenCount;
    const kept = own.filter((token) => this.split.hardAmount[at + token] === 0);
    return kept.length > 0 ? kept : own;
  }

  private followHistory(counters: readonly Counter[]): { state: number; uses: number[] } {
    const { base } = this.person.context;
    const uses = counters.map(() => 0);
    let state = this.automaton.initial;
    for (let index = 0; index < this.first; index++) {
      this.automaton.step(index, state, base[index]!);
      counters.forEach((counter, c) => {
        uses[c] = uses[c]! + this.useOf(counter, index - this.first, state, base[index]!);
      });
      state = this.automaton.follow(index, state, base[index]!);
    }
    return { state, uses };
  }

  private reach(start: number): Int32Array[] {
    const layers = [Int32Array.of(start)];
    for (let layer = 0; layer < this.layerCount; layer++) {
      const next = new Set<number>();
      for (const state of layers[layer]!) {
        for (const token of this.options[layer]!) {
          const to = this.automaton.step(this.first + layer, state, token);
          if (to !== FORBIDDEN) next.add(to);
        }
      }
      layers.push(Int32Array.from(next).sort());
    }
    return layers;
  }

  /** Most and least that a counter gains from each state to the end; -1 where the end cannot be reached. */
  private rangeOf(counter: Counter): { most: Int32Array; least: Int32Array } {
    const states = this.automaton.stateCount;
    const most = new Int32Array((this.layerCount + 1) * states).fill(-1);
    const least = new Int32Array((this.layerCount + 1) * states).fill(-1);
    for (const state of this.layerStates[this.layerCount]!) {
      if (this.endCosts[state] === Number.POSITIVE_INFINITY) continue;
      most[this.layerCount * states + state] = 0;
      least[this.layerCount * states + state] = 0;
    }
    for (let layer = this.layerCount - 1; layer >= 0; layer--) {
      for (const state of this.layerStates[layer]!) {
        const at = layer * states + state;
        for (const token of this.options[layer]!) {
          const next = this.automaton.step(this.first + layer, state, token);
          if (next === FORBIDDEN || most[(layer + 1) * states + next]! < 0) continue;
          const use = this.useOf(counter, layer, state, token);
          most[at] = Math.max(most[at]!, use + most[(layer + 1) * states + next]!);
          const low = use + least[(layer + 1) * states + next]!;
          least[at] = least[at]! < 0 ? low : Math.min(least[at]!, low);
        }
      }
    }
    return { most, least };
  }

  /** Whether any line could break the counter's limits. */
  private isNeeded(
    counter: Counter,
    range: { most: Int32Array; least: Int32Array },
    initial: number,
  ): boolean {
    const { min, max } = counter.limits;
    if (!counter.hard && counter.weight === 0) return false;
    if (max !== null && initial + range.most[this.start]! > max) return true;
    return min !== null && initial + range.least[this.start]! < min;
  }

  private canEnd(): boolean {
    return this.layerStates[this.layerCount]!.some(
      (state) => this.endCosts[state] !== Number.POSITIVE_INFINITY,
    );
  }
}
