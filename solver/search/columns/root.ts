import { type Column } from './column.js';
import { Generator, type ColumnModel } from './generator.js';
import { roundedUp } from './granularity.js';

const ROUND = { steps: 20, count: 3, maxLabels: 8_000, smoothing: 0.5 } as const;

const PURGE_EVERY = 4;

/** The column generation over the whole rota: its value is the best bound that whole lines give, and its duals lead the search. */
export class Root {
  readonly generator: Generator;
  /** No rota costs less. */
  bound = Number.NEGATIVE_INFINITY;
  /** Duals of the bound by cover row. */
  duals: Float64Array | null = null;
  value = Number.POSITIVE_INFINITY;
  converged = false;
  rounds = 0;

  constructor(
    private readonly model: ColumnModel,
    private readonly granularity: number,
  ) {
    const people = model.pricers.map((_, person) => person);
    this.generator = new Generator(model, { people, allowed: people.map(() => null), others: null });
  }

  add(columns: readonly Column[]): void {
    this.generator.master.add(columns);
  }

  /** One solve of the master and one round of pricing. */
  step(): void {
    const { generator } = this;
    this.rounds++;
    const before = generator.bound;
    const converged = generator.advance(ROUND);
    this.value = generator.solution!.objective;
    if (generator.bound > before) this.keepBound();
    if (this.rounds % PURGE_EVERY === 0) generator.purge();
    if (converged || roundedUp(this.bound, this.granularity) >= this.value - 1e-6) this.converged = true;
  }

  /** Takes out what a dive brought that the root has no use for. */
  tidy(): void {
    this.generator.solve();
    this.generator.purge();
  }

  private keepBound(): void {
    const { generator, model } = this;
    this.bound = generator.bound;
    this.duals = new Float64Array(model.rows.rowCount);
    generator.rowIds.forEach((row, k) => (this.duals![row] = generator.centre![k]!));
    model.pricers.forEach((pricer, person) => (pricer.rootCost = generator.lineBounds![person]!));
  }
}
