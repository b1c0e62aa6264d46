import { type LineContext } from '../../constraints/index.js';
import { type Steps } from './automaton.js';
import { FORBIDDEN } from './step-tables.js';
import { type Counter } from './counters.js';

/**
 * The steps of one day, laid out for the hot loops. Tokens that lead from every state to the same state at the same use of counters
 * form a group, of which only the cheapest matters. An entry is a way of reaching a state (group, cost, use), worked out once a
 * day and shared by all states that it can be taken from. Days that are alike share one layer.
 */
export interface Layer {
  /** States that can stand before the day on some whole line, one of each kind. */
  readonly sources: Int32Array;
  /** Entries that can be taken from a state: `entriesOf[from[state]] … entriesOf[to[state] - 1]`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly entriesOf: Int32Array;
  readonly target: Int32Array;
  readonly group: Int32Array;
  /** Cost of the step itself, without prices. */
  readonly cost: Float64Array;
  /** Use of the counters that depend on states, `entry * slotCount + slot`. */
  readonly uses: Int32Array;
  /** Tokens of the groups: `tokens[groupStart[g]] … tokens[groupStart[g + 1] - 1]`. */
  readonly groupStart: Int32Array;
  readonly tokens: Int16Array;
}

export interface LayerSource {
  readonly context: LineContext;
  readonly automaton: Steps;
  readonly first: number;
  readonly options: readonly Int16Array[];
  /** States met before each day, and after the last. */
  readonly layerStates: readonly Int32Array[];
  readonly endCosts: Float64Array;
  /** Counters whose use tells tokens apart; a limit on single tokens does not. */
  readonly structural: readonly Counter[];
}

/**
 * Lays out every day's steps, without the states from which the end cannot be reached; empty when no line exists. States that allow
 * the same steps at the same cost and use, to states that are alike themselves, are one: the lowest of them stands for all.
 */
export function layOut(source: LayerSource): Layer[] {
  const alive = aliveStates(source);
  if (alive[0]!.length === 0) return [];
  const known = new Map<string, { layer: Layer; standsFor: Int32Array }>();
  const layers: Layer[] = [];
  let standsFor = alikeAtTheEnd(source, alive.at(-1)!);
  for (let day = source.options.length - 1; day >= 0; day--) {
    const tokens = source.options[day]!;
    const index = source.first + day;
    const key = [
      source.automaton.classAt(index),
      tokens.join(','),
      alive[day]!.join(','),
      standsFor.join(','),
      Array.from(tokens, (token) => structuralUse(source, index, token)).join(','),
    ].join('|');
    let laid = known.get(key);
    if (laid === undefined) {
      laid = layOutDay(source, index, tokens, alive[day]!, standsFor);
      known.set(key, laid);
    }
    layers[day] = laid.layer;
    standsFor = laid.standsFor;
  }
  return layers;
}

/** Out of reach of any end. */
const LOST = -1;

/** By state: the first state of the same end cost. */
function alikeAtTheEnd({ automaton, endCosts }: LayerSource, alive: Int32Array): Int32Array {
  const standsFor = new Int32Array(automaton.stateCount).fill(LOST);
  const first = new Map<number, number>();
  for (const state of alive) {
    const cost = endCosts[state]!;
    if (!first.has(cost)) first.set(cost, state);
    standsFor[state] = first.get(cost)!;
  }
  return standsFor;
}

function aliveStates({ automaton, first, options, layerStates, endCosts }: LayerSource): Int32Array[] {
  const last = options.length;
  const alive: Int32Array[] = [];
  alive[last] = layerStates[last]!.filter((state) => endCosts[state] !== Number.POSITIVE_INFINITY);
  for (let day = last - 1; day >= 0; day--) {
    const next = new Set(alive[day + 1]);
    alive[day] = layerStates[day]!.filter((state) =>
      options[day]!.some((token) => next.has(automaton.step(first + day, state, token))),
    );
  }
  return alive;
}

function structuralUse({ structural, context }: LayerSource, index: number, token: number): string {
  return structural
    .map(({ tokenUse }) => (tokenUse === null ? 0 : tokenUse[index * context.tokenCount + token]!))
    .join(' ');
}

function layOutDay(
  source: LayerSource,
  index: number,
  tokens: Int16Array,
  states: Int32Array,
  targetOf: Int32Array,
): { layer: Layer; standsFor: Int32Array } {
  const { automaton } = source;
  const table = automaton.table(index);
  const slots = automaton.counterCount;
  const tokenCount = source.context.tokenCount;
  const groups = groupTokens(source, index, tokens, states, targetOf);
  const entries = new EntryList(groups.length, automaton.stateCount);
  const sets = new Map<number, number>();
  const firstOf = new Map<number, number>();
  const standsFor = new Int32Array(automaton.stateCount).fill(LOST);
  const sources: number[] = [];
  const entriesOf: number[] = [];
  const from = new Int32Array(automaton.stateCount);
  const to = new Int32Array(automaton.stateCount);
  for (const state of states) {
    const begin = entriesOf.length;
    let set = 0;
    groups.forEach((members, g) => {
      const at = state * tokenCount + members[0]!;
      const next = table.next[at]!;
      if (next === FORBIDDEN || targetOf[next] === LOST) return;
      const used = table.uses.subarray(at * slots, (at + 1) * slots);
      const entry = entries.find(g, targetOf[next]!, table.cost[at]!, used);
      entriesOf.push(entry);
      const key = set * SET_STRIDE + entry + 1;
      set = sets.get(key) ?? sets.size + 1;
      sets.set(key, set);
    });
    const first = firstOf.get(set);
    standsFor[state] = first ?? state;
    if (first !== undefined) {
      entriesOf.length = begin;
      continue;
    }
    firstOf.set(set, state);
    sources.push(state);
    from[state] = begin;
    to[state] = entriesOf.length;
  }
  const groupStart = new Int32Array(groups.length + 1);
  groups.forEach((members, g) => (groupStart[g + 1] = groupStart[g]! + members.length));
  const layer = {
    sources: Int32Array.from(sources),
    from,
    to,
    entriesOf: Int32Array.from(entriesOf),
    ...entries.arrays(),
    groupStart,
    tokens: Int16Array.from(groups.flat()),
  };
  return { layer, standsFor };
}

/** More than there are entries on any day. */
const SET_STRIDE = 2 ** 24;

/** The entries of a day, each kept once. */
class EntryList {
  private readonly known = new Map<number, number>();
  private readonly kinds = new Map<string, number>();
  private readonly target: number[] = [];
  private readonly group: number[] = [];
  private readonly cost: number[] = [];
  private readonly uses: number[] = [];

  constructor(
    private readonly groupCount: number,
    private readonly stateCount: number,
  ) {}

  find(group: number, target: number, cost: number, uses: ArrayLike<number> & Iterable<number>): number {
    const kind = numberOf(this.kinds, `${cost} ${[...uses].join(' ')}`);
    const key = (kind * this.groupCount + group) * this.stateCount + target;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const entry = this.target.length;
    this.known.set(key, entry);
    this.target.push(target);
    this.group.push(group);
    this.cost.push(cost);
    this.uses.push(...uses);
    return entry;
  }

  arrays(): Pick<Layer, 'target' | 'group' | 'cost' | 'uses'> {
    return {
      target: Int32Array.from(this.target),
      group: Int32Array.from(this.group),
      cost: Float64Array.from(this.cost),
      uses: Int32Array.from(this.uses),
    };
  }
}

function groupTokens(
  source: LayerSource,
  index: number,
  tokens: Int16Array,
  states: Int32Array,
  targetOf: Int32Array,
): number[][] {
  const { automaton } = source;
  const table = automaton.table(index);
  const slots = automaton.counterCount;
  const groups = new Map<string, number[]>();
  for (const token of tokens) {
    const parts = [structuralUse(source, index, token)];
    let possible = false;
    for (const state of states) {
      const at = state * source.context.tokenCount + token;
      const next = table.next[at]!;
      if (next === FORBIDDEN || targetOf[next] === LOST) {
        parts.push('-');
        continue;
      }
      possible = true;
      parts.push(
        `${targetOf[next]!} ${table.cost[at]!} ${table.uses.subarray(at * slots, (at + 1) * slots).join(' ')}`,
      );
    }
    if (!possible) continue;
    const key = parts.join(';');
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [token]);
    else members.push(token);
  }
  return [...groups.values()];
}

function numberOf(known: Map<string, number>, key: string): number {
  const number = known.get(key) ?? known.size;
  known.set(key, number);
  return number;
}
