import { type Highs } from 'highs';
import { type Problem, type Rota } from '../../model/index.js';
import { type Random } from '../random.js';
import { type BoundProof } from './bound-proof.js';
import { type Column, ColumnPool } from './column.js';
import { CoverRows } from './cover-rows.js';
import { Dive } from './dive.js';
import { type ColumnModel } from './generator.js';
import { granularityOf } from './granularity.js';
import { LinePricer } from './line-pricer.js';
import { Local, LOCAL_EFFORTS, SWEEP_EFFORT } from './local.js';
import { LongSweep } from './long-sweep.js';
import { chooseNeighbourhood } from './neighbourhood.js';
import { NeighbourhoodWays, type Way } from './neighbourhood-ways.js';
import { Prover } from './prover.js';
import { Root } from './root.js';
import { RootDives } from './root-dives.js';
import { splice } from './splice.js';
import { columnsOf, promisingLines, rotaOf, type Standing, standOn, withColumns } from './standing.js';
import { WHOLE, WINDOW_FROM_DAYS, WindowSweep } from './window-sweep.js';
import { type WorkKind, WorkShares } from './work-shares.js';

const SHARED_LINES = 60;
/** Lines kept for each person at most. */
const MOST_LINES = 1_500;
/** Work without a better rota after which the search goes on from elsewhere: so many times everybody priced. */
const PATIENCE = 1_200;
/** Share of the best rota's distance from the bound by which a dive may end above it and still lead on. */
const NEAR_SHARE = 0.2;
/** A root of more cover rows than this would not converge in any time a search is given. */
const MOST_ROOT_ROWS = 2_500;

/** What searches share of the root: its bound with duals by cover row, least costs of lines by person, and lines as tokens by person. */
export interface SharedRoot {
  readonly bound: number;
  readonly duals: Float64Array;
  readonly lineBounds: Float64Array;
  readonly lines: readonly (readonly Int16Array[])[];
}

/**
 * Search over whole lines: column generation at the root, dives from it, and neighbourhoods of the rota that stands, each solved by the
 * same means. `step` does a bounded piece of work and knows no clock.
 */
export class ColumnSearch {
  readonly root: Root;
  private readonly prover: Prover;
  readonly granularity: number;
  best: Standing | null = null;
  /** Rises with every better rota. */
  improvements = 0;
  /** No rota below the best exists. */
  proven = false;
  private readonly dives = new RootDives();
  private landings = 0;
  /** The last dive brought the best rota, and that is near the bound: the next one, with its lines to go by, is quick and comes before the proof. */
  private diveAgain = false;
  private readonly model: ColumnModel;
  private current: Standing | null = null;
  private dive: Dive | null = null;
  private local: Local | null = null;
  /** Null: a window of the sweep. */
  private localWay: Way | null = null;
  /** Leads windows over a long horizon. */
  private readonly sweep: LongSweep | null;
  /** What stood when the neighbourhood landed, less what stands since. */
  private localGain = 0;
  private readonly ways: NeighbourhoodWays;
  /** Neighbourhoods find nothing any more: `restart` from elsewhere. */
  stuck = false;
  private sinceBetter = 0;
  /** The root that another search converged. */
  private shared: SharedRoot | null = null;
  private readonly work = new WorkShares();

  constructor(
    highs: Highs,
    private readonly problem: Problem,
    private readonly random: Random,
    thread = WHOLE,
  ) {
    const rows = new CoverRows(problem);
    const pricers = problem.people.map((_, index) => LinePricer.of(problem, rows, index));
    this.model = { highs, rows, pricers, pool: new ColumnPool(rows, pricers) };
    this.granularity = granularityOf(problem);
    this.root = new Root(this.model, this.granularity);
    this.prover = new Prover(this.model, problem, this.granularity, this.root);
    this.ways = new NeighbourhoodWays(pricers.length);
    const turn = thread.count > 1 ? 0 : random.next();
    const { dayCount } = rows;
    this.sweep = dayCount < WINDOW_FROM_DAYS ? null : new LongSweep(new WindowSweep(dayCount, turn, thread));
  }

  /** How many people the next step prices. */
  get people(): number {
    if (this.isProofDue || this.isDiving) return this.model.pricers.length;
    return this.local?.people.length ?? this.model.pricers.length;
  }

  /** Everybody has lines without hard breaches, so that the bound speaks of rotas without any. */
  get keepsHardRules(): boolean {
    return this.model.pricers.every(({ programme }) => programme.strict);
  }

  /** No rota costs less. */
  get bound(): number {
    return this.prover.best;
  }

  /** Proves the bound; null where there is none. */
  certificate(): BoundProof | null {
    return this.prover.certificate();
  }

  /** A careful dive comes before the proof, so that it knows what to look below. */
  private get isProofDue(): boolean {
    const { count } = this.dives;
    if (count < 2 || (count === 2 && this.dive !== null) || this.diveAgain) return false;
    return this.prover.isDue(this.best?.value ?? Number.POSITIVE_INFINITY);
  }

  private get duals(): Float64Array | null {
    return this.root.duals ?? this.shared?.duals ?? null;
  }

  /** What another search can go on from: the root's duals and the most promising lines. */
  shareRoot(): SharedRoot | null {
    const { duals } = this.root;
    if (duals === null) return null;
    const lines = this.model.pricers.map((_, person) =>
      promisingLines(this.model, person, duals)
        .slice(0, SHARED_LINES)
        .map(({ tokens }) => tokens),
    );
    const lineBounds = Float64Array.from(this.model.pricers, ({ rootCost }) => rootCost);
    return { bound: this.root.bound, duals, lineBounds, lines };
  }

  /** Goes on from what another search found at the root. */
  useRoot(shared: SharedRoot): void {
    const { pricers, pool } = this.model;
    this.shared = shared;
    this.work.startAnew();
    const { lineBounds, lines } = shared;
    lines.forEach((own, person) => {
      pricers[person]!.rootCost = lineBounds[person]!;
      this.root.add(own.map((tokens) => pool.column(person, tokens)));
    });
  }

  /** Takes a rota in; it becomes the one that the search goes on from when it is better than what stands. */
  adopt(rota: Rota): void {
    const standing = standOn(this.model, columnsOf(this.model, rota));
    if (this.current === null || standing.value < this.current.value) this.goOnFrom(standing);
  }

  /** Takes in a rota's lines alone: even poor ones keep the root's first duals within reason. */
  learnLines(rota: Rota): void {
    this.root.add(columnsOf(this.model, rota));
  }

  /** Goes on from a rota, though it may be worse than the best. */
  restart(rota: Rota): void {
    this.stuck = false;
    this.goOnFrom(standOn(this.model, columnsOf(this.model, rota)));
  }

  rota(): Rota | null {
    return this.best === null ? null : rotaOf(this.model, this.problem, this.best.columns);
  }

  dispose(): void {
    this.local?.dispose();
    this.prover.dispose();
    this.root.generator.dispose();
  }

  /** @param rootOpen the root may still be worked on. */
  step(rootOpen: boolean): void {
    if (this.proven) return;
    if (this.isRootDue && rootOpen) this.stepRoot();
    else if (this.isProofDue) this.stepProof();
    else this.stepSearch();
    if (this.best !== null && this.best.value <= this.bound + 1e-6) this.proven = true;
  }

  /** Long horizons are swept over before, so that a good rota stands early. */
  private get isRootDue(): boolean {
    if (this.root.converged || this.model.rows.rowCount > MOST_ROOT_ROWS) return false;
    return this.sweep === null || this.sweep.isDone || this.sweep.isSpent;
  }

  private get isSweepDue(): boolean {
    if (this.sweep === null) return false;
    const isFirst = !this.root.converged && !this.sweep.isSpent;
    return isFirst || this.work.isSweepTurn;
  }

  private stepRoot(): void {
    this.root.step();
    if (this.root.converged) this.work.startAnew();
  }

  private stepProof(): void {
    const rota = this.prover.step(this.best?.value ?? Number.POSITIVE_INFINITY);
    if (rota !== null) this.goOnFrom(standOn(this.model, rota));
  }

  private stepSearch(): void {
    if (this.dive !== null && this.isDiving) this.stepDive(this.dive);
    else if (this.local !== null) this.stepLocal(this.local);
    else if (this.dive === null && this.isDiveDue) this.openDive();
    else this.openLocal();
  }

  /** There is a converged root to dive from, this search's own or one that it was given. */
  private get hasRoot(): boolean {
    return this.root.converged || this.shared !== null;
  }

  private get isDiveDue(): boolean {
    if (this.dives.count === 0) return this.root.rounds > 0 || this.shared !== null;
    return this.hasRoot && (this.dives.count === 1 || this.diveAgain || this.isDiveTurn);
  }

  private get isDiveTurn(): boolean {
    if (this.shared === null) return this.work.isDiveTurn('own');
    return this.work.isDiveTurn(this.dives.quickIsVain ? 'patient' : 'shared');
  }

  /** The next step of the search is the dive's. From another's root it takes turns with neighbourhoods, as that one dives too. */
  private get isDiving(): boolean {
    return this.dive !== null && (this.shared === null || this.isDiveTurn);
  }

  private get reach(): { readonly best: number; readonly bound: number } {
    const best = this.best?.value ?? Number.POSITIVE_INFINITY;
    return { best, bound: this.shared?.bound ?? this.root.bound };
  }

  private openDive(): void {
    this.dive = new Dive(this.root.generator, this.random, this.dives.next(this.reach));
  }

  private stepDive(dive: Dive): void {
    const { best, bound } = this.reach;
    // Dives that end a little above the best rota are as good to go on from. The first may end anywhere.
    const near = best + NEAR_SHARE * (best - bound);
    const before = this.root.generator.work;
    const landing = dive.step(this.landings === 0 ? Number.POSITIVE_INFINITY : near);
    this.spend('dive', this.root.generator.work - before);
    const standing = landing === null ? null : standOn(this.model, landing.columns);
    if (standing !== null) {
      this.landings++;
      dive.end();
      if (standing.value <= near) this.goOnFrom(standing);
    } else if (this.dives.isOverdone(this.reach, dive.value)) dive.end();
    if (!dive.ended) return;
    const reached = this.reach.best;
    this.dives.learn(standing?.value ?? null, best);
    this.diveAgain = reached < best && this.prover.isNear(reached);
    this.dive = null;
    this.root.tidy();
  }

  private openLocal(): void {
    const { current, model, random, granularity, duals } = this;
    if (current === null) return;
    const surroundings = { standing: current, duals, granularity };
    this.localWay = null;
    this.localGain = 0;
    if (this.isSweepDue) {
      const opening = {
        people: model.pricers.map((_, person) => person),
        window: this.sweep!.next(model, current, random),
      };
      this.local = new Local(model, surroundings, random, opening, SWEEP_EFFORT);
      return;
    }
    this.localWay = this.ways.choose(random);
    const { size, care } = this.localWay;
    const opening = chooseNeighbourhood(model, surroundings, random, size);
    this.local = new Local(model, surroundings, random, opening, LOCAL_EFFORTS[care]);
  }

  private stepLocal(local: Local): void {
    const before = local.work;
    const landing = local.step();
    this.spend(this.localWay === null ? 'sweep' : 'neighbourhood', local.work - before);
    if (landing !== null) this.takeLanding(local, landing);
    if (local.ended) this.closeLocal(local, landing !== null);
  }

  private spend(kind: WorkKind, work: number): void {
    this.work.spend(kind, work);
    this.prover.spendElsewhere(work);
  }

  private closeLocal(local: Local, improved: boolean): void {
    this.trimPool(local.people);
    local.dispose();
    this.local = null;
    if (this.localWay === null) this.sweep!.learn(this.localGain, local.work);
    else this.ways.learn(this.localWay, local.work, improved);
    this.sinceBetter = improved ? 0 : this.sinceBetter + local.work;
    if (this.sinceBetter <= PATIENCE * this.model.pricers.length) return;
    this.sinceBetter = 0;
    this.stuck = true;
  }

  private takeLanding({ base, opening }: Local, columns: readonly Column[]): void {
    const { model, current } = this;
    let standing = withColumns(model, base, columns);
    if (current !== null && current !== base) {
      const both = splice(model, current, opening, columns);
      if (both.value < standing.value) standing = both;
    }
    if (current !== null && standing.value >= current.value) return;
    this.localGain = (current ?? base).value - standing.value;
    this.goOnFrom(standing);
  }

  private goOnFrom(standing: Standing): void {
    this.current = standing;
    // During a dive the root's master holds only what the dive allows.
    if (this.dive === null) this.root.add(standing.columns);
    if (this.best !== null && standing.value >= this.best.value - 1e-9) return;
    this.best = standing;
    this.improvements++;
  }

  /** Keeps the most promising lines of people who have very many. */
  private trimPool(people: readonly number[]): void {
    const { pool } = this.model;
    for (const person of people) {
      if (pool.countOf(person) <= MOST_LINES) continue;
      pool.keep(person, promisingLines(this.model, person, this.duals).slice(0, MOST_LINES / 2));
    }
  }
}
