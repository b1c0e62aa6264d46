import { type Highs } from 'highs';
import { OFF, type Problem, type Rota } from '../../model/index.js';
import { type Random } from '../random.js';
import { type Column, ColumnPool } from './column.js';
import { CoverRows } from './cover-rows.js';
import { Dive, type DiveOptions } from './dive.js';
import { type ColumnModel, Generator } from './generator.js';
import { betterThan, granularityOf, roundedUp } from './granularity.js';
import { LinePricer } from './line-pricer.js';
import { openNeighbourhood } from './neighbourhood.js';
import { NeighbourhoodSizes } from './neighbourhood-sizes.js';
import { Root } from './root.js';

const ROUND = { steps: 40, count: 3, maxLabels: 4_000, smoothing: 0, loose: true } as const;
const ROOT_DIVE: DiveOptions = { rounds: 2, round: ROUND, share: 0.25, noise: 0.15, nodes: 150, jump: 0.003 };
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
/** Work without a better rota after which the search goes on from elsewhere: so many times everybody priced. */
const PATIENCE = 400;

/** What searches share of the root: duals by cover row, least costs of lines by person, and lines as tokens by person. */
export interface SharedRoot {
  readonly duals: Float64Array;
  readonly lineBounds: Float64Array;
  readonly lines: readonly (readonly Int16Array[])[];
}

/** A whole rota as columns, one a person. */
interface Standing {
  columns: Column[];
  sums: Float64Array;
  value: number;
}

/** Where a neighbourhood is on its way. */
interface Local {
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
  readonly granularity: number;
  best: Standing | null = null;
  /** Rises with every better rota. */
  improvements = 0;
  /** No rota below the best exists. */
  proven = false;
  readonly counts = { dives: 0, landings: 0, neighbourhoods: 0, improved: 0 };
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
    this.sizes = new NeighbourhoodSizes(pricers.length);
  }

  /** How many people the next step prices. */
  get people(): number {
    return this.local?.generator.people.length ?? this.model.pricers.length;
  }

  /** Everybody has lines without hard breaches, so that the bound speaks of rotas without any. */
  get keepsHardRules(): boolean {
    return this.model.pricers.every(({ programme }) => programme.strict);
  }

  /** No rota costs less. */
  get bound(): number {
    return roundedUp(this.root.bound, this.granularity);
  }

  private get duals(): Float64Array | null {
    return this.root.duals ?? this.rootDuals;
  }

  /** What another search can go on from: the root's duals and the most promising lines. */
  shareRoot(): SharedRoot | null {
    const { duals } = this.root;
    if (duals === null) return null;
    const lines = this.model.pricers.map((_, person) =>
      this.promising(person, () => true)
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
    const columns = rota.cells.map((cells, person) =>
      this.model.pool.column(person, this.tokensOf(cells, person)),
    );
    this.root.add(columns);
    const standing = this.stand(columns);
    if (this.current === null || standing.value < this.current.value) this.goOnFrom(standing);
  }

  /** Goes on from a rota, though it may be worse than the best. */
  restart(rota: Rota): void {
    this.stuck = false;
    const columns = rota.cells.map((cells, person) =>
      this.model.pool.column(person, this.tokensOf(cells, person)),
    );
    this.goOnFrom(this.stand(columns));
  }

  rota(): Rota | null {
    if (this.best === null) return null;
    const types = this.problem.shiftTypes.length;
    return {
      cells: this.best.columns.map(({ tokens, person }) => {
        const { context } = this.model.pricers[person]!.person;
        return Array.from({ length: this.problem.days.length }, (_, day) => {
          const token = context.base[context.before + day] === 0 ? tokens[day]! : 0;
          return token > 0 && token <= types ? token - 1 : OFF;
        });
      }),
    };
  }

  /** @param rootOpen the root may still be worked on. */
  step(rootOpen: boolean): void {
    if (this.proven) return;
    if (!this.root.converged && rootOpen) this.root.step();
    else if (this.dive !== null) this.stepDive(this.dive);
    else if (this.local !== null) this.stepLocal(this.local);
    else if (this.wantsDive && this.root.rounds > 0) this.openDive();
    else this.openLocal();
    if (this.best !== null && this.best.value <= this.bound + 1e-6) this.proven = true;
  }

  private openDive(): void {
    this.counts.dives++;
    this.wantsDive = false;
    const noise = this.counts.dives === 1 ? 0 : ROOT_DIVE.noise;
    this.dive = new Dive(this.root.generator, this.random, { ...ROOT_DIVE, noise });
  }

  private stepDive(dive: Dive): void {
    const best = this.best?.value ?? Number.POSITIVE_INFINITY;
    // Dives that end a little above the best rota are as good to go on from.
    const slack = this.counts.landings === 0 ? Number.POSITIVE_INFINITY : 0.2 * (best - this.root.bound);
    const landing = dive.step(best + slack);
    if (landing !== null) {
      this.counts.landings++;
      dive.end();
      this.goOnFrom(this.stand(landing.columns));
    }
    if (dive.ended) this.dive = null;
  }

  private openLocal(): void {
    const { current, model, random } = this;
    if (current === null) return;
    this.counts.neighbourhoods++;
    const size = this.sizes.choose(random);
    const scope = openNeighbourhood(model, { ...current, duals: this.duals }, random, size);
    const generator = new Generator(model, scope);
    const own = scope.people.map((person) => current.columns[person]!);
    const value = generator.valueOf(own);
    if (this.duals !== null) generator.centreOn(this.duals);
    generator.master.add(own);
    generator.master.add(this.poolLines(generator));
    this.local = {
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
      this.replace(landing.columns);
      this.closeLocal(true);
    } else if (local.dive.ended) this.closeLocal(false);
  }

  private closeLocal(improved: boolean): void {
    const { local } = this;
    if (local === null) return;
    local.generator.dispose();
    this.local = null;
    this.sizes.learn(local.size, local.work, improved);
    if (improved) this.counts.improved++;
    this.sinceBetter = improved ? 0 : this.sinceBetter + local.work;
    if (this.sinceBetter <= PATIENCE * this.model.pricers.length) return;
    this.sinceBetter = 0;
    this.restarts++;
    if (this.root.converged && this.restarts % 2 === 1) this.wantsDive = true;
    else this.stuck = true;
  }

  private replace(columns: readonly Column[]): void {
    const next = [...this.current!.columns];
    for (const column of columns) next[column.person] = column;
    this.goOnFrom(this.stand(next));
  }

  private goOnFrom(standing: Standing): void {
    this.current = standing;
    if (this.best !== null && standing.value >= this.best.value - 1e-9) return;
    this.best = standing;
    this.improvements++;
    this.root.add(standing.columns);
  }

  /** Lines of the people of a neighbourhood that were found before and are promising under the root's duals. */
  private poolLines(generator: Generator): Column[] {
    const lines: Column[] = [];
    generator.people.forEach((person) => {
      const open = this.promising(person, (column) => generator.isAllowed(column));
      for (const column of open.slice(0, POOL_LINES)) lines.push(column);
    });
    return lines;
  }

  /** A person's known lines, the most promising under the root's duals first. */
  private promising(person: number, wanted: (column: Column) => boolean): Column[] {
    const { duals } = this;
    const open: { column: Column; value: number }[] = [];
    for (const column of this.model.pool.of(person)) {
      if (!wanted(column)) continue;
      let value = column.cost;
      if (duals !== null)
        for (let at = 0; at < column.rows.length; at++)
          value -= duals[column.rows[at]!]! * column.values[at]!;
      open.push({ column, value });
    }
    return open.sort((a, b) => a.value - b.value).map(({ column }) => column);
  }

  private stand(columns: readonly Column[]): Standing {
    const { rows } = this.model;
    const sums = new Float64Array(rows.rowCount);
    let value = 0;
    const byPerson: Column[] = [];
    for (const column of columns) {
      byPerson[column.person] = column;
      value += column.cost;
      column.rows.forEach((row, at) => (sums[row]! += column.values[at]!));
    }
    for (let row = 0; row < rows.rowCount; row++) value += rows.cost(row, sums[row]!);
    return { columns: byPerson, sums, value };
  }

  private tokensOf(cells: readonly number[], person: number): Int16Array {
    const { programme, person: compiled } = this.model.pricers[person]!;
    const { context } = compiled;
    return Int16Array.from({ length: programme.layerCount }, (_, layer) => {
      const fixed = context.base[programme.first + layer]!;
      return fixed === 0 ? (cells[layer] ?? OFF) + 1 : fixed;
    });
  }
}
