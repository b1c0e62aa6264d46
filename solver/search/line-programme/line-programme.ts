import { OFF_TOKEN } from '../../constraints/index.js';
import { type CompiledPerson } from '../score/compiled-person.js';
import { Automaton, HARD_UNIT_COST, type Steps } from './automaton.js';
import { countersToFold, FoldedAutomaton } from './folded-automaton.js';
import { type Counter, splitLabels, type SplitLabels } from './counters.js';
import { type Layer, layOut } from './layers.js';
import { closedLayers, type ClosedLayers, closedToken, nothingClosed } from './closed-layers.js';
import { FORBIDDEN } from './step-tables.js';

/** What a counter can still gain from each state to the end of the line, `[layer * stateCount + state]`; -1 where the end is out of reach. */
interface Range {
  readonly most: Int32Array;
  readonly least: Int32Array;
}

/**
 * One person's lines as paths through layers of states, compiled once: which states can be met on which day, and how much each
 * counter can still gain. Layer k stands before line index `first + k`.
 */
export class LineProgramme {
  readonly first: number;
  readonly layerCount: number;
  readonly tokenCount: number;
  readonly stateCount: number;
  readonly automaton: Steps;
  /** Those that some line could break. */
  readonly counters: readonly Counter[];
  readonly split: SplitLabels;
  /** Tokens that may stand on each layer's index. */
  readonly options: readonly Int16Array[];
  readonly layers: readonly Layer[];
  readonly start: number;
  /** Layers on which all lines are the same; what counters use there is in `initialUse`. */
  readonly closed: ClosedLayers;
  readonly endCosts: Float64Array;
  /** What counters hold before the first layer, and gain on closed ones. */
  readonly initialUse: Int32Array;
  /** By counter; null for a limit on single shift types. */
  readonly ranges: readonly (Range | null)[];
  /** Multipliers of the counters' maxima and minima, re-used from call to call. */
  readonly maxPrice: Float64Array;
  readonly minPrice: Float64Array;
  /** Calls for which a limit that was broken lately is still looked at label by label. */
  readonly trackedFor: Int32Array;
  /** By how much the cheapest line found last lay above its Lagrangian bound. */
  lastGap = 0;
  /** Lines without hard violation exist (as far as the labels see). */
  readonly feasible: boolean;

  /**
   * @param strict no line may break a hard rule; otherwise breaches cost.
   * @param fold keep small counts in the state where soft sums pull together: cheapest lines sooner, any line later.
   */
  constructor(
    readonly person: CompiledPerson,
    readonly strict = true,
    fold = true,
  ) {
    const { context } = person;
    this.first = context.before;
    this.layerCount = context.length - context.before;
    this.tokenCount = context.tokenCount;
    this.split = splitLabels(person, strict);
    const plain = new Automaton(context, this.split.stateful, strict);
    const history = this.followHistory(plain, this.split.counters);
    // What the history alone breaks is charged on the sum, which a folded count does not keep.
    const folded = fold
      ? countersToFold(
          this.split.counters.filter(({ limits }, c) => history.uses[c]! <= (limits.max ?? Infinity)),
        )
      : [];
    this.automaton = folded.length === 0 ? plain : new FoldedAutomaton(plain, context, folded);
    this.options = Array.from({ length: this.layerCount }, (_, layer) => this.optionsOf(layer));
    const all = this.split.counters.filter((counter) => !folded.includes(counter));
    const { state, uses } = this.followHistory(this.automaton, all);
    this.start = state;
    const layerStates = this.reach(state);
    this.stateCount = this.automaton.stateCount;
    this.endCosts = Float64Array.from({ length: this.stateCount }, (_, end) => this.automaton.endCost(end));
    this.layers = layOut({
      context,
      automaton: this.automaton,
      first: this.first,
      options: this.options,
      layerStates,
      endCosts: this.endCosts,
      structural: all.filter((counter) => !counter.singleLimit),
    });
    this.feasible = this.layers.length === this.layerCount;
    this.closed =
      this.feasible && this.split.unlabelled.length === 0
        ? closedLayers(this.layers, state, this.endCosts)
        : nothingClosed(this.layerCount, state);
    all.forEach((counter, c) => (uses[c]! += this.closedUse(counter)));
    const ranges = all.map((counter) =>
      counter.singleLimit || !this.feasible ? null : this.rangeOf(counter, layerStates[this.layerCount]!),
    );
    const kept = all
      .map((counter, c) => ({ counter, range: ranges[c]!, use: uses[c]! }))
      .filter(({ counter, range, use }) => this.feasible && this.isNeeded(counter, range, use));
    this.counters = kept.map(({ counter }) => counter);
    this.initialUse = Int32Array.from(kept, ({ use }) => use);
    this.ranges = kept.map(({ range }) => range);
    this.maxPrice = new Float64Array(kept.length);
    this.minPrice = new Float64Array(kept.length);
    this.trackedFor = new Int32Array(kept.length);
  }

  /** Cost of a token on an index whatever the state: rules of single shifts and requests, without cover. */
  ownCost(layer: number, token: number): number {
    const at = (this.first + layer) * this.tokenCount + token;
    const hard = this.split.hardAmount[at]!;
    const request = this.person.cellCost[layer * this.tokenCount + token] ?? 0;
    return this.split.softCost[at]! + hard * HARD_UNIT_COST + request;
  }

  private optionsOf(layer: number): Int16Array {
    const own = this.person.options[layer];
    if (own === undefined) return Int16Array.of(this.person.context.base[this.first + layer] ?? OFF_TOKEN);
    if (!this.strict) return own;
    const at = (this.first + layer) * this.tokenCount;
    const kept = own.filter((token) => this.split.hardAmount[at + token] === 0);
    return kept.length > 0 ? kept : own;
  }

  private followHistory(automaton: Steps, counters: readonly Counter[]): { state: number; uses: number[] } {
    const { base } = this.person.context;
    const { tokenCount } = this;
    const uses = counters.map(() => 0);
    const useOf = ({ tokenUse, slot }: Counter, index: number, from: number, token: number): number =>
      tokenUse !== null
        ? tokenUse[index * tokenCount + token]!
        : automaton.table(index).uses[(from * tokenCount + token) * automaton.counterCount + slot]!;
    let state = automaton.initial;
    for (let index = 0; index < this.first; index++) {
      const token = base[index]!;
      automaton.step(index, state, token);
      counters.forEach((counter, c) => {
        uses[c] = uses[c]! + useOf(counter, index, state, token);
      });
      state = automaton.follow(index, state, token);
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

  /** Most and least that a counter gains from each state to the end. */
  private rangeOf(counter: Counter, endStates: Int32Array): Range {
    const states = this.stateCount;
    const most = new Int32Array((this.layerCount + 1) * states).fill(-1);
    const least = new Int32Array((this.layerCount + 1) * states).fill(-1);
    const { from, to, leave } = this.closed;
    if (leave >= 0) most[to * states + leave] = least[to * states + leave] = 0;
    for (const state of leave >= 0 ? [] : endStates) {
      if (this.endCosts[state] === Number.POSITIVE_INFINITY) continue;
      most[this.layerCount * states + state] = 0;
      least[this.layerCount * states + state] = 0;
    }
    for (let k = to - 1; k >= from; k--) {
      const layer = this.layers[k]!;
      const only = this.closed.entries[k]!;
      if (only >= 0) {
        const [at, ahead] = [k * states + layer.sources[0]!, (k + 1) * states + layer.target[only]!];
        most[at] = most[ahead]!;
        least[at] = least[ahead]!;
        continue;
      }
      const entries = layer.target.length;
      const high = new Int32Array(entries);
      const low = new Int32Array(entries);
      for (let entry = 0; entry < entries; entry++) {
        const ahead = (k + 1) * states + layer.target[entry]!;
        const use = this.useOf(counter, k, entry);
        high[entry] = most[ahead]! + use;
        low[entry] = least[ahead]! + use;
      }
      for (const state of layer.sources) {
        const at = k * states + state;
        for (let arc = layer.from[state]!; arc < layer.to[state]!; arc++) {
          const entry = layer.entriesOf[arc]!;
          most[at] = Math.max(most[at]!, high[entry]!);
          least[at] = least[at]! < 0 ? low[entry]! : Math.min(least[at]!, low[entry]!);
        }
      }
    }
    return { most, least };
  }

  private useOf({ tokenUse, slot }: Counter, k: number, entry: number): number {
    const layer = this.layers[k]!;
    return tokenUse === null
      ? layer.uses[entry * this.automaton.counterCount + slot]!
      : tokenUse[(this.first + k) * this.tokenCount + closedToken(layer, entry)]!;
  }

  private closedUse(counter: Counter): number {
    let use = 0;
    this.closed.entries.forEach((entry, k) => (use += entry < 0 ? 0 : this.useOf(counter, k, entry)));
    return use;
  }

  /** Whether any line could break the counter's limits. */
  private isNeeded(counter: Counter, range: Range | null, initial: number): boolean {
    const { min, max } = counter.limits;
    if (!counter.hard && counter.weight === 0) return false;
    if (range === null) return max !== null && initial + this.mostOfSingle(counter) > max;
    const at = this.closed.from * this.stateCount + this.closed.enter;
    if (max !== null && initial + range.most[at]! > max) return true;
    return min !== null && initial + range.least[at]! < min;
  }

  private mostOfSingle(counter: Counter): number {
    let most = 0;
    this.options.forEach((tokens, k) => {
      if (this.closed.entries[k]! >= 0) return;
      let use = 0;
      for (const token of tokens)
        use = Math.max(use, counter.tokenUse![(this.first + k) * this.tokenCount + token]!);
      most += use;
    });
    return most;
  }
}
