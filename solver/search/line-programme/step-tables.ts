export const FORBIDDEN = -2;
export const UNKNOWN = -1;

/** Room for states at first. */
const CAPACITY = 64;

/** The steps of all days: days of the same class share a table. */
export class StepTables {
  private readonly classOf: Int32Array;
  private readonly tables: readonly StepTable[];
  private capacity = CAPACITY;

  /** @param keyOf says of each index of the line what its steps depend on; indices with equal keys share theirs. */
  constructor(
    length: number,
    private readonly tokenCount: number,
    counterCount: number,
    keyOf: (index: number) => string,
  ) {
    const classes = new Map<string, number>();
    this.classOf = Int32Array.from({ length }, (_, index) => {
      const key = keyOf(index);
      const known = classes.get(key) ?? classes.size;
      classes.set(key, known);
      return known;
    });
    this.tables = Array.from(classes, () => new StepTable(CAPACITY * tokenCount, counterCount));
  }

  classAt(index: number): number {
    return this.classOf[index]!;
  }

  /** Valid until a new state is met. */
  at(index: number): StepTable {
    return this.tables[this.classOf[index]!]!;
  }

  /** Makes room for a state. */
  reserve(state: number): void {
    if (state < this.capacity) return;
    this.capacity *= 2;
    for (const table of this.tables) table.grow(this.capacity * this.tokenCount);
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

  set(at: number, next: number, cost: number, uses: ArrayLike<number>): void {
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
