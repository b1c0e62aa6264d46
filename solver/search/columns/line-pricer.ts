import { type Problem } from '../../model/index.js';
import { HARD_UNIT_COST } from '../line-programme/automaton.js';
import { priceLines, type Pricing } from '../line-programme/cheapest-line.js';
import { LineProgramme } from '../line-programme/line-programme.js';
import { compilePerson, type CompiledPerson } from '../score/compiled-person.js';
import { type CoverRows } from './cover-rows.js';

export interface LinePricerOptions {
  readonly upper: number;
  readonly steps: number;
  readonly maxLabels: number;
  readonly count: number;
  readonly looseSums: boolean;
}

/** Days of the horizon from the first to the one before `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A stretch of days, and perhaps another one elsewhere. */
export interface Window extends Stretch {
  readonly also?: Stretch;
}

export function isWithin({ from, to, also }: Window, day: number): boolean {
  return (day >= from && day < to) || (also !== undefined && day >= also.from && day < also.to);
}

/** Tokens that are still allowed by `day * tokenCount + token`; null: all that the person may work. */
export type Allowed = Uint8Array | null;

/** Finds a person's best lines under duals of the cover rows, and tells what a line costs by itself. */
export class LinePricer {
  readonly programme: LineProgramme;
  /** What the cheapest line costs under the duals of the best bound. */
  rootCost = 0;
  private readonly prices: Float64Array;
  private readonly own: Float64Array;
  /** Rules that lines of the programme can break, as it does not see them. */
  private readonly unseen: readonly number[];

  private constructor(
    private readonly rows: CoverRows,
    readonly person: CompiledPerson,
  ) {
    const strict = new LineProgramme(person);
    this.programme = strict.feasible ? strict : new LineProgramme(person, false);
    const { layerCount, tokenCount, options } = this.programme;
    this.prices = new Float64Array(layerCount * tokenCount);
    this.own = new Float64Array(layerCount * tokenCount);
    options.forEach((tokens, layer) => {
      for (const token of tokens) this.own[layer * tokenCount + token] = this.programme.ownCost(layer, token);
    });
    this.unseen = this.programme.split.unlabelled;
  }

  static of(problem: Problem, rows: CoverRows, index: number): LinePricer {
    return new LinePricer(rows, compilePerson(problem, index));
  }

  /** For lines that are as given outside of a window: they have few states there, so they are priced sooner. */
  within(tokens: Int16Array, window: Window): LinePricer {
    const options = this.person.options.map((own, day) =>
      isWithin(window, day) ? own : tokens.slice(day, day + 1),
    );
    return new LinePricer(this.rows, { ...this.person, options });
  }

  /** Soft sums that stand outside the state: with one alone, weighing it exactly is quick. */
  get softSums(): number {
    return this.programme.counters.filter(({ hard }) => !hard).length;
  }

  /** Every rule of the person is seen by the programme. */
  get seesAll(): boolean {
    return this.unseen.length === 0;
  }

  price(duals: Float64Array, allowed: Allowed, options: LinePricerOptions): Pricing {
    this.fillPrices(duals, allowed);
    const pricing = priceLines(this.programme, this.prices, options);
    if (this.seesAll || pricing.lines.length === 0) return pricing;
    const lawful = pricing.lines.filter(({ tokens }) => this.ownCost(tokens) < HARD_UNIT_COST);
    if (lawful.length > 0 || !this.programme.strict) return pricing;
    // What the programme does not see forbids them all: others are sought that keep it.
    const { lines } = priceLines(this.programme, this.prices, { ...options, withPrefixes: true });
    return { lines, bound: pricing.bound };
  }

  /** What a line costs by itself: requests and soft rules, and a high price on each hard breach. */
  ownCost(tokens: Int16Array): number {
    const { line, context, constraints, hard, weights, cellCost } = this.person;
    const { layerCount, tokenCount } = this.programme;
    let cost = 0;
    for (let layer = 0; layer < layerCount; layer++) {
      line[this.programme.first + layer] = tokens[layer]!;
      if (layer < context.dayCount) cost += cellCost[layer * tokenCount + tokens[layer]!]!;
    }
    for (let k = 0; k < constraints.length; k++) {
      const units = constraints[k]!.delta.reset(line);
      if (units > 0) cost += units * (hard[k] === 1 ? HARD_UNIT_COST : weights[k]!);
    }
    return cost;
  }

  private fillPrices(duals: Float64Array, allowed: Allowed): void {
    const { rows, prices, own } = this;
    const { dayCount, typeCount } = rows;
    const { tokenCount, options } = this.programme;
    const base = this.person.index * dayCount;
    for (let layer = 0; layer < options.length; layer++) {
      const tokens = options[layer]!;
      const planned = layer < dayCount && this.person.context.base[this.programme.first + layer] === 0;
      for (const token of tokens) {
        const cell = layer * tokenCount + token;
        if (allowed !== null && layer < dayCount && allowed[cell] === 0) {
          prices[cell] = Number.POSITIVE_INFINITY;
          continue;
        }
        let price = own[cell]!;
        if (planned && token > 0 && token <= typeCount)
          price -= rows.worth((base + layer) * typeCount + token - 1, duals);
        prices[cell] = price;
      }
    }
  }
}
