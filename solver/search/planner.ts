import { cheapestLine, type CheapestLine } from './line-programme/cheapest-line.js';
import { LineProgramme } from './line-programme/line-programme.js';
import { type Random } from './random.js';
import { type Score } from './score/score.js';

export interface PlanEffort {
  readonly steps: number;
  readonly maxLabels: number;
  /** Share by which prices are blurred at random, so that a rebuild need not end where it began. */
  readonly noise: number;
  /** People spread over the places that are open, where the first ones would crowd on equal days. */
  readonly evenly: boolean;
}

/** Lines are planned by the hundred here, so quickly counts more than cheapest. */
const FOLD = false;

/** Re-plans whole lines of people against the cover that the others leave. */
export class Planner {
  private readonly programmes: (LineProgramme | undefined)[] = [];
  private prices = new Float64Array(0);

  constructor(
    private readonly score: Score,
    private readonly random: Random,
  ) {}

  /**
   * New lines for some people, planned one after another in the given order while all of them are out of the rota.
   * The score is left as it was; write the lines with `write`.
   */
  rebuild(people: readonly number[], effort: PlanEffort): (Int16Array | null)[] {
    for (const person of people) this.moveAll(person, this.currentTokens(person), -1);
    const lines = people.map((person) => {
      const line = this.plan(person, effort)?.tokens ?? null;
      this.moveAll(person, line ?? this.currentTokens(person), 1);
      return line;
    });
    people.forEach((person, k) => {
      this.moveAll(person, lines[k] ?? this.currentTokens(person), -1);
    });
    for (const person of people) this.moveAll(person, this.currentTokens(person), 1);
    return lines;
  }

  /** Writes a planned line as a move of the score. */
  write(person: number, tokens: Int16Array): void {
    for (let day = 0; day < this.score.dayCount; day++) this.score.set(person, day, tokens[day]!);
  }

  /** The cheapest line of a person who is out of the rota. */
  private plan(person: number, effort: PlanEffort): CheapestLine | null {
    const programme = this.programmeOf(person);
    const prices = this.priceAll(programme, person, effort);
    const options = {
      upper: Number.POSITIVE_INFINITY,
      steps: effort.steps,
      maxLabels: effort.maxLabels,
      looseSums: true,
    };
    const found = cheapestLine(programme, prices, options);
    if (found !== null || !programme.strict) return found;
    const wider = cheapestLine(programme, prices, {
      ...options,
      steps: 150,
      maxLabels: effort.maxLabels * 20,
    });
    if (wider !== null || this.score.hardOf[person] === 0) return wider;
    return cheapestLine(this.relax(person), prices, options);
  }

  private programmeOf(person: number): LineProgramme {
    const known = this.programmes[person];
    if (known !== undefined) return known;
    const strict = new LineProgramme(this.score.people[person]!, true, FOLD);
    if (!strict.feasible) return this.relax(person);
    this.programmes[person] = strict;
    return strict;
  }

  /** Where no line keeps every hard rule (pins, history): the programme looks for the fewest breaches. */
  private relax(person: number): LineProgramme {
    const relaxed = new LineProgramme(this.score.people[person]!, false, FOLD);
    this.programmes[person] = relaxed;
    return relaxed;
  }

  private priceAll(programme: LineProgramme, person: number, { noise, evenly }: PlanEffort): Float64Array {
    const { layerCount, tokenCount, options } = programme;
    if (this.prices.length < layerCount * tokenCount) this.prices = new Float64Array(layerCount * tokenCount);
    for (let layer = 0; layer < layerCount; layer++) {
      const inHorizon = layer < this.score.dayCount;
      for (const token of options[layer]!) {
        let price = inHorizon ? this.score.cover.price(person, layer, token, evenly) : 0;
        if (noise > 0) price *= 1 + noise * (this.random.next() - 0.5);
        this.prices[layer * tokenCount + token] = price + programme.ownCost(layer, token);
      }
    }
    return this.prices;
  }

  private currentTokens(person: number): Int16Array {
    const { line, context } = this.score.people[person]!;
    return line.subarray(context.before, context.before + context.dayCount);
  }

  private moveAll(person: number, tokens: Int16Array, sign: 1 | -1): void {
    const { base, before } = this.score.people[person]!.context;
    for (let day = 0; day < this.score.dayCount; day++) {
      if (base[before + day] === 0) this.score.cover.move(person, day, tokens[day]!, sign);
    }
  }
}
