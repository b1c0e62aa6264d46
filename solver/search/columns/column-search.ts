import { type Highs } from 'highs';
import { type Problem, type Rota } from '../../model/index.js';
import { type Random } from '../random.js';
import { type BoundProof } from './bound-proof.js';
import { type Column, ColumnPool } from './column.js';
import { CoverRows } from './cover-rows.js';
import { Dive, type DiveOptions } from './dive.js';
import { type ColumnModel, Generator } from './generator.js';
import { betterThan, granularityOf, roundedUp } from './granularity.js';
import { LinePricer } from './line-pricer.js';
import { openNeighbourhood } from './neighbourhood.js';
import { NeighbourhoodSizes } from './neighbourhood-sizes.js';
import { Prover } from './prover.js';
import { Root } from './root.js';
import { columnsOf, promisingLines, rotaOf, type Standing, standOn, withColumns } from './standing.js';

const ROUND = { steps: 40, count: 3, maxLabels: 4_000, smoothing: 0, loose: true } as const;
const ROOT_DIVE: DiveOptions = { rounds: 2, round: ROUND, share: 0.25, noise: 0.15, nodes: 150, jump: 0.003 };
/** The first dive is to bring a rota soon; better ones follow. */
const FIRST_DIVE: DiveOptions = {
  rounds: 1,
  round: ROUND,
  share: 0.5,
  noise: 0,
  nodes: 150,
  jump: Number.POSITIVE_INFINITY,
};
const LOCAL_DIVE: DiveOptions = {
  rounds: 3,
  round: ROUND,
  share: 0.7,
  noise: 0.1,
  nodes: 12,
  jump: Number.POSITIVE_INFINITY,
};
const LOCAL_ROUND = { ...ROUND, smoothing: 0.5 } as const;
/** Rounds after which a neighbourhood's master counts as converged. */
const LOCAL_ROUNDS = 25;
const POOL_LINES = 40;
const SHARED_LINES = 60;
/** Lines kept for each person at most. */
const MOST_LINES = 1_500;
/** Work without a better rota after which the search goes on from elsewhere: so many times everybody priced. */
const PATIENCE = 400;

/** What searches share of the root: duals by cover row, least costs of lines by person, and lines as tokens by person. */
export interface SharedRoot {
  readonly duals: Float64Array;
  readonly lineBounds: Float64Array;
  readonly lines: readonly (readonly Int16Array[])[];
}

/** Where a neighbourhood is on its way. */
interface Local {
  /** The rota that it was opened in; another may stand meanwhile. */
  readonly base: Standing;
  readonly generator: Generator;
  readonly cutoff: number;
  rounds: number;
  dive: Dive | null;
  work: number;
  readonly size: number;
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
  private readonly counts = { dives: 0, landings: 0 };
  private readonly model: ColumnModel;
  private current: Standing | null = null;
  private dive: Dive | null = null;
  private local: Local | null = null;
  private readonly sizes: NeighbourhoodSizes;
  /** Neighbourhoods find nothing any more: `restart` from elsewhere. */
  stuck = false;
  private sinceBetter = 0;
  private restarts = 0;
  private wantsDive = true;
  private rootDuals: Float64Array | null = null;

  constructor(
    highs: Highs,
    private readonly problem: Problem,
    private readonly random: Random,
  ) {
    const rows = new CoverRows(problem);
    const pricers = problem.people.map((_, index) => new LinePricer(problem, rows, index));
    this.model = { highs, rows, pricers, pool: new ColumnPool(rows, pricers) };
    this.granularity = granularityOf(problem);
    this.root = new Root(this.model, this.granularity);
    this.prover = new Prover(this.model, problem, this.granularity, this.root);
    this.sizes = new NeighbourhoodSizes(pricers.length);
  }

  /** How many people the next step prices. */
  get people(): number {
    if (this.isProofDue) return this.model.pricers.length;
    return this.local?.generator.people.length ?? this.model.pricers.length;
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

  /** A first dive comes before the proof, so that it knows what to look below. */
  private get isProofDue(): boolean {
    if (this.counts.dives === 0 || (this.counts.dives === 1 && this.dive !== null)) return false;
    return this.prover.isDue(this.best?.value ?? Number.POSITIVE_INFINITY);
  }

  private get duals(): Float64Array | null {
    return this.root.duals ?? this.rootDuals;
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
    return { duals, lineBounds, lines };
  }

  /** Goes on from what another search found at the root. */
  useRoot({ duals, lineBounds, lines }: SharedRoot): void {
    this.rootDuals = duals;
    lines.forEach((own, person) => {
      this.model.pricers[person]!.rootCost = lineBounds[person]!;
      for (const tokens of own) this.model.pool.column(person, tokens);
    });
  }

  /** Takes a rota in; it becomes the one that the search goes on from when it is better than what stands. */
  adopt(rota: Rota): void {
    const standing = standOn(this.model, columnsOf(this.model, rota));
    if (this.current === null || standing.value < this.current.value) this.goOnFrom(standing);
  }

  /** Goes on from a rota, though it may be worse than the best. */
  restart(rota: Rota): void {
    this.stuck = false;
    this.goOnFrom(standOn(this.model, columnsOf(this.model, rota)));
  }

  rota(): Rota | null {
    return this.best === null ? null : rotaOf(this.model, this.problem, this.best.columns);
  }

  /** @param rootOpen the root may still be worked on. */
  step(rootOpen: boolean): void {
    if (this.proven) return;
    if (!this.root.converged && rootOpen) this.root.step();
    else if (this.isProofDue) this.stepProof();
    else this.stepSearch();
    if (this.best !== null && this.best.value <= this.bound + 1e-6) this.proven = true;
  }

  private stepProof(): void {
    const rota = this.prover.step(this.best?.value ?? Number.POSITIVE_INFINITY);
    if (rota !== null) this.goOnFrom(standOn(this.model, rota));
  }

  private stepSearch(): void {
    this.prover.spendElsewhere(this.people);
    if (this.dive !== null) this.stepDive(this.dive);
    else if (this.local !== null) this.stepLocal(this.local);
    else if (this.wantsDive && this.root.rounds > 0) this.openDive();
    else this.openLocal();
  }

  private openDive(): void {
    this.counts.dives++;
    this.wantsDive = false;
    const options = this.counts.dives === 1 ? FIRST_DIVE : ROOT_DIVE;
    this.dive = new Dive(this.root.generator, this.random, options);
  }

  private stepDive(dive: Dive): void {
    const best = this.best?.value ?? Number.POSITIVE_INFINITY;
    // Dives that end a little above the best rota are as good to go on from.
    const slack = this.counts.landings === 0 ? Number.POSITIVE_INFINITY : 0.2 * (best - this.root.bound);
    const landing = dive.step(best + slack);
    if (landing !== null) {
      this.counts.landings++;
      dive.end();
      this.goOnFrom(standOn(this.model, landing.columns));
    }
    if (dive.ended) this.dive = null;
  }

  private openLocal(): void {
    const { current, model, random } = this;
    if (current === null) return;
    const size = this.sizes.choose(random);
    const scope = openNeighbourhood(model, { standing: current, duals: this.duals }, random, size);
    const generator = new Generator(model, scope);
    const own = scope.people.map((person) => current.columns[person]!);
    const value = generator.valueOf(own);
    if (this.duals !== null) generator.centreOn(this.duals);
    generator.master.add(own);
    generator.master.add(this.poolLines(generator));
    this.local = {
      base: current,
      generator,
      cutoff: betterThan(value, this.granularity),
      rounds: 0,
      dive: null,
      work: 0,
      size,
    };
  }

  private stepLocal(local: Local): void {
    const { generator, cutoff } = local;
    local.work += generator.people.length;
    if (local.dive === null) {
      const converged = generator.advance(LOCAL_ROUND);
      const { objective } = generator.solution!;
      const settled = converged || roundedUp(generator.bound, this.granularity) >= objective - 1e-6;
      local.rounds++;
      if (generator.bound >= cutoff || (settled && objective >= cutoff)) this.closeLocal(false);
      else if (settled || local.rounds >= LOCAL_ROUNDS)
        local.dive = new Dive(generator, this.random, LOCAL_DIVE);
      return;
    }
    const landing = local.dive.step(cutoff);
    if (landing !== null) {
      this.takeLanding(local, landing.columns);
      this.closeLocal(true);
    } else if (local.dive.ended) this.closeLocal(false);
  }

  private closeLocal(improved: boolean): void {
    const { local } = this;
    if (local === null) return;
    this.trimPool(local.generator.people);
    local.generator.dispose();
    this.local = null;
    this.sizes.learn(local.size, local.work, improved);
    this.sinceBetter = improved ? 0 : this.sinceBetter + local.work;
    if (this.sinceBetter <= PATIENCE * this.model.pricers.length) return;
    this.sinceBetter = 0;
    this.restarts++;
    if (this.root.converged && this.restarts % 2 === 1) this.wantsDive = true;
    else this.stuck = true;
  }

  private takeLanding({ base }: Local, columns: readonly Column[]): void {
    const standing = withColumns(this.model, base, columns);
    if (this.current === null || standing.value < this.current.value) this.goOnFrom(standing);
  }

  private goOnFrom(standing: Standing): void {
    this.current = standing;
    // During a dive the root's master holds only what the dive allows.
    if (this.dive === null) this.root.add(standing.columns);
    if (this.best !== null && standing.value >= this.best.value - 1e-9) return;
    this.best = standing;
    this.improvements++;
  }

  /** Lines of the people of a neighbourhood that were found before and are promising under the root's duals. */
  private poolLines(generator: Generator): Column[] {
    return generator.people.flatMap((person) =>
      promisingLines(this.model, person, this.duals, (column) => generator.isAllowed(column)).slice(
        0,
        POOL_LINES,
      ),
    );
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
