import { type Random } from '../random.js';

const SIZES = [4, 7, 11, 16, 23, 32] as const;
const FORGET = 0.97;
/** Keeps every size in play. */
const TRUST = 0.15;

/** Learns which sizes of neighbourhoods bring better rotas for the least work. */
export class NeighbourhoodSizes {
  private readonly sizes: readonly number[];
  private readonly gains: Float64Array;
  private readonly works: Float64Array;

  constructor(personCount: number) {
    const fitting = SIZES.filter((size) => size < personCount);
    this.sizes = personCount <= SIZES.at(-1)! ? [...fitting, personCount] : fitting;
    this.gains = new Float64Array(this.sizes.length).fill(1);
    this.works = Float64Array.from(this.sizes, (size) => size * 20);
  }

  choose(random: Random): number {
    const rates = this.sizes.map((_, k) => this.gains[k]! / this.works[k]!);
    const most = Math.max(...rates);
    const weights = rates.map((rate) => TRUST + rate / most);
    let draw = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [k, weight] of weights.entries()) {
      draw -= weight;
      if (draw <= 0) return this.sizes[k]!;
    }
    return this.sizes.at(-1)!;
  }

  /** @param work people priced. */
  learn(size: number, work: number, improved: boolean): void {
    const k = this.sizes.indexOf(size);
    for (let other = 0; other < this.sizes.length; other++) {
      this.gains[other] = Math.max(0.02, this.gains[other]! * FORGET);
      this.works[other] = Math.max(this.sizes[other]!, this.works[other]! * FORGET);
    }
    this.works[k] = this.works[k]! + work;
    if (improved) this.gains[k] = this.gains[k]! + 1;
  }
}
