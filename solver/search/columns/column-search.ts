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
import { Root } from './root.js';

const ROUND = { steps: 40, count: 3, maxLabels: 20_000, smoothing: 0 } as const;
const ROOT_DIVE: DiveOptions = { rounds: 2, round: ROUND, share: 0.25, noise: 0.15, nodes: 60 };
const LOCAL_DIVE: DiveOptions = { rounds: 8, round: ROUND, share: 0.5, noise: 0.1, nodes: 30 };
/** Rounds after which a neighbourhood's master counts as converged. */
const LOCAL_ROUNDS = 25;
const POOL_LINES = 40;
const SMALLEST = 3;
const FAILURES_UNTIL_LARGER = 60;
const FAILURES_UNTIL_DIVE = 250;

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
  private size = SMALLEST;
  private failures = 0;
  private sinceDive = 0;

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
  }

  /** No rota costs less. */
  get bound(): number {
    return roundedUp(this.root.bound, this.granularity);
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
    if (!this.root.converged && rootOpen) this.stepRoot();
    else if (this.dive !== null) this.stepDive(this.dive);
    else if (this.local !== null) this.stepLocal(this.local);
    else if (this.sinceDive === 0) this.openDive();
    else this.openLocal();
    if (this.best !== null && this.best.value <= this.bound + 1e-6) this.proven = true;
  }

  private stepRoot(): void {
    this.root.step();
    const { lineBounds } = this.root;
    if (lineBounds !== null) this.model.pricers.forEach((pricer, k) => (pricer.rootCost = lineBounds[k]!));
  }

  private openDive(): void {
    this.counts.dives++;
    this.sinceDive = 1;
    const noise = this.counts.dives === 1 ? 0 : ROOT_DIVE.noise;
    this.dive = new Dive(this.root.generator, this.random, { ...ROOT_DIVE, noise });
  }

  private stepDive(dive: Dive): void {
    const best = this.best?.value ?? Number.POSITIVE_INFINITY;
    // Dives that end a little above the best rota are as good to go on from.
    const slack =
      this.counts.landings === 0
        ? Number.POSITIVE_INFINITY
        : 0.5 * (best - this.root.bound) + 0.01 * Math.abs(best);
    const landing = dive.step(best + slack);
    if (landing !== null) {
      this.counts.landings++;
      dive.end();
      this.goOnFrom(this.stand(landing.columns));
    }
    if (dive.ended) this.dive = null;
  }

  private openLocal(): void {
    const { current, model, random, root } = this;
    if (current === null) return;
    this.counts.neighbourhoods++;
    const size = Math.min(this.size + random.below(3), model.pricers.length);
    const scope = openNeighbourhood(model, { ...current, duals: root.duals }, random, size);
    const generator = new Generator(model, scope);
    const own = scope.people.map((person) => current.columns[person]!);
    const value = generator.valueOf(own);
    generator.master.add(own);
    generator.master.add(this.poolLines(generator));
    this.local = { generator, cutoff: betterThan(value, this.granularity), rounds: 0, dive: null };
  }

  private stepLocal(local: Local): void {
    const { generator, cutoff } = local;
    if (local.dive === null) {
      const solution = generator.solve();
      const { bound, added } = generator.round(ROUND);
      local.rounds++;
      if (bound >= cutoff) this.closeLocal(false);
      else if (added === 0 && solution.objective >= cutoff) this.closeLocal(false);
      else if (added === 0 || local.rounds >= LOCAL_ROUNDS)
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
    this.local?.generator.dispose();
    this.local = null;
    if (improved) {
      this.counts.improved++;
      this.failures = 0;
      this.sinceDive = 1;
      this.size = Math.max(SMALLEST, this.size - 1);
      return;
    }
    this.sinceDive++;
    if (++this.failures % FAILURES_UNTIL_LARGER === 0) this.size++;
    if (this.sinceDive < FAILURES_UNTIL_DIVE || !this.root.converged) return;
    this.sinceDive = 0;
    this.size = SMALLEST;
  }

  private replace(columns: readonly Column[]): void {
    const next = [...this.current!.columns];
    for (const column of columns) next[column.person] = column;
    this.goOnFrom(this.stand(next));
  }

  private goOnFrom(standing: Standing): void {
    this.current = standing;
    this.failures = 0;
    if (this.best !== null && standing.value >= this.best.value - 1e-9) return;
    this.best = standing;
    this.improvements++;
    this.root.add(standing.columns);
  }

  /** Lines of the people of a neighbourhood that were found before and are promising under the root's duals. */
  private poolLines(generator: Generator): Column[] {
    const { duals } = this.root;
    const lines: Column[] = [];
    generator.people.forEach((person) => {
      const open: { column: Column; value: number }[] = [];
      for (const column of this.model.pool.of(person)) {
        if (!generator.isAllowed(column)) continue;
        let value = column.cost;
        if (duals !== null)
          for (let at = 0; at < column.rows.length; at++)
            value -= duals[column.rows[at]!]! * column.values[at]!;
        open.push({ column, value });
      }
      open.sort((a, b) => a.value - b.value);
      for (const { column } of open.slice(0, POOL_LINES)) lines.push(column);
    });
    return lines;
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
