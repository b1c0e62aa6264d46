import { type LineContext } from '../../constraints/index.js';
import { type Automaton, FORBIDDEN } from './automaton.js';
import { type Counter } from './counters.js';

/**
 * The steps of one day, laid out for the hot loops. Tokens that lead from every state to the same state at the same use of counters
 * form a group, of which only the cheapest matters. An entry is a way of reaching a state (group, cost, use), worked out once a
 * day and shared by all states that it can be taken from. Days that are alike share one layer.
 */
export interface Layer {
  /** States that can stand before the day on some whole line. */
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
  readonly automaton: Automaton;
  readonly first: number;
  readonly options: readonly Int16Array[];
  /** States met before each day, and after the last. */
  readonly layerStates: readonly Int32Array[];
  readonly endCosts: Float64Array;
  /** Counters whose use tells tokens apart; a limit on single tokens does not. */
  readonly structural: readonly Counter[];
}

/** Lays out every day's steps, without the states from which the end cannot be reached; empty when no line exists. */
export function layOut(source: LayerSource): Layer[] {
  const alive = aliveStates(source);
  if (alive[0]!.length === 0) return [];
  const known = new Map<string, Layer>();
  return source.options.map((tokens, day) => {
    const index = source.first + day;
    const key = [
      source.automaton.classAt(index),
      tokens.join(','),
      alive[day]!.join(','),
      alive[day + 1]!.join(','),
      Array.from(tokens, (token) => structuralUse(source, index, token)).join(','),
    ].join('|');
    let layer = known.get(key);
    if (layer === undefined) {
      layer = layOutDay(source, index, tokens, alive[day]!, new Set(alive[day + 1]));
      known.set(key, layer);
    }
    return layer;
  });
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
  sources: Int32Array,
  targets: ReadonlySet<number>,
): Layer {
  const { automaton } = source;
  const table = automaton.table(index);
  const slots = automaton.counterCount;
  const tokenCount = source.context.tokenCount;
  const groups = groupTokens(source, index, tokens, sources, targets);
  const entryOf = new Map<string, number>();
  const target: number[] = [];
  const group: number[] = [];
  const cost: number[] = [];
  const uses: number[] = [];
  const entriesOf: number[] = [];
  const from = new Int32Array(automaton.stateCount);
  const to = new Int32Array(automaton.stateCount);
  for (const state of sources) {
    from[state] = entriesOf.length;
    groups.forEach((members, g) => {
      const at = state * tokenCount + members[0]!;
      const next = table.next[at]!;
      if (next === FORBIDDEN || !targets.has(next)) return;
      const used = Array.from(table.uses.subarray(at * slots, (at + 1) * slots));
      const key = `${next} ${g} ${table.cost[at]!} ${used.join(' ')}`;
      let entry = entryOf.get(key);
      if (entry === undefined) {
        entry = target.length;
        entryOf.set(key, entry);
        target.push(next);
        group.push(g);
        cost.push(table.cost[at]!);
        uses.push(...used);
      }
      entriesOf.push(entry);
    });
    to[state] = entriesOf.length;
  }
  const groupStart = new Int32Array(groups.length + 1);
  groups.forEach((members, g) => (groupStart[g + 1] = groupStart[g]! + members.length));
  return {
    sources,
    from,
    to,
    entriesOf: Int32Array.from(entriesOf),
    target: Int32Array.from(target),
    group: Int32Array.from(group),
    cost: Float64Array.from(cost),
    uses: Int32Array.from(uses),
    groupStart,
    tokens: Int16Array.from(groups.flat()),
  };
}

function groupTokens(
  source: LayerSource,
  index: number,
  tokens: Int16Array,
  sources: Int32Array,
  targets: ReadonlySet<number>,
): number[][] {
  const { automaton } = source;
  const table = automaton.table(index);
  const slots = automaton.counterCount;
  const groups = new Map<string, number[]>();
  for (const token of tokens) {
    const parts = [structuralUse(source, index, token)];
    let possible = false;
    for (const state of sources) {
      const at = state * source.context.tokenCount + token;
      const next = table.next[at]!;
      if (next === FORBIDDEN || !targets.has(next)) {
        parts.push('-');
        continue;
      }
      possible = true;
      parts.push(`${next} ${table.cost[at]!} ${table.uses.subarray(at * slots, (at + 1) * slots).join(' ')}`);
    }
    if (!possible) continue;
    const key = parts.join(';');
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [token]);
    else members.push(token);
  }
  return [...groups.values()];
}
