/** Labels of a programme's run as struct of arrays; grown on demand and used again by every run of a thread. */
export class LabelStore {
  size = 0;
  state = new Int32Array(0);
  parent = new Int32Array(0);
  token = new Int16Array(0);
  /** True cost so far, and the same with the multipliers on what the counters used. */
  cost = new Float64Array(0);
  priced = new Float64Array(0);
  /** Lower bound of a whole line through the label. */
  bound = new Float64Array(0);
  dead = new Uint8Array(0);
  /** Counters, `width` a label. */
  counts = new Int32Array(0);
  /** Next label of the same bucket. */
  chain = new Int32Array(0);
  private width = 0;
  private buckets = new Int32Array(1 << 12);
  private bucketStamp = new Int32Array(1 << 12);
  private stamp = 0;

  start(width: number): void {
    this.size = 0;
    this.width = width;
    if (this.counts.length < this.state.length * width)
      this.counts = new Int32Array(this.state.length * width);
  }

  /** Room for one more label at `size`. */
  reserve(): void {
    if (this.size < this.state.length) return;
    const capacity = Math.max(1 << 12, this.state.length * 2);
    this.state = grown(this.state, new Int32Array(capacity));
    this.parent = grown(this.parent, new Int32Array(capacity));
    this.token = grown(this.token, new Int16Array(capacity));
    this.cost = grown(this.cost, new Float64Array(capacity));
    this.priced = grown(this.priced, new Float64Array(capacity));
    this.bound = grown(this.bound, new Float64Array(capacity));
    this.dead = grown(this.dead, new Uint8Array(capacity));
    this.chain = grown(this.chain, new Int32Array(capacity));
    this.counts = grown(this.counts, new Int32Array(capacity * Math.max(1, this.width)));
  }

  /** Forgets the buckets of the layer before. */
  newLayer(expected: number): void {
    const wanted = 1 << Math.ceil(Math.log2(Math.max(1 << 12, expected * 2)));
    if (this.buckets.length < wanted) {
      this.buckets = new Int32Array(wanted);
      this.bucketStamp = new Int32Array(wanted);
    }
    this.stamp++;
  }

  /** First label of a bucket, or -1. Buckets may hold labels of other keys too. */
  head(hash: number): number {
    const at = hash & (this.buckets.length - 1);
    return this.bucketStamp[at] === this.stamp ? this.buckets[at]! : -1;
  }

  /** Adds the label at `size` to a bucket. */
  push(hash: number): void {
    const at = hash & (this.buckets.length - 1);
    this.chain[this.size] = this.bucketStamp[at] === this.stamp ? this.buckets[at]! : -1;
    this.buckets[at] = this.size;
    this.bucketStamp[at] = this.stamp;
    this.dead[this.size] = 0;
    this.size++;
  }
}

function grown<T extends Int32Array | Int16Array | Float64Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
