import { type Layer } from './layers.js';

/** Layers on which every line is the same, as all days but those of a window are closed: worked out once, not in every pass. */
export interface ClosedLayers {
  /** No layer before this one is open … */
  readonly from: number;
  /** … nor this one and those after it. */
  readonly to: number;
  /** State before layer `from`, and the only one before `to`; -1: there are several. */
  readonly enter: number;
  readonly leave: number;
  /** What the steps of the closed layers cost, without prices, and the end. */
  readonly cost: number;
  /** Entry taken on each closed layer; -1 on the others. */
  readonly entries: Int32Array;
}

/** Nothing is closed. */
export function nothingClosed(layerCount: number, start: number): ClosedLayers {
  const entries = new Int32Array(layerCount).fill(-1);
  return { from: 0, to: layerCount, enter: start, leave: -1, cost: 0, entries };
}

/** Finds the closed layers of a programme that has lines. */
export function closedLayers(layers: readonly Layer[], start: number, endCosts: Float64Array): ClosedLayers {
  const entries = Int32Array.from(layers, (layer) =>
    layer.sources.length === 1 ? onlyEntry(layer, layer.sources[0]!) : -1,
  );
  let from = 0;
  while (from < layers.length && entries[from]! >= 0) from++;
  // Of one line alone nothing is saved, and its sums are still to be held to their limits, which is done on the way.
  if (from === layers.length) return nothingClosed(layers.length, start);
  let to = layers.length;
  while (to > from && entries[to - 1]! >= 0) to--;
  let cost = 0;
  entries.forEach((entry, k) => (cost += entry < 0 ? 0 : layers[k]!.cost[entry]!));
  const enter = from === 0 ? start : layers[from - 1]!.target[entries[from - 1]!]!;
  if (to === layers.length) return { from, to, enter, leave: -1, cost, entries };
  const end = layers.at(-1)!.target[entries.at(-1)!]!;
  return { from, to, enter, leave: layers[to]!.sources[0]!, cost: cost + endCosts[end]!, entries };
}

/** The token of the only step on a closed layer. */
export function closedToken({ tokens, groupStart, group }: Layer, entry: number): number {
  return tokens[groupStart[group[entry]!]!]!;
}

/** The only way out of a state, where there is no choice of a token either; else -1. */
function onlyEntry({ from, to, entriesOf, group, groupStart }: Layer, state: number): number {
  const begin = from[state]!;
  const end = to[state]!;
  if (end !== begin + 1) return -1;
  const entry = entriesOf[begin]!;
  const g = group[entry]!;
  const tokenCount = groupStart[g + 1]! - groupStart[g]!;
  return tokenCount === 1 ? entry : -1;
}
