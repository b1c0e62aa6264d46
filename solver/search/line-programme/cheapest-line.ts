import { type Bound, lagrangianBound } from './bound.js';
import { extendLabels, type LabelRun, type PricedLine } from './labels.js';
import { type LineProgramme } from './line-programme.js';

export interface CheapestLine extends PricedLine {
  /** Proven cheapest (for a person all of whose constraints the programme sees exactly). */
  readonly exact: boolean;
}

export interface PricingOptions {
  /** Lines that cost more are not sought. */
  readonly upper: number;
  /** Subgradient steps on the multipliers. */
  readonly steps: number;
  /** Labels kept a layer. */
  readonly maxLabels: number;
  /** Soft sums are led by their multipliers alone: much faster, and the bound is the Lagrangian one for people who have any. */
  readonly looseSums?: boolean;
}

export interface Pricing {
  /** Lines at or below `upper`, cheapest first; they keep every hard rule that the programme sees. */
  readonly lines: readonly PricedLine[];
  /** No line of the person costs less. */
  readonly bound: number;
}

/** Calls for which a limit stays tracked after a line broke it. */
const TRACK_CALLS = 20;
/** The first cut-off lies as far above the bound as the last line did, and a little more. */
const LIKE_LAST = 1.5;
const WIDER = 3;
/** Where labels were dropped for want of room, a little more of a margin would drop the same ones. */
const CROWDED = 30;

/** The cheapest line of a person under given prices, or null when none is found at or below `upper`. */
export function cheapestLine(
  programme: LineProgramme,
  prices: Float64Array,
  options: PricingOptions,
): CheapestLine | null {
  const search = new CutoffSearch(programme, prices, options);
  const run = search.find(1, true, options.looseSums ?? false);
  const line = run?.lines[0];
  return line === undefined ? null : { ...line, exact: run!.complete };
}

/**
 * The cheapest few lines at or below `upper`, and a bound on all lines. Rules without a label are left to the caller, so that the
 * bound holds for them too; with `withPrefixes` lines keep them, and the bound means nothing.
 */
export function priceLines(
  programme: LineProgramme,
  prices: Float64Array,
  options: PricingOptions & { readonly count: number; readonly withPrefixes?: boolean },
): Pricing {
  const search = new CutoffSearch(programme, prices, options);
  const run = search.find(options.count, options.withPrefixes ?? false, options.looseSums ?? false);
  if (run === null) return { lines: [], bound: search.bound.value };
  if (!run.complete) return { lines: run.lines, bound: search.bound.value };
  const best = run.lines[0]?.cost ?? options.upper;
  return { lines: run.lines, bound: Math.max(best, search.bound.value) };
}

/**
 * A guessed cut-off a little above the Lagrangian bound is raised until a line is found: what is found at or below a cut-off by a run
 * that dropped nothing is the cheapest.
 */
class CutoffSearch {
  readonly bound: Bound;

  constructor(
    private readonly programme: LineProgramme,
    private readonly prices: Float64Array,
    private readonly options: PricingOptions,
  ) {
    for (let c = 0; c < programme.trackedFor.length; c++) {
      if (programme.trackedFor[c]! > 0) programme.trackedFor[c]!--;
    }
    this.bound = lagrangianBound(programme, prices, options.upper, options.steps);
  }

  /** null: the bound lies above what is sought. */
  find(count: number, withPrefixes: boolean, looseSums: boolean): LabelRun | null {
    const { bound, programme, prices } = this;
    const { upper, maxLabels } = this.options;
    if (bound.value === Number.POSITIVE_INFINITY || bound.value > upper + 1e-6) return null;
    const scale = Math.max(0.5, Math.abs(bound.value) * 1e-3);
    for (let margin = Math.max(scale, programme.lastGap * LIKE_LAST); ;) {
      const last = bound.value + margin >= upper || margin > scale * 1e7;
      const cutoff = last ? upper : bound.value + margin;
      const run = extendLabels(programme, prices, bound, {
        cutoff,
        maxLabels,
        count,
        withPrefixes,
        looseSums,
      });
      if (this.trackBroken(run)) continue;
      if (run.lines.length > 0) programme.lastGap = run.lines[0]!.cost - bound.value;
      if (run.lines.length > 0 || last) return run;
      margin *= run.complete ? WIDER : CROWDED;
    }
  }

  /** Limits that were left out and that the lines break are tracked from now on; true when there were any. */
  private trackBroken(run: LabelRun): boolean {
    const { counters, initialUse, trackedFor, maxPrice, first, tokenCount, closed } = this.programme;
    let found = false;
    counters.forEach((counter, c) => {
      if (!counter.singleLimit || trackedFor[c]! > 0 || maxPrice[c]! > 0) return;
      for (const { tokens } of run.lines) {
        let sum = initialUse[c]!;
        for (let k = closed.from; k < closed.to; k++) {
          if (closed.entries[k]! >= 0) continue;
          sum += counter.tokenUse![(first + k) * tokenCount + tokens[k]!]!;
        }
        if (sum <= counter.limits.max!) continue;
        trackedFor[c] = TRACK_CALLS;
        found = true;
        return;
      }
    });
    return found;
  }
}
