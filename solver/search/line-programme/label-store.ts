/** Labels of a run as struct of arrays; grown on demand and used again by every run of a thread. */
export class LabelStore {
  size = 0;
  capacity = 0;
  state = new Int32Array(0);
  parent = new Int32Array(0);
  token = new Int16Array(0);
  /** True cost so far, and the same with the multipliers on what the counters used. */
  cost = new Float64Array(0);
  priced = new Float64Array(0);
  dead = new Uint8Array(0);
  /** Sums that must be equal, limits packed into words, and soft sums: `width` entries a label of each. */
  exact = new Int32Array(0);
  words = new Int32Array(0);
  soft = new Int32Array(0);
  /** Next label of the same bucket. */
  chain = new Int32Array(0);
  buckets = new Int32Array(1 << 12);
  bucketStamp = new Int32Array(1 << 12);
  stamp = 0;
  private widths = { exact: 0, words: 0, soft: 0 };

  start(exact: number, words: number, soft: number): void {
    this.size = 0;
    this.widths = { exact, words, soft };
    this.fitWidths();
    if (this.capacity === 0) this.grow();
  }

  /** Doubles the room; arrays held by the caller are stale afterwards. */
  grow(): void {
    this.capacity = Math.max(1 << 12, this.capacity * 2);
    this.state = grown(this.state, new Int32Array(this.capacity));
    this.parent = grown(this.parent, new Int32Array(this.capacity));
    this.token = grown(this.token, new Int16Array(this.capacity));
    this.cost = grown(this.cost, new Float64Array(this.capacity));
    this.priced = grown(this.priced, new Float64Array(this.capacity));
    this.dead = grown(this.dead, new Uint8Array(this.capacity));
    this.chain = grown(this.chain, new Int32Array(this.capacity));
    this.fitWidths();
  }

  /** Forgets the buckets of the layer before. */
  newLayer(expected: number): void {
    const wanted = 1 << Math.ceil(Math.log2(Math.max(1 << 10, expected * 2)));
    if (this.buckets.length < wanted) {
      this.buckets = new Int32Array(wanted);
      this.bucketStamp = new Int32Array(wanted);
    }
    this.stamp++;
  }

  private fitWidths(): void {
    const { exact, words, soft } = this.widths;
    if (this.exact.length < this.capacity * exact)
      this.exact = grown(this.exact, new Int32Array(this.capacity * exact));
    if (this.words.length < this.capacity * words)
      this.words = grown(this.words, new Int32Array(this.capacity * words));
    if (this.soft.length < this.capacity * soft)
      this.soft = grown(this.soft, new Int32Array(this.capacity * soft));
  }
}

function grown<T extends Int32Array | Int16Array | Float64Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
