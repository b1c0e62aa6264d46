import { FORBIDDEN } from './automaton.js';
import { type LineProgramme } from './line-programme.js';

/** What a Lagrangian pass found. */
export interface Bound {
  /** No line can cost less. */
  readonly value: number;
  /** Cheapest Lagrangian completion by `layer * stateCount + state`, under the programme's multipliers. */
  readonly completion: Float64Array;
  /** Cost of each token on each layer with the multipliers of stateless counters, `layer * tokenCount + token`. */
  readonly tokenPrice: Float64Array;
}

let completionBuffer = new Float64Array(0);
let priceBuffer = new Float64Array(0);

function buffers(programme: LineProgramme): { completion: Float64Array; tokenPrice: Float64Array } {
  const size = (programme.layerCount + 1) * programme.stateCount;
  if (completionBuffer.length < size) completionBuffer = new Float64Array(size * 2);
  const prices = programme.layerCount * programme.tokenCount;
  if (priceBuffer.length < prices) priceBuffer = new Float64Array(prices * 2);
  return { completion: completionBuffer, tokenPrice: priceBuffer };
}

/**
 * Improves the programme's multipliers by subgradient steps and returns the bound that they give.
 *
 * @param prices cost of each token on each layer, `layer * tokenCount + token`.
 * @param upper cost of a line that is known, or Infinity.
 */
export function lagrangianBound(
  programme: LineProgramme,
  prices: Float64Array,
  upper: number,
  steps: number,
): Bound {
  const { counters, maxPrice, minPrice } = programme;
  let best = Number.NEGATIVE_INFINITY;
  const bestMax = Float64Array.from(maxPrice);
  const bestMin = Float64Array.from(minPrice);
  const uses = new Float64Array(counters.length);
  let pace = 1;
  for (let step = 0; step < steps && counters.length > 0; step++) {
    const value = dual(programme, prices);
    if (value === Number.POSITIVE_INFINITY) break;
    if (value > best + 1e-9) {
      best = value;
      bestMax.set(maxPrice);
      bestMin.set(minPrice);
    } else pace *= 0.7;
    if (
      !subgradientStep(
        programme,
        uses,
        value,
        Number.isFinite(upper) ? upper : value + Math.abs(value) * 0.1 + 20,
        pace,
      )
    )
      break;
  }
  if (best > Number.NEGATIVE_INFINITY) {
    maxPrice.set(bestMax);
    minPrice.set(bestMin);
  }
  const value = dual(programme, prices);
  return { value, completion: completionBuffer, tokenPrice: priceBuffer };
}

/** Backward pass: value of the dual, with the completions left in the buffer. */
function dual(programme: LineProgramme, prices: Float64Array): number {
  const { completion, tokenPrice } = buffers(programme);
  const { layerCount, tokenCount, stateCount, automaton, layerStates, options, first } = programme;
  priceTokens(programme, prices, tokenPrice);
  const slots = programme.counters.flatMap((counter, c) =>
    counter.tokenUse === null
      ? [{ slot: counter.slot, price: programme.maxPrice[c]! - programme.minPrice[c]! }]
      : [],
  );
  const per = automaton.counterCount;
  for (const state of layerStates[layerCount]!)
    completion[layerCount * stateCount + state] = programme.endCosts[state]!;
  for (let layer = layerCount - 1; layer >= 0; layer--) {
    const { next, cost, uses } = automaton.table(first + layer);
    const tokens = options[layer]!;
    const states = layerStates[layer]!;
    const ahead = (layer + 1) * stateCount;
    for (const state of states) {
      let cheapest = Number.POSITIVE_INFINITY;
      for (const token of tokens) {
        const at = state * tokenCount + token;
        const to = next[at]!;
        if (to === FORBIDDEN) continue;
        let value = tokenPrice[layer * tokenCount + token]! + cost[at]! + completion[ahead + to]!;
        for (const { slot, price } of slots) value += price * uses[at * per + slot]!;
        if (value < cheapest) cheapest = value;
      }
      completion[layer * stateCount + state] = cheapest;
    }
  }
  return completion[programme.start]! + multiplierConstant(programme);
}

function priceTokens(programme: LineProgramme, prices: Float64Array, tokenPrice: Float64Array): void {
  const { layerCount, tokenCount, counters, options, first, maxPrice, minPrice } = programme;
  for (let layer = 0; layer < layerCount; layer++) {
    for (const token of options[layer]!) {
      let price = prices[layer * tokenCount + token]!;
      for (let c = 0; c < counters.length; c++) {
        const { tokenUse } = counters[c]!;
        if (tokenUse !== null)
          price += (maxPrice[c]! - minPrice[c]!) * tokenUse[(first + layer) * tokenCount + token]!;
      }
      tokenPrice[layer * tokenCount + token] = price;
    }
  }
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
function subgradientStep(
  programme: LineProgramme,
  uses: Float64Array,
  value: number,
  upper: number,
  pace: number,
): boolean {
  const { counters, maxPrice, minPrice } = programme;
  cheapestPathUses(programme, uses);
  let norm = 0;
  for (const [c, { limits, scale }] of counters.entries()) {
    const over = limits.max === null ? 0 : (uses[c]! - limits.max) / scale;
    const under = limits.min === null ? 0 : (limits.min - uses[c]!) / scale;
    if (over > 0 || maxPrice[c]! > 0) norm += over * over;
    if (under > 0 || minPrice[c]! > 0) norm += under * under;
  }
  const gap = upper - value;
  if (norm < 1e-12 || gap < 1e-9) return false;
  const length = (pace * gap) / norm;
  for (const [c, counter] of counters.entries()) {
    const { limits, scale } = counter;
    const ceiling = counter.hard
      ? Number.POSITIVE_INFINITY
      : (counter.weight * Math.max(0, limits.amountOf((limits.max ?? 0) + scale))) / scale;
    const floorCeiling = counter.hard
      ? Number.POSITIVE_INFINITY
      : (counter.weight * Math.max(0, limits.amountOf((limits.min ?? 0) - scale))) / scale;
    if (limits.max !== null)
      maxPrice[c] = clamp(maxPrice[c]! + (length * (uses[c]! - limits.max)) / scale / scale, ceiling);
    if (limits.min !== null)
      minPrice[c] = clamp(minPrice[c]! + (length * (limits.min - uses[c]!)) / scale / scale, floorCeiling);
  }
  return true;
}

function clamp(value: number, ceiling: number): number {
  return Math.min(Math.max(0, value), ceiling);
}

function cheapestPathUses(programme: LineProgramme, uses: Float64Array): void {
  const { counters, layerCount, tokenCount, stateCount, automaton, options, first } = programme;
  for (let c = 0; c < counters.length; c++) uses[c] = programme.initialUse[c]!;
  let state = programme.start;
  for (let layer = 0; layer < layerCount; layer++) {
    const table = automaton.table(first + layer);
    let cheapest = Number.POSITIVE_INFINITY;
    let chosen = -1;
    for (const token of options[layer]!) {
      const at = state * tokenCount + token;
      const to = table.next[at]!;
      if (to === FORBIDDEN) continue;
      let value =
        priceBuffer[layer * tokenCount + token]! +
        table.cost[at]! +
        completionBuffer[(layer + 1) * stateCount + to]!;
      for (let c = 0; c < counters.length; c++) {
        if (counters[c]!.tokenUse !== null) continue;
        value +=
          (programme.maxPrice[c]! - programme.minPrice[c]!) *
          table.uses[at * automaton.counterCount + counters[c]!.slot]!;
      }
      if (value < cheapest) {
        cheapest = value;
        chosen = token;
      }
    }
    if (chosen < 0) return;
    for (let c = 0; c < counters.length; c++) uses[c]! += programme.useOf(counters[c]!, layer, state, chosen);
    state = table.next[state * tokenCount + chosen]!;
  }
}
