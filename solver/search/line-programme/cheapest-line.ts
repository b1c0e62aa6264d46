import { lagrangianBound } from './bound.js';
import { extendLabels } from './labels.js';
import { type LineProgramme } from './line-programme.js';

export interface CheapestLine {
  /** Tokens by layer, from day 0. */
  readonly tokens: Int16Array;
  readonly cost: number;
  /** Proven cheapest (for a person all of whose constraints the programme sees exactly). */
  readonly exact: boolean;
}

export interface CheapestLineOptions {
  /** Cost of a line that is known, as the programme counts it; lines that cost more are not sought. */
  readonly upper: number;
  /** Subgradient steps on the multipliers. */
  readonly steps: number;
  /** Labels kept a layer. */
  readonly maxLabels: number;
}

/**
 * The cheapest line of a person under given prices, or null when none is found at or below `upper`.
 *
 * A guessed cut-off a little above the Lagrangian bound is raised until a line is found: what is found at or below a cut-off by
 * a run that dropped nothing is the cheapest.
 */
export function cheapestLine(
  programme: LineProgramme,
  prices: Float64Array,
  { upper, steps, maxLabels }: CheapestLineOptions,
): CheapestLine | null {
  const bound = lagrangianBound(programme, prices, upper, steps);
  if (bound.value === Number.POSITIVE_INFINITY || bound.value > upper + 1e-6) return null;
  const scale = Math.max(0.5, Math.abs(bound.value) * 1e-3);
  for (let margin = scale; ; margin *= 6) {
    const last = bound.value + margin >= upper || margin > scale * 1e7;
    const cutoff = last ? upper : bound.value + margin;
    const run = extendLabels(programme, prices, bound, cutoff, maxLabels);
    if (run.tokens !== null) return { tokens: run.tokens, cost: run.cost, exact: run.complete };
    if (last) return null;
  }
}
