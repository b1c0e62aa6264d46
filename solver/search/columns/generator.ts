import { type Highs } from 'highs';
import { type Column, type ColumnPool } from './column.js';
import { type CoverRows } from './cover-rows.js';
import { type Allowed, type LinePricer } from './line-pricer.js';
import { Master, type MasterSolution } from './master.js';
import { type TotalsPay } from './totals.js';

/** What stays the same however much of a rota is open. */
export interface ColumnModel {
  readonly highs: Highs;
  readonly rows: CoverRows;
  readonly pricers: readonly LinePricer[];
  readonly pool: ColumnPool;
}

/** The part of a rota that is open: some people, perhaps on some cells only. */
export interface Scope {
  readonly people: readonly number[];
  /** By entry of `people`; null: every cell is open. */
  readonly allowed: readonly Allowed[];
  /** What everybody else adds to each cover row; null: there is nobody else. */
  readonly others: Float64Array | null;
}

/** What a round of pricing brought. */
export interface Round {
  /** No way to fill the open part costs less, as the master counts it. */
  readonly bound: number;
  /** Columns that the master did not have. */
  readonly added: number;
  /** Duals that were priced, by row of the master. */
  readonly duals: Float64Array;
  /** What no line of each person costs less than under these duals. */
  readonly lineBounds: Float64Array;
}

export interface RoundOptions {
  readonly steps: number;
  readonly count: number;
  readonly maxLabels: number;
  /** Weight of the centre in the duals that are priced, 0 … 1. */
  readonly smoothing: number;
  /** Never weigh soft sums exactly. */
  readonly loose?: boolean;
}

const EPSILON = 1e-6;
/** Iterations of the simplex method that take about as long as pricing one person does, seen on masters of 300 to 600 rows. */
const ITERATIONS_A_PERSON = 5;
/** Columns that a master solves well with. */
const COLUMNS_A_PERSON = 12;
const COLUMNS_A_ROW = 3;
/** Share of them that stays when there are too many. */
const KEPT_SHARE = 0.7;
/** Share of the gap to the master's value by which a bound has to rise to count as risen. */
const RISE = 0.1;

/**
 * A bound that rises towards the master's value. Smoothed duals that find no line but raise the bound come nearer to the master's own by
 * themselves, without the ties of those, which make pricing slow.
 */
export function hasRisen(before: number, bound: number, value: number): boolean {
  return bound > before + Math.max(EPSILON, RISE * (value - before));
}

/**
 * Column generation over the open part of a rota: a master over whole lines, and a line programme a person that finds lines which
 * the master lacks. The duals that are priced lie between the master's and those of the best bound (Wentges smoothing), as the
 * master's swing.
 */
export class Generator {
  readonly master: Master;
  readonly people: readonly number[];
  /** Cells that are open to each person of the scope at present, and when nothing is restricted. */
  readonly allowed: Allowed[];
  readonly openCells: readonly Allowed[];
  solution: MasterSolution | null = null;
  /** Work done, in people priced; what the simplex method takes is counted in the same. */
  work = 0;
  /** Best bound of the scope without further restrictions, with its duals by row of the master and its least costs of lines. */
  bound = Number.NEGATIVE_INFINITY;
  centre: Float64Array | null = null;
  lineBounds: Float64Array | null = null;
  private plain = false;
  /** Soft sums are weighed exactly only once nothing else is found. */
  private exact = false;
  /** Cover row by row of the master. */
  readonly rowIds: Int32Array;
  /** Entry of `people` by person. */
  readonly slotOf: Int32Array;
  private readonly coverDuals: Float64Array;
  private readonly least: Float64Array;

  constructor(
    readonly model: ColumnModel,
    private readonly scope: Scope,
    totals = 0,
  ) {
    const { rows, pricers } = model;
    this.people = scope.people;
    this.openCells = scope.allowed;
    this.allowed = [...scope.allowed];
    this.slotOf = new Int32Array(pricers.length).fill(-1);
    scope.people.forEach((person, slot) => (this.slotOf[person] = slot));
    const rowOf = this.findRows();
    this.rowIds = Int32Array.from(Array.from(rowOf.keys()).filter((row) => rowOf[row]! >= 0));
    this.coverDuals = new Float64Array(rows.rowCount);
    this.least = new Float64Array(scope.people.length);
    this.master = new Master(model.highs, {
      targets: Float64Array.from(this.rowIds, (row) => rows.targets[row]! - this.othersOn(row)),
      slacks: rows.slacks
        .filter(({ row }) => rowOf[row]! >= 0)
        .map((slack) => ({ ...slack, row: rowOf[slack.row]! })),
      personCount: scope.people.length,
      rowOf,
      slotOf: this.slotOf,
      totals,
    });
  }

  /**
   * Takes the dear columns out of the master, after a solve, where there are more than it solves well with.
   *
   * @param times as many as that may stay.
   * @returns what was taken out.
   */
  purge(times = 1): Column[] {
    const most = times * (COLUMNS_A_PERSON * this.people.length + COLUMNS_A_ROW * this.rowIds.length);
    return this.master.purge(this.solution!, most, KEPT_SHARE * most);
  }

  /** What the open part costs with these lines, as the master counts it. */
  valueOf(columns: readonly Column[]): number {
    const { rows } = this.model;
    const sums = new Float64Array(rows.rowCount);
    let value = 0;
    for (const column of columns) {
      value += column.cost;
      column.rows.forEach((row, at) => (sums[row]! += column.values[at]!));
    }
    for (const row of this.rowIds) value += rows.cost(row, sums[row]! + this.othersOn(row));
    return value;
  }

  solve(): MasterSolution {
    this.solution = this.master.solve();
    this.work += this.master.iterations / ITERATIONS_A_PERSON;
    return this.solution;
  }

  /** See {@link Master.glimpse}. */
  glimpse(): number {
    const objective = this.master.glimpse();
    this.work += this.master.iterations / ITERATIONS_A_PERSON;
    return objective;
  }

  /**
   * One solve of the master and one round of pricing over the whole scope.
   *
   * @returns whether nothing is left that could improve the master.
   */
  advance(options: RoundOptions): boolean {
    const { objective } = this.solve();
    const round = this.round({ ...options, smoothing: this.plain ? 0 : options.smoothing }, this.exact);
    const risen = hasRisen(this.bound, round.bound, objective);
    if (round.bound > this.bound) {
      this.bound = round.bound;
      this.centre = round.duals;
      this.lineBounds = round.lineBounds;
    }
    // Smoothed duals may find nothing new where the master's own still would, and loose sums where exact ones would.
    const nothing = round.added === 0;
    const converged = nothing && this.plain && (this.exact || options.loose === true);
    if (nothing && this.plain) this.exact = true;
    this.plain = nothing && (this.plain || !risen);
    return converged;
  }

  /** Starts the smoothing from duals that are known to be good, by cover row. */
  centreOn(coverDuals: Float64Array): void {
    this.centre = Float64Array.from(this.rowIds, (row) => coverDuals[row]!);
  }

  /**
   * Prices everyone once and adds what improves the master. Call after `solve`.
   *
   * @param given duals to be priced, by row of the master, with what totals pay; else the master's, smoothed.
   */
  round(
    { smoothing, ...options }: RoundOptions,
    exactSums = false,
    given: { readonly pay: TotalsPay; readonly duals: Float64Array } | null = null,
  ): Round {
    const { rows, pool } = this.model;
    this.work += this.people.length;
    const pay = given?.pay;
    const duals =
      given === null ? this.smoothed(this.solution!.duals, smoothing) : this.paid(given.duals, given.pay);
    this.spread(duals);
    this.findLeast();
    let bound = pay?.constant ?? 0;
    this.rowIds.forEach((row, k) => {
      bound += rows.lagrangian(row, duals[k]!, this.othersOn(row), pay?.short[row], pay?.over[row]);
    });
    const found: Column[] = [];
    const lineBounds = new Float64Array(this.people.length);
    this.people.forEach((person, slot) => {
      const known = this.least[slot]!;
      const pricing = this.model.pricers[person]!.price(this.coverDuals, this.allowed[slot]!, {
        ...options,
        upper: known - EPSILON,
        looseSums: !exactSums && this.model.pricers[person]!.softSums > 1,
      });
      lineBounds[slot] = Math.min(pricing.bound, known);
      bound += lineBounds[slot];
      for (const { tokens } of pricing.lines) found.push(pool.column(person, tokens));
    });
    return { bound, added: this.master.add(found), duals, lineBounds };
  }

  isAllowed({ person, tokens }: Column): boolean {
    const allowed = this.allowed[this.slotOf[person]!]!;
    if (allowed === null) return true;
    const { tokenCount } = this.model.pricers[person]!.programme;
    for (let day = 0; day < this.model.rows.dayCount; day++) {
      if (allowed[day * tokenCount + tokens[day]!] === 0) return false;
    }
    return true;
  }

  dispose(): void {
    this.master.dispose();
  }

  private othersOn(row: number): number {
    return this.scope.others === null ? 0 : this.scope.others[row]!;
  }

  private smoothed(duals: Float64Array, smoothing: number): Float64Array {
    const { centre } = this;
    return duals.map((dual, k) => {
      const mixed = centre === null ? dual : smoothing * centre[k]! + (1 - smoothing) * dual;
      return this.model.rows.clip(this.rowIds[k]!, mixed);
    });
  }

  /** A row that totals pay for too can have duals beyond its own costs. */
  private paid(duals: Float64Array, pay: TotalsPay): Float64Array {
    return duals.map((dual, k) => {
      const row = this.rowIds[k]!;
      return pay.touches(row) ? dual : this.model.rows.clip(row, dual);
    });
  }

  /** Writes duals of the master's rows to their cover rows; rows that are left out are worth nothing. */
  private spread(duals: Float64Array): void {
    this.rowIds.forEach((row, k) => (this.coverDuals[row] = duals[k]!));
  }

  /** The cheapest of each person's columns under the spread duals. */
  private findLeast(): void {
    const { least, coverDuals } = this;
    least.fill(Number.POSITIVE_INFINITY);
    for (const column of this.master.columns) {
      const { rows, values } = column;
      let value = column.cost;
      for (let at = 0; at < rows.length; at++) value -= coverDuals[rows[at]!]! * values[at]!;
      const slot = this.slotOf[column.person]!;
      if (value < least[slot]! && this.isAllowed(column)) least[slot] = value;
    }
  }

  /** Numbers the cover rows that an open cell touches. */
  private findRows(): Int32Array {
    const { rows, pricers } = this.model;
    const { starts, dayCount, typeCount } = rows;
    const touched = new Uint8Array(rows.rowCount);
    this.people.forEach((person, slot) => {
      const { options } = pricers[person]!.person;
      const { tokenCount } = pricers[person]!.programme;
      const allowed = this.openCells[slot]!;
      for (let day = 0; day < dayCount; day++) {
        const open = options[day]!.filter(
          (token) => allowed === null || allowed[day * tokenCount + token] === 1,
        );
        if (open.length < 2 && this.scope.others !== null) continue;
        for (const token of open) {
          if (token === 0 || token > typeCount) continue;
          const cell = (person * dayCount + day) * typeCount + token - 1;
          for (let at = starts[cell]!; at < starts[cell + 1]!; at++) touched[rows.rows[at]!] = 1;
        }
      }
    });
    // Over a whole rota every row counts, also those that nobody can fill.
    if (this.scope.others === null) touched.fill(1);
    let next = 0;
    return Int32Array.from(touched, (is) => (is === 1 ? next++ : -1));
  }
}
