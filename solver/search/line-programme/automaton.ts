import { type LabelFace, type LineContext } from '../../constraints/index.js';

export interface WeightedLabel {
  readonly label: LabelFace;
  readonly hard: boolean;
  readonly weight: number;
}

/** Cost of one unit of hard violation where lines without any do not exist. */
export const HARD_UNIT_COST = 1e7;
export const FORBIDDEN = -2;
const UNKNOWN = -1;

/**
 * The product of the labels of a person's constraints: one small integer says all that the future of a line depends on, apart
 * from counters. States and steps are found as they are first met, and steps are shared by all days of a class.
 */
export class Automaton {
  readonly initial: number;
  readonly counterCount: number;
  private readonly tokenCount: number;
  private readonly parts: number[][] = [];
  private readonly ids = new Map<string, number>();
  private readonly classOf: Int32Array;
  private readonly tables: StepTable[] = [];
  private capacity = 64;

  /** @param strict steps that break a hard rule are forbidden; otherwise they cost. */
  constructor(
    context: LineContext,
    private readonly faces: readonly WeightedLabel[],
    private readonly strict: boolean,
  ) {
    this.tokenCount = context.tokenCount;
    this.counterCount = faces.filter((face) => face.label.counter !== null).length;
    this.classOf = new Int32Array(context.length);
    const classes = new Map<string, number>();
    for (let index = 0; index < context.length; index++) {
      const own = faces.map((face) => face.label.dayClass(index));
      const key = own.includes(-1) ? `only ${index}` : own.join(' ');
      let found = classes.get(key);
      if (found === undefined) {
        found = classes.size;
        classes.set(key, found);
        this.tables.push(new StepTable(this.capacity * this.tokenCount, this.counterCount));
      }
      this.classOf[index] = found;
    }
    this.initial = this.intern(faces.map((face) => face.label.initial));
  }

  get stateCount(): number {
    return this.parts.length;
  }

  /** Days of the same class share their steps. */
  classAt(index: number): number {
    return this.classOf[index]!;
  }

  /** Table of an index; valid until a new state is met. */
  table(index: number): StepTable {
    return this.tables[this.classOf[index]!]!;
  }

  /** State after a token, or FORBIDDEN. */
  step(index: number, state: number, token: number): number {
    const known = this.table(index).next[state * this.tokenCount + token]!;
    return known === UNKNOWN ? this.explore(index, state, token) : known;
  }

  /** As `step`, for what stands already: nothing is forbidden. */
  follow(index: number, state: number, token: number): number {
    const parts = this.parts[state]!;
    return this.intern(this.faces.map((face, k) => face.label.step(parts[k]!, index, token).state));
  }

  endCost(state: number): number {
    const parts = this.parts[state]!;
    let cost = 0;
    for (const [k, { label, hard, weight }] of this.faces.entries()) {
      const amount = label.end(parts[k]!);
      if (amount === 0) continue;
      if (hard && this.strict) return Number.POSITIVE_INFINITY;
      cost += amount * (hard ? HARD_UNIT_COST : weight);
    }
    return cost;
  }

  private explore(index: number, state: number, token: number): number {
    const parts = this.parts[state]!;
    const nextParts: number[] = [];
    const uses: number[] = [];
    let cost = 0;
    let forbidden = false;
    for (const [k, { label, hard, weight }] of this.faces.entries()) {
      const step = label.step(parts[k]!, index, token);
      nextParts.push(step.state);
      if (label.counter !== null) uses.push(step.use);
      if (step.amount === 0) continue;
      if (hard && this.strict) forbidden = true;
      cost += step.amount * (hard ? HARD_UNIT_COST : weight);
    }
    const next = forbidden ? FORBIDDEN : this.intern(nextParts);
    this.table(index).set(state * this.tokenCount + token, next, cost, uses);
    return next;
  }

  private intern(parts: number[]): number {
    const key = parts.join(' ');
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.parts.length;
    if (id === this.capacity) {
      this.capacity *= 2;
      for (const table of this.tables) table.grow(this.capacity * this.tokenCount);
    }
    this.ids.set(key, id);
    this.parts.push(parts);
    return id;
  }
}

/** Steps by `state * tokenCount + token`. */
export class StepTable {
  next: Int32Array;
  cost: Float64Array;
  /** `counterCount` entries a step. */
  uses: Uint8Array;

  constructor(
    size: number,
    private readonly counterCount: number,
  ) {
    this.next = new Int32Array(size).fill(UNKNOWN);
    this.cost = new Float64Array(size);
    this.uses = new Uint8Array(size * counterCount);
  }

  set(at: number, next: number, cost: number, uses: readonly number[]): void {
    this.next[at] = next;
    this.cost[at] = cost;
    this.uses.set(uses, at * this.counterCount);
  }

  grow(size: number): void {
    const { next, cost, uses } = this;
    this.next = new Int32Array(size).fill(UNKNOWN);
    this.next.set(next);
    this.cost = new Float64Array(size);
    this.cost.set(cost);
    this.uses = new Uint8Array(size * this.counterCount);
    this.uses.set(uses);
  }
}
