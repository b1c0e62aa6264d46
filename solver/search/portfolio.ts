import { type Highs } from 'highs';
import { type Problem, type Rota } from '../model/index.js';
import { type BoundProof } from './columns/bound-proof.js';
import { ColumnSearch, type SharedRoot } from './columns/column-search.js';
import { type Share, WHOLE, WINDOW_FROM_DAYS } from './columns/window-sweep.js';
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

export interface PortfolioOptions {
  readonly warmStart?: Rota | undefined;
  readonly work?: number | null;
  /** Which of the threads this is. */
  readonly thread?: Share;
}

/** Share of the limit after which a thread goes over from cells to lines, the first rota permitting. */
const CELLS_UNTIL = { alone: 0.08, lead: 0.03, follow: 0.05 } as const;
/** With little work to spend, all of it goes to the annealing: steps below which lines are not taken up. */
const LEAST_CELL_STEPS = 150;
/** Rotas of the annealing that are kept for their lines: from this share of it on, one each so much of it. Early ones are poor. */
const KEEP_FROM = 0.3;
const KEEP_EVERY = 0.05;
/** Steps of an annealing that leads away from a local optimum, and how cool it begins, 0 … 1. */
const REHEAT_STEPS = 120;
const REHEAT_FROM = 0.5;
/** Without a root to go by, neighbourhoods of lines are poor but for windows, so a following thread waits for it until then. */
const WAIT_UNTIL = 0.5;
/** Share of the limit after which the root is left as it is. */
const ROOT_UNTIL = 0.7;

/**
 * One thread's searches over one rota: annealing over cells and whole lines (`Engine`), and column generation (`ColumnSearch`). It
 * knows no clock: `step` does a bounded piece of work, and the caller says how far along it is.
 */
export class Portfolio {
  /** Work done: a step of the annealing counts one, and so does every person priced by the search over lines. */
  work = 0;
  private steps = 0;
  private readonly engine: Engine;
  private readonly thread: Share;
  private readonly cellsUntil: number;
  private columns: ColumnSearch | null = null;
  private kept: Rota[] = [];
  private nextKept = KEEP_FROM;
  private heldRoot: SharedRoot | null = null;
  private rootShared = false;
  private reheated: { engine: Engine; steps: number } | null = null;

  constructor(
    private readonly highs: Highs,
    private readonly problem: Problem,
    private readonly seed: number,
    private readonly role: Role,
    { warmStart, work, thread = WHOLE }: PortfolioOptions = {},
  ) {
    this.thread = thread;
    this.engine = new Engine(problem, seed, warmStart);
    const least = work === undefined || work === null ? 0 : Math.min(1, LEAST_CELL_STEPS / work);
    this.cellsUntil = Math.max(CELLS_UNTIL[role], least);
  }

  /** No rota without hard violations costs less; null: not known. */
  get bound(): number | null {
    const bound = this.columns?.bound ?? Number.NEGATIVE_INFINITY;
    return Number.isFinite(bound) && this.columns?.keepsHardRules === true ? bound : null;
  }

  /** Proves the bound. */
  certificate(): BoundProof | null {
    return this.bound === null ? null : (this.columns?.certificate() ?? null);
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
    const best = columns?.best ?? null;
    if (best === null || rota === null) return cells;
    const hard = Math.round(best.value / HARD_UNIT_COST);
    const objective = best.value - hard * HARD_UNIT_COST;
    return hard < cells.hard || (hard === cells.hard && objective < cells.objective)
      ? { rota, hard, objective }
      : cells;
  }

  /** @param progress share of the limit that is used up, 0 … 1. */
  step(progress: number): void {
    this.steps++;
    this.work += this.columns === null || this.reheated !== null ? 1 : this.columns.people;
    if (this.reheated !== null) {
      this.stepReheated(this.reheated);
      return;
    }
    if (this.columns !== null) {
      this.columns.step(this.role !== 'follow' && progress < ROOT_UNTIL);
      if (this.columns.stuck) this.reheat(this.columns);
      return;
    }
    const until = this.cellsUntil;
    this.engine.step(Math.min(1, progress / until));
    this.keep(progress / until);
    if (this.engine.started && progress >= until && this.isReadyForLines(progress)) this.openColumns();
  }

  /** Takes what stands as the best when the limit comes before a first rota. */
  finish(): void {
    this.engine.finish();
  }

  /** Gives back what the linear programmes hold, which nothing else does: threads outlive a search. */
  dispose(): void {
    this.columns?.dispose();
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

  /** Where neighbourhoods find nothing any more, a short annealing of the best rota leads elsewhere. */
  private reheat({ best }: ColumnSearch): void {
    if (best === null) return;
    const seed = this.seed + this.steps;
    this.reheated = { engine: new Engine(this.problem, seed, this.best.rota), steps: 0 };
  }

  private stepReheated(reheated: { engine: Engine; steps: number }): void {
    reheated.engine.step(REHEAT_FROM + ((1 - REHEAT_FROM) * reheated.steps) / REHEAT_STEPS);
    if (++reheated.steps < REHEAT_STEPS) return;
    this.columns?.restart(reheated.engine.current);
    this.reheated = null;
  }

  private keep(share: number): void {
    if (!this.engine.started || share < this.nextKept || share > 1) return;
    this.kept.push(this.engine.current);
    this.nextKept = share + KEEP_EVERY;
  }

  private isReadyForLines(progress: number): boolean {
    const { length } = this.problem.days;
    return (
      this.role !== 'follow' || this.heldRoot !== null || length >= WINDOW_FROM_DAYS || progress >= WAIT_UNTIL
    );
  }

  private openColumns(): void {
    if (this.problem.people.length === 0) return;
    const { best } = this.engine;
    this.columns = new ColumnSearch(this.highs, this.problem, new Random(this.seed), this.thread);
    this.columns.adopt(best);
    for (const rota of this.kept) this.columns.learnLines(rota);
    this.kept = [];
    if (this.heldRoot !== null) this.columns.useRoot(this.heldRoot);
  }
}
