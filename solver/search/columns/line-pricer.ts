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
}

/** Tokens that are still allowed by `day * tokenCount + token`; null: all that the person may work. */
export type Allowed = Uint8Array | null;

/** Finds a person's best lines under duals of the cover rows, and tells what a line costs by itself. */
export class LinePricer {
  readonly person: CompiledPerson;
  readonly programme: LineProgramme;
  /** What the cheapest line costs under the duals of the best bound. */
  rootCost = 0;
  private readonly prices: Float64Array;
  private readonly own: Float64Array;
  /** Rules that lines of the programme can break, as it does not see them. */
  private readonly unseen: readonly number[];
  private readonly typeCount: number;

  constructor(
    problem: Problem,
    private readonly rows: CoverRows,
    private readonly index: number,
  ) {
    this.person = compilePerson(problem, index);
    const strict = new LineProgramme(this.person);
    this.programme = strict.feasible ? strict : new LineProgramme(this.person, false);
    this.typeCount = problem.shiftTypes.length;
    const { layerCount, tokenCount, options } = this.programme;
    this.prices = new Float64Array(layerCount * tokenCount);
    this.own = new Float64Array(layerCount * tokenCount);
    options.forEach((tokens, layer) => {
      for (const token of tokens) this.own[layer * tokenCount + token] = this.programme.ownCost(layer, token);
    });
    this.unseen = this.programme.split.unlabelled;
  }

  /** Every rule of the person is seen by the programme. */
  get seesAll(): boolean {
    return this.unseen.length === 0;
  }

  price(duals: Float64Array, allowed: Allowed, options: LinePricerOptions): Pricing {
    this.fillPrices(duals, allowed);
    return priceLines(this.programme, this.prices, { ...options, looseSums: true });
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
    const { rows, index, prices, own, typeCount } = this;
    const { tokenCount, options } = this.programme;
    const base = index * rows.dayCount;
    for (let layer = 0; layer < options.length; layer++) {
      const tokens = options[layer]!;
      const planned = layer < rows.dayCount && this.person.context.base[this.programme.first + layer] === 0;
      for (let at = 0; at < tokens.length; at++) {
        const token = tokens[at]!;
        const cell = layer * tokenCount + token;
        if (allowed !== null && layer < rows.dayCount && allowed[cell] === 0) {
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
