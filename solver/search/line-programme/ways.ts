import { type Bound } from './bound.js';
import { type Dimensions } from './dimensions.js';
import { type LineProgramme } from './line-programme.js';

/**
 * Ways to take the entries of one layer, as struct of arrays: one a token that must be told apart. Used again by every layer of every run of
 * a thread.
 */
export class Ways {
  /** Ways of an entry: `start[entry]` and on. */
  start = new Int32Array(0);
  token = new Int16Array(0);
  /** True cost, and the same with multipliers on what counters use. */
  cost = new Float64Array(0);
  priced = new Float64Array(0);
  /** Use of the dimensions, as the labels keep them. */
  exact = new Int32Array(0);
  words = new Int32Array(0);
  soft = new Int32Array(0);

  /** Works out the ways of layer `k`. */
  lay(programme: LineProgramme, prices: Float64Array, bound: Bound, dimensions: Dimensions, k: number): void {
    const layer = programme.layers[k]!;
    const { tokenCount, counters, automaton, first, maxPrice, minPrice } = programme;
    const slots = automaton.counterCount;
    const entries = layer.target.length;
    if (this.start.length < entries + 1) this.start = new Int32Array((entries + 1) * 2);
    const tracked = dimensions.packed.filter(({ counter }) => counters[counter]!.singleLimit);
    let way = 0;
    for (let entry = 0; entry < entries; entry++) {
      this.start[entry] = way;
      let slotPrice = 0;
      for (let c = 0; c < counters.length; c++) {
        const { tokenUse, slot } = counters[c]!;
        if (tokenUse === null) slotPrice += (maxPrice[c]! - minPrice[c]!) * layer.uses[entry * slots + slot]!;
      }
      for (const token of tokensApart(programme, bound, k, layer.group[entry]!, tracked)) {
        this.reserve(way + 1, dimensions);
        const cell = k * tokenCount + token;
        const line = (first + k) * tokenCount + token;
        this.token[way] = token;
        this.cost[way] = prices[cell]! + layer.cost[entry]!;
        this.priced[way] = bound.tokenPrice[cell]! + layer.cost[entry]! + slotPrice;
        this.use(way++, programme, dimensions, (c) => {
          const { tokenUse, slot } = counters[c]!;
          return tokenUse === null ? layer.uses[entry * slots + slot]! : tokenUse[line]!;
        });
      }
    }
    this.start[entries] = way;
  }

  private use(
    way: number,
    { counters, initialUse }: LineProgramme,
    { exact, packed, soft, wordCount }: Dimensions,
    useOf: (counter: number) => number,
  ): void {
    for (let i = 0; i < exact.length; i++) this.exact[way * exact.length + i] = useOf(exact[i]!.counter);
    for (let i = 0; i < soft.length; i++) this.soft[way * soft.length + i] = useOf(soft[i]!.counter);
    for (let w = 0; w < wordCount; w++) this.words[way * wordCount + w] = 0;
    for (const { counter, word, shift } of packed) {
      // More than the limit is as bad as one more, and stays within the field.
      const most = counters[counter]!.limits.max! - initialUse[counter]! + 1;
      this.words[way * wordCount + word]! += Math.min(useOf(counter), most) << shift;
    }
  }

  private reserve(count: number, { exact, soft, wordCount }: Dimensions): void {
    const room = count * 2;
    if (this.token.length < count) {
      this.token = larger(this.token, new Int16Array(room));
      this.cost = larger(this.cost, new Float64Array(room));
      this.priced = larger(this.priced, new Float64Array(room));
    }
    if (this.exact.length < count * exact.length)
      this.exact = larger(this.exact, new Int32Array(room * exact.length));
    if (this.words.length < count * wordCount)
      this.words = larger(this.words, new Int32Array(room * wordCount));
    if (this.soft.length < count * soft.length)
      this.soft = larger(this.soft, new Int32Array(room * soft.length));
  }
}

/** The tokens of a group of which a tracked limit speaks, and the cheapest of the others. */
function tokensApart(
  { layers, tokenCount, first, counters }: LineProgramme,
  { tokenPrice }: Bound,
  k: number,
  group: number,
  tracked: Dimensions['packed'],
): readonly number[] {
  const { groupStart, tokens } = layers[k]!;
  const apart: number[] = [];
  let cheapest = -1;
  let price = Number.POSITIVE_INFINITY;
  for (let at = groupStart[group]!; at < groupStart[group + 1]!; at++) {
    const token = tokens[at]!;
    const own = tokenPrice[k * tokenCount + token]!;
    if (own === Number.POSITIVE_INFINITY) continue;
    const line = (first + k) * tokenCount + token;
    if (tracked.some(({ counter }) => counters[counter]!.tokenUse![line]! > 0)) apart.push(token);
    else if (own < price) {
      price = own;
      cheapest = token;
    }
  }
  if (cheapest >= 0) apart.push(cheapest);
  return apart;
}

function larger<T extends Int32Array | Int16Array | Float64Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
