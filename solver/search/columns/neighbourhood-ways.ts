import { type Random } from '../random.js';

const SIZES = [4, 7, 11, 16, 23, 32] as const;
const FORGET = 0.97;
/** Keeps every way in play, those that cost more less often. */
const TRUST = { quick: 0.15, patient: 0.05 } as const;
/** Times everybody priced that a neighbourhood is taken to cost before it is known. */
const GUESS = { quick: 20, patient: 60 } as const;

/** How many people are set free, and how their dive goes about it. */
export interface Way {
  readonly size: number;
  readonly care: 'quick' | 'patient';
}

/** Learns which ways to open neighbourhoods bring better rotas for the least work. */
export class NeighbourhoodWays {
  private readonly ways: readonly Way[];
  private readonly gains: Float64Array;
  private readonly works: Float64Array;

  constructor(personCount: number) {
    const fitting = SIZES.filter((size) => size < personCount);
    const sizes = personCount <= SIZES.at(-1)! ? [...fitting, personCount] : fitting;
    this.ways = (['quick', 'patient'] as const).flatMap((care) => sizes.map((size) => ({ size, care })));
    this.gains = new Float64Array(this.ways.length).fill(1);
    this.works = Float64Array.from(this.ways, ({ size, care }) => size * GUESS[care]);
  }

  choose(random: Random): Way {
    const rates = this.ways.map((_, k) => this.gains[k]! / this.works[k]!);
    const most = Math.max(...rates);
    const weights = rates.map((rate, k) => TRUST[this.ways[k]!.care] + rate / most);
    let draw = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [k, weight] of weights.entries()) {
      draw -= weight;
      if (draw <= 0) return this.ways[k]!;
    }
    return this.ways.at(-1)!;
  }

  /** @param work people priced. */
  learn(way: Way, work: number, improved: boolean): void {
    const k = this.ways.indexOf(way);
    for (const [other, { size }] of this.ways.entries()) {
      this.gains[other] = Math.max(0.02, this.gains[other]! * FORGET);
      this.works[other] = Math.max(size, this.works[other]! * FORGET);
    }
    this.works[k] = this.works[k]! + work;
    if (improved) this.gains[k] = this.gains[k]! + 1;
  }
}
