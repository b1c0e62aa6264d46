import { type Highs } from 'highs';
import { type Problem, type Rota } from '../model/index.js';
import { ColumnSearch, type SharedRoot } from './columns/column-search.js';
import { Engine } from './engine.js';
import { HARD_UNIT_COST } from './line-programme/automaton.js';
import { Random } from './random.js';

/** What a thread does among its like: `alone` both searches in turn; `lead` whole lines; `follow` cells, then neighbourhoods of lines. */
export type Role = 'alone' | 'lead' | 'follow';

/** A rota with what it costs, as the search counts it. */
export interface Incumbent {
  readonly rota: Rota;
  readonly hard: number;
  readonly objective: number;
}

/** Share of the limit after which a thread goes over from cells to lines, the first rota permitting. */
const CELLS_UNTIL = { alone: 0.08, lead: 0, follow: 0.05 } as const;
/** Without a root to go by, neighbourhoods of lines are poor, so a following thread waits for it until then. */
const WAIT_UNTIL = 0.5;
/** Share of the limit after which the root is left as it is. */
const ROOT_UNTIL = 0.7;

/**
 * One thread's searches over one rota: annealing over cells and whole lines (`Engine`), and column generation (`ColumnSearch`). It
 * knows no clock: `step` does a bounded piece of work, and the caller says how far along it is.
 */
export class Portfolio {
  /** Steps made; what `work` counts. */
  steps = 0;
  private readonly engine: Engine;
  private columns: ColumnSearch | null = null;
  private heldRoot: SharedRoot | null = null;
  private rootShared = false;

  constructor(
    private readonly highs: Highs,
    private readonly problem: Problem,
    private readonly seed: number,
    private readonly role: Role,
    warmStart?: Rota,
  ) {
    this.engine = new Engine(problem, seed, warmStart);
  }

  /** No rota without hard violations costs less; null: not known. */
  get bound(): number | null {
    const bound = this.columns?.bound ?? Number.NEGATIVE_INFINITY;
    return Number.isFinite(bound) && this.columns?.keepsHardRules === true ? bound : null;
  }

  /** Duals by cover line that prove the bound. */
  get boundDuals(): Float64Array | null {
    return this.bound === null ? null : (this.columns?.root.duals ?? null);
  }

  /** The best rota is proven to be the best there is. */
  get proven(): boolean {
    return this.columns?.proven === true && this.bound !== null;
  }

  /** Rises with every better rota. */
  get improvements(): number {
    return this.engine.improvements + (this.columns?.improvements ?? 0);
  }

  get best(): Incumbent {
    const cells = {
      rota: this.engine.best,
      hard: this.engine.bestHard,
      objective: this.engine.bestObjective,
    };
    const { columns } = this;
    const rota = columns?.rota() ?? null;
    if (columns?.best == null || rota === null) return cells;
    const hard = Math.round(columns.best.value / HARD_UNIT_COST);
    const objective = columns.best.value - hard * HARD_UNIT_COST;
    return hard < cells.hard || (hard === cells.hard && objective < cells.objective)
      ? { rota, hard, objective }
      : cells;
  }

  /** @param progress share of the limit that is used up, 0 … 1. */
  step(progress: number): void {
    this.steps++;
    if (this.columns !== null) {
      this.columns.step(this.role !== 'follow' && progress < ROOT_UNTIL);
      return;
    }
    const until = CELLS_UNTIL[this.role];
    this.engine.step(until === 0 ? 0 : Math.min(1, progress / until));
    if (this.engine.started && progress >= until && this.isReadyForLines(progress)) this.openColumns();
  }

  /** Takes what stands as the best when the limit comes before a first rota. */
  finish(): void {
    this.engine.finish();
  }

  /** Goes on from a rota that another thread found, when it is better. */
  adopt({ rota, hard, objective }: Incumbent): void {
    if (this.columns === null) this.engine.adopt(rota, hard, objective);
    else this.columns.adopt(rota);
  }

  /** What the root brought, once. */
  takeSharedRoot(): SharedRoot | null {
    if (this.rootShared || this.columns?.root.converged !== true) return null;
    this.rootShared = true;
    return this.columns.shareRoot();
  }

  useRoot(root: SharedRoot): void {
    this.heldRoot = root;
    this.columns?.useRoot(root);
  }

  private isReadyForLines(progress: number): boolean {
    return this.role !== 'follow' || this.heldRoot !== null || progress >= WAIT_UNTIL;
  }

  private openColumns(): void {
    if (this.problem.people.length === 0) return;
    const { best } = this.engine;
    this.columns = new ColumnSearch(this.highs, this.problem, new Random(this.seed));
    this.columns.adopt(best);
    if (this.heldRoot !== null) this.columns.useRoot(this.heldRoot);
  }
}
