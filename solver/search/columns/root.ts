import { type Column } from './column.js';
import { Generator, type ColumnModel } from './generator.js';
import { roundedUp } from './granularity.js';

const SMOOTHING = 0.5;
const STEPS = 60;
const LINES_A_ROUND = 3;
const MAX_LABELS = 60_000;

/** The column generation over the whole rota: its value is the best bound that whole lines give, and its duals lead the search. */
export class Root {
  readonly generator: Generator;
  /** No rota costs less. */
  bound = Number.NEGATIVE_INFINITY;
  /** Duals of the bound by cover row, and what lines cost at least under them. */
  duals: Float64Array | null = null;
  lineBounds: Float64Array | null = null;
  value = Number.POSITIVE_INFINITY;
  converged = false;
  rounds = 0;
  private plain = false;

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
    const { objective } = generator.solve();
    const round = generator.round({
      smoothing: this.plain ? 0 : SMOOTHING,
      steps: STEPS,
      count: LINES_A_ROUND,
      maxLabels: MAX_LABELS,
    });
    this.value = objective;
    if (round.bound > this.bound) {
      this.bound = round.bound;
      this.lineBounds = round.lineBounds;
      this.duals = new Float64Array(this.model.rows.rowCount);
      generator.rowIds.forEach((row, k) => (this.duals![row] = round.duals[k]!));
      generator.centre = round.duals;
    }
    // Smoothed duals may find nothing new where the master's own still would.
    if (round.added === 0 && this.plain) this.converged = true;
    this.plain = round.added === 0;
    if (roundedUp(this.bound, this.granularity) >= objective - 1e-6) this.converged = true;
  }
}
