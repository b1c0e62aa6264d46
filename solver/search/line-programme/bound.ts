import { closedToken } from './closed-layers.js';
import { type LineProgramme } from './line-programme.js';
import { climbAlone, type DualFunction, onlyActive } from './single-multiplier.js';

/** What a Lagrangian pass found. */
export interface Bound {
  /** No line can cost less. */
  readonly value: number;
  /** Cheapest Lagrangian completion by `layer * stateCount + state`, under the programme's multipliers. */
  readonly completion: Float64Array;
  /** Price of each token on each layer with the multipliers of stateless counters, `layer * tokenCount + token`. */
  readonly tokenPrice: Float64Array;
  /** What the closed layers cost, prices included. */
  readonly closed: number;
}

let completion = new Float64Array(0);
/** Entry of the cheapest completion by `layer * stateCount + state`. */
let choice = new Int32Array(0);
let tokenPrice = new Float64Array(0);
let groupPrice = new Float64Array(64);
let entryPrice = new Float64Array(1024);
let slotPrice = new Float64Array(8);

/**
 * Improves the programme's multipliers by subgradient steps and returns the bound that they give.
 *
 * @param prices cost of each token on each layer, `layer * tokenCount + token`.
 * @param upper about what the cheapest line costs; the steps are measured by it, and end when the bound lies above. Infinity: unknown.
 */
export function lagrangianBound(
  programme: LineProgramme,
  prices: Float64Array,
  upper: number,
  steps: number,
): Bound {
  const { counters, maxPrice, minPrice } = programme;
  reserve(programme);
  const closed = priceClosed(programme, prices);
  const dual = (): number => closed + openDual(programme, prices);
  let value = dual();
  if (counters.length === 0 || value === Number.POSITIVE_INFINITY)
    return { value, completion, tokenPrice, closed };
  const uses = new Float64Array(counters.length);
  cheapestPathUses(programme, uses);
  const alone = onlyActive(programme, uses);
  if (alone >= 0) {
    value = climbAlone(programme, dualOf(programme, dual), alone, { value, uses, upper, steps });
    // Another limit may be broken where this one is kept.
    if (onlyActive(programme, uses) === alone) return { value, completion, tokenPrice, closed };
  }
  let best = value;
  let isBest = true;
  const bestMax = Float64Array.from(maxPrice);
  const bestMin = Float64Array.from(minPrice);
  let pace = 1;
  let unimproved = 0;
  for (let step = 0; step < steps && best <= upper; step++) {
    const goal = Number.isFinite(upper) ? Math.max(upper, value) : value + Math.abs(value) * 0.1 + 20;
    if (!subgradientStep(programme, uses, goal - value + 1e-3, pace)) break;
    value = dual();
    isBest = value > best;
    if (isBest) {
      if (value > best + 1e-6 * Math.abs(best)) unimproved = 0;
      best = value;
      bestMax.set(maxPrice);
      bestMin.set(minPrice);
    } else if (++unimproved >= 3) {
      pace *= 0.5;
      unimproved = 0;
      if (pace < 1e-3) break;
      maxPrice.set(bestMax);
      minPrice.set(bestMin);
      value = dual();
    }
  }
  if (!isBest) {
    maxPrice.set(bestMax);
    minPrice.set(bestMin);
    best = dual();
  }
  return { value: best, completion, tokenPrice, closed };
}

function dualOf(programme: LineProgramme, evaluate: () => number): DualFunction {
  return {
    evaluate,
    usesOf: (uses) => {
      cheapestPathUses(programme, uses);
    },
  };
}

function reserve(programme: LineProgramme): void {
  const size = (programme.layerCount + 1) * programme.stateCount;
  if (completion.length < size) {
    completion = new Float64Array(size * 2);
    choice = new Int32Array(size * 2);
  }
  const cells = programme.layerCount * programme.tokenCount;
  if (tokenPrice.length < cells) tokenPrice = new Float64Array(cells * 2);
  for (const layer of programme.layers) {
    if (entryPrice.length < layer.target.length) entryPrice = new Float64Array(layer.target.length * 2);
    if (groupPrice.length < layer.groupStart.length)
      groupPrice = new Float64Array(layer.groupStart.length * 2);
  }
  if (slotPrice.length < programme.automaton.counterCount)
    slotPrice = new Float64Array(programme.automaton.counterCount);
}

/**
 * Backward pass: value of the dual, with the completions left in the buffer. Long and plain, as most of the time of pricing goes
 * here.
 */
function openDual(programme: LineProgramme, prices: Float64Array): number {
  const { layers, stateCount, endCosts, tokenCount, closed } = programme;
  if (layers.length === 0) return Number.POSITIVE_INFINITY;
  priceTokens(programme, prices);
  const slots = priceSlots(programme);
  const V = completion;
  const last = closed.to * stateCount;
  if (closed.leave >= 0) V[last + closed.leave] = 0;
  else for (let state = 0; state < stateCount; state++) V[last + state] = endCosts[state]!;
  for (let k = closed.to - 1; k >= closed.from; k--) {
    const { sources, from, to, entriesOf, target, group, cost, uses, groupStart, tokens } = layers[k]!;
    const only = closed.entries[k]!;
    if (only >= 0) {
      V[k * stateCount + sources[0]!] = V[(k + 1) * stateCount + target[only]!]!;
      continue;
    }
    const row = k * tokenCount;
    const groups = groupStart.length - 1;
    for (let g = 0; g < groups; g++) {
      let cheapest = Number.POSITIVE_INFINITY;
      for (let at = groupStart[g]!; at < groupStart[g + 1]!; at++) {
        const price = tokenPrice[row + tokens[at]!]!;
        if (price < cheapest) cheapest = price;
      }
      groupPrice[g] = cheapest;
    }
    const ahead = (k + 1) * stateCount;
    const entries = target.length;
    for (let entry = 0; entry < entries; entry++) {
      entryPrice[entry] = groupPrice[group[entry]!]! + cost[entry]! + V[ahead + target[entry]!]!;
    }
    for (let slot = 0; slot < slots; slot++) {
      const price = slotPrice[slot]!;
      if (price === 0) continue;
      for (let entry = 0, at = slot; entry < entries; entry++, at += slots) {
        entryPrice[entry]! += price * uses[at]!;
      }
    }
    const here = k * stateCount;
    for (const state of sources) {
      let cheapest = Number.POSITIVE_INFINITY;
      let chosen = -1;
      const end = to[state]!;
      for (let arc = from[state]!; arc < end; arc++) {
        const entry = entriesOf[arc]!;
        const value = entryPrice[entry]!;
        if (value < cheapest) {
          cheapest = value;
          chosen = entry;
        }
      }
      V[here + state] = cheapest;
      choice[here + state] = chosen;
    }
  }
  return V[closed.from * stateCount + closed.enter]! + multiplierConstant(programme);
}

function priceClosed({ layers, closed, tokenCount }: LineProgramme, prices: Float64Array): number {
  let cost = closed.cost;
  closed.entries.forEach((entry, k) => {
    if (entry >= 0) cost += prices[k * tokenCount + closedToken(layers[k]!, entry)]!;
  });
  return cost;
}

function priceTokens(programme: LineProgramme, prices: Float64Array): void {
  const { layers, closed, tokenCount, counters, first, maxPrice, minPrice } = programme;
  for (let k = closed.from; k < closed.to; k++) {
    const { tokens } = layers[k]!;
    for (const token of tokens) {
      const cell = k * tokenCount + token;
      tokenPrice[cell] = prices[cell]!;
    }
  }
  for (let c = 0; c < counters.length; c++) {
    const { tokenUse } = counters[c]!;
    const price = maxPrice[c]! - minPrice[c]!;
    if (tokenUse === null || price === 0) continue;
    for (let k = closed.from; k < closed.to; k++) {
      const { tokens } = layers[k]!;
      const row = (first + k) * tokenCount;
      for (const token of tokens) {
        tokenPrice[k * tokenCount + token]! += price * tokenUse[row + token]!;
      }
    }
  }
}

/** Multipliers of the counters that depend on states, by slot; returns the number of slots. */
function priceSlots({ counters, automaton, maxPrice, minPrice }: LineProgramme): number {
  slotPrice.fill(0);
  for (let c = 0; c < counters.length; c++) {
    const { tokenUse, slot } = counters[c]!;
    if (tokenUse === null) slotPrice[slot] = maxPrice[c]! - minPrice[c]!;
  }
  return automaton.counterCount;
}

/** What the multipliers take back: limits less what the history has used. */
export function multiplierConstant(programme: LineProgramme): number {
  let constant = 0;
  programme.counters.forEach(({ limits }, c) => {
    const used = programme.initialUse[c]!;
    if (limits.max !== null) constant -= programme.maxPrice[c]! * (limits.max - used);
    if (limits.min !== null) constant += programme.minPrice[c]! * (limits.min - used);
  });
  return constant;
}

/** Moves the multipliers along the limits that the cheapest path breaks; false when it breaks none that could be priced. */
function subgradientStep(programme: LineProgramme, uses: Float64Array, gap: number, pace: number): boolean {
  const { counters, maxPrice, minPrice } = programme;
  cheapestPathUses(programme, uses);
  let norm = 0;
  for (let c = 0; c < counters.length; c++) {
    const { limits, scale } = counters[c]!;
    const over = limits.max === null ? 0 : (uses[c]! - limits.max) / scale;
    const under = limits.min === null ? 0 : (limits.min - uses[c]!) / scale;
    if (over > 0 || maxPrice[c]! > 0) norm += over * over;
    if (under > 0 || minPrice[c]! > 0) norm += under * under;
  }
  if (norm < 1e-12) return false;
  const length = (pace * gap) / norm;
  for (let c = 0; c < counters.length; c++) {
    const { limits, scale, maxCeiling, minCeiling } = counters[c]!;
    if (limits.max !== null)
      maxPrice[c] = clamp(maxPrice[c]! + (length * (uses[c]! - limits.max)) / scale / scale, maxCeiling);
    if (limits.min !== null)
      minPrice[c] = clamp(minPrice[c]! + (length * (limits.min - uses[c]!)) / scale / scale, minCeiling);
  }
  return true;
}

function clamp(value: number, ceiling: number): number {
  return Math.min(Math.max(0, value), ceiling);
}

function cheapestPathUses(programme: LineProgramme, uses: Float64Array): void {
  const { counters, layers, closed, tokenCount, stateCount, automaton, first } = programme;
  const slots = automaton.counterCount;
  for (let c = 0; c < counters.length; c++) uses[c] = programme.initialUse[c]!;
  let state = closed.enter;
  for (let k = closed.from; k < closed.to; k++) {
    const layer = layers[k]!;
    if (closed.entries[k]! >= 0) {
      state = layer.target[closed.entries[k]!]!;
      continue;
    }
    const entry = choice[k * stateCount + state]!;
    const token = cheapestToken(programme, k, layer.group[entry]!);
    for (let c = 0; c < counters.length; c++) {
      const { tokenUse, slot } = counters[c]!;
      uses[c]! +=
        tokenUse === null ? layer.uses[entry * slots + slot]! : tokenUse[(first + k) * tokenCount + token]!;
    }
    state = layer.target[entry]!;
  }
}

function cheapestToken(programme: LineProgramme, k: number, group: number): number {
  const { groupStart, tokens } = programme.layers[k]!;
  let cheapest = Number.POSITIVE_INFINITY;
  let chosen = tokens[groupStart[group]!]!;
  for (let at = groupStart[group]!; at < groupStart[group + 1]!; at++) {
    const price = tokenPrice[k * programme.tokenCount + tokens[at]!]!;
    if (price < cheapest) {
      cheapest = price;
      chosen = tokens[at]!;
    }
  }
  return chosen;
}
