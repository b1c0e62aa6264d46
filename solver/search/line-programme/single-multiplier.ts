import { type LineProgramme } from './line-programme.js';

/** The Lagrangian dual at the programme's multipliers. */
export interface DualFunction {
  /** Works the dual out anew. */
  readonly evaluate: () => number;
  /** Writes what the cheapest path of the last evaluation uses of each counter. */
  readonly usesOf: (uses: Float64Array) => void;
}

/** Where a climb begins, and when it ends. */
export interface Climb {
  /** The dual at the present multipliers, and what its cheapest path uses. */
  readonly value: number;
  readonly uses: Float64Array;
  /** About what the cheapest line costs; the climb ends above it. Infinity: unknown. */
  readonly upper: number;
  /** Most evaluations of the dual. */
  readonly steps: number;
}

interface Point {
  /** Net multiplier of the counter: above 0 it speaks of the maximum, below 0 of the minimum. */
  readonly price: number;
  readonly value: number;
  /** What the dual gains by one more of the multiplier, at most. */
  readonly slope: number;
}

const TOLERANCE = 1e-6;

/** The only counter of which the multipliers or the cheapest path say anything; -1: none, or several. */
export function onlyActive({ counters, maxPrice, minPrice }: LineProgramme, uses: Float64Array): number {
  let found = -1;
  for (let c = 0; c < counters.length; c++) {
    const { max, min } = counters[c]!.limits;
    const broken = (max !== null && uses[c]! > max) || (min !== null && uses[c]! < min);
    if (!broken && maxPrice[c] === 0 && minPrice[c] === 0) continue;
    if (found >= 0) return -1;
    found = c;
  }
  return found;
}

/**
 * Climbs the dual along the multiplier of counter `c`. It is concave and made of straight pieces there, so the next point is where the
 * tangents of both sides meet: a few looks find the top, where subgradient steps circle around it.
 *
 * @returns the best value. The multipliers are those that give it, and the dual was worked out there last.
 */
export function climbAlone(programme: LineProgramme, dual: DualFunction, c: number, climb: Climb): number {
  const { uses, upper, steps } = climb;
  const at = (price: number): Point => {
    setPrice(programme, c, price);
    const value = dual.evaluate();
    dual.usesOf(uses);
    return pointAt(programme, c, value, uses[c]!);
  };
  const price = programme.maxPrice[c]! - programme.minPrice[c]!;
  const isNet = programme.maxPrice[c] === 0 || programme.minPrice[c] === 0;
  let point = isNet ? pointAt(programme, c, climb.value, uses[c]!) : at(price);
  let best = point;
  let below: Point | null = null;
  let above: Point | null = null;
  let stretch = 1;
  for (let step = 0; step < steps && best.value <= upper && point.slope !== 0; step++) {
    if (point.slope > 0) below = point;
    else above = point;
    const price = withinCeilings(programme, c, nextPrice(below, above, stretch * goalOf(point, upper)));
    stretch *= 2;
    const atMost = Math.min(tangent(below, price), tangent(above, price));
    if (price === point.price || atMost <= best.value + TOLERANCE * Math.max(1, Math.abs(best.value))) break;
    point = at(price);
    if (point.value > best.value) best = point;
  }
  return best === point ? best.value : at(best.price).value;
}

/** By how much the dual may still rise, as far as is known. */
function goalOf({ value }: Point, upper: number): number {
  return (Number.isFinite(upper) ? Math.max(0, upper - value) : Math.abs(value) * 0.1 + 20) + 1e-3;
}

/** Where the tangents meet; with one side alone, where its tangent has risen by `rise`. */
function nextPrice(below: Point | null, above: Point | null, rise: number): number {
  if (below === null) return above!.price + rise / above!.slope;
  if (above === null) return below.price + rise / below.slope;
  const gap = above.value - above.slope * above.price - (below.value - below.slope * below.price);
  return gap / (below.slope - above.slope);
}

function tangent(point: Point | null, price: number): number {
  return point === null ? Number.POSITIVE_INFINITY : point.value + point.slope * (price - point.price);
}

function pointAt(
  { counters, maxPrice, minPrice }: LineProgramme,
  c: number,
  value: number,
  use: number,
): Point {
  const { max, min } = counters[c]!.limits;
  const price = maxPrice[c]! - minPrice[c]!;
  const over = max === null ? 0 : use - max;
  const under = min === null ? 0 : use - min;
  const slope = price > 0 ? over : price < 0 ? under : Math.max(0, over) + Math.min(0, under);
  return { price, value, slope };
}

function withinCeilings({ counters }: LineProgramme, c: number, price: number): number {
  const { limits, maxCeiling, minCeiling } = counters[c]!;
  const highest = limits.max === null ? 0 : maxCeiling;
  const lowest = limits.min === null ? 0 : minCeiling;
  return Math.min(highest, Math.max(-lowest, price));
}

function setPrice({ maxPrice, minPrice }: LineProgramme, c: number, price: number): void {
  maxPrice[c] = Math.max(0, price);
  minPrice[c] = Math.max(0, -price);
}
