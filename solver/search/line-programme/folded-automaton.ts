import { type LineContext } from '../../constraints/index.js';
import { type Automaton, type Steps } from './automaton.js';
import { type Counter } from './counters.js';
import { FORBIDDEN, type StepTable, StepTables, UNKNOWN } from './step-tables.js';

/** Counters with a limit up to this are small enough to stand in the state. */
const MOST_COUNT = 8;

interface Fold {
  readonly counter: Counter;
  /** Counts beyond are one: what is over a maximum is charged at once, what is over a minimum alone does not matter. */
  readonly cap: number;
  readonly stride: number;
}

/**
 * Counters that are better kept in the state. A multiplier only leads a sum towards its limits on average, which leaves a gap where
 * several soft sums pull at once, and then labels swarm. Small counts in the state close it.
 */
export function countersToFold(counters: readonly Counter[]): readonly Counter[] {
  const hasSoft = counters.some((counter) => !counter.hard && counter.weight > 0);
  return hasSoft ? counters.filter((counter) => !counter.singleLimit && isSmall(counter)) : [];
}

function isSmall({ limits, tokenUse, scale }: Counter): boolean {
  const { min, max, amountOf } = limits;
  const cap = max ?? min ?? Number.POSITIVE_INFINITY;
  if (cap < 0 || cap > MOST_COUNT || (min !== null && min > cap) || scale !== 1) return false;
  if (tokenUse?.some((use) => use > 1) === true) return false;
  const chargesByOne =
    (max === null || (amountOf(max + 1) === 1 && amountOf(max + 2) === 2)) &&
    (min === null || min < 1 || amountOf(min - 1) === 1);
  return chargesByOne;
}

/** An automaton whose states also hold some small counts; it answers as `Automaton` does. */
export class FoldedAutomaton implements Steps {
  readonly initial: number;
  readonly counterCount: number;
  private readonly folds: readonly Fold[];
  private readonly size: number;
  private readonly baseOf: number[] = [];
  private readonly countsOf: number[] = [];
  private readonly ids = new Map<number, number>();
  private readonly tables: StepTables;
  private readonly tokenCount: number;

  constructor(
    private readonly base: Automaton,
    context: LineContext,
    counters: readonly Counter[],
  ) {
    this.tokenCount = context.tokenCount;
    this.counterCount = base.counterCount;
    let stride = 1;
    this.folds = counters.map((counter) => {
      const cap = counter.limits.max ?? counter.limits.min!;
      const fold = { counter, cap, stride };
      stride *= cap + 1;
      return fold;
    });
    this.size = stride;
    this.tables = new StepTables(context.length, this.tokenCount, this.counterCount, (index) => {
      const row = index * this.tokenCount;
      const uses = counters.map(({ tokenUse }) =>
        tokenUse === null ? '' : tokenUse.subarray(row, row + this.tokenCount).join(''),
      );
      return `${base.classAt(index)} ${uses.join(' ')}`;
    });
    this.initial = this.intern(base.initial, 0);
  }

  get stateCount(): number {
    return this.baseOf.length;
  }

  classAt(index: number): number {
    return this.tables.classAt(index);
  }

  table(index: number): StepTable {
    return this.tables.at(index);
  }

  step(index: number, state: number, token: number): number {
    const known = this.table(index).next[state * this.tokenCount + token]!;
    return known === UNKNOWN ? this.explore(index, state, token) : known;
  }

  follow(index: number, state: number, token: number): number {
    const base = this.baseOf[state]!;
    this.base.step(index, base, token);
    const { counts } = this.count(index, state, token);
    return this.intern(this.base.follow(index, base, token), counts);
  }

  endCost(state: number): number {
    let cost = this.base.endCost(this.baseOf[state]!);
    for (const { counter, cap, stride } of this.folds) {
      const count = Math.floor(this.countsOf[state]! / stride) % (cap + 1);
      const short = (counter.limits.min ?? 0) - count;
      if (short > 0) cost += counter.hard ? Number.POSITIVE_INFINITY : short * counter.weight;
    }
    return cost;
  }

  private explore(index: number, state: number, token: number): number {
    const base = this.baseOf[state]!;
    const to = this.base.step(index, base, token);
    const at = state * this.tokenCount + token;
    const { counts, cost } = this.count(index, state, token);
    const forbidden = to === FORBIDDEN || cost === Number.POSITIVE_INFINITY;
    const next = forbidden ? FORBIDDEN : this.intern(to, counts);
    const from = this.base.table(index);
    const own = base * this.tokenCount + token;
    const uses = from.uses.subarray(own * this.counterCount, (own + 1) * this.counterCount);
    this.table(index).set(at, next, from.cost[own]! + (forbidden ? 0 : cost), uses);
    return next;
  }

  private count(index: number, state: number, token: number): { counts: number; cost: number } {
    const own = this.baseOf[state]! * this.tokenCount + token;
    const held = this.countsOf[state]!;
    let counts = held;
    let cost = 0;
    for (const { counter, cap, stride } of this.folds) {
      const use =
        counter.tokenUse !== null
          ? counter.tokenUse[index * this.tokenCount + token]!
          : this.base.table(index).uses[own * this.counterCount + counter.slot]!;
      if (use === 0) continue;
      if (Math.floor(held / stride) % (cap + 1) < cap) counts += stride;
      else if (counter.limits.max !== null) cost += counter.hard ? Number.POSITIVE_INFINITY : counter.weight;
    }
    return { counts, cost };
  }

  private intern(base: number, counts: number): number {
    const key = base * this.size + counts;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.baseOf.length;
    this.tables.reserve(id);
    this.ids.set(key, id);
    this.baseOf.push(base);
    this.countsOf.push(counts);
    return id;
  }
}
