import highsModule, { type Highs, type Model } from 'highs';
import { type Range } from './bound-proof.js';
import { type Column } from './column.js';
import { type Slack } from './cover-rows.js';

export interface MasterSolution {
  readonly objective: number;
  /** By row of the master, and by person of the master. */
  readonly duals: Float64Array;
  readonly personDuals: Float64Array;
  /** By total, in the order that they were added. */
  readonly totalDuals: Float64Array;
  /** Value of each slack. */
  readonly slacks: Float64Array;
  /** Share of each column of `columns`, and what it would cost to bring more of it in. */
  readonly shares: Float64Array;
  readonly reducedCosts: Float64Array;
  /** Share by which each person has no line at all. */
  readonly missing: Float64Array;
}

export interface MasterShape {
  readonly targets: Float64Array;
  /** Slacks with rows of the master. */
  readonly slacks: readonly Slack[];
  readonly personCount: number;
  /** Row of the master by cover row; -1: left out. */
  readonly rowOf: Int32Array;
  /** Number in the master by person. */
  readonly slotOf: Int32Array;
  /** Most totals that may be added later. */
  readonly totals?: number;
}

/** Costs more than any line, so that nobody is left without one if there is any. */
const NO_LINE_COST = 1e6;
const DUAL_SIMPLEX = 1;
const PRIMAL_SIMPLEX = 4;
const MOST_ITERATIONS = 2 ** 31 - 1;
const GLIMPSE_ITERATIONS = 50;
/** A column whose reduced cost is no higher may come in at any time. */
const CHEAP = 1e-6;
/** A model status of HiGHS. */
const OPTIMAL = 7;

/** The package's types describe its CommonJS build; what an ES module imports is the loader itself. */
const createHighs = highsModule as unknown as () => Promise<Highs>;
let loading: Promise<Highs> | undefined;

export function loadHighs(): Promise<Highs> {
  loading ??= createHighs();
  return loading;
}

/** The linear programme over lines: one line a person, cover with slacks. It lives on, so that each solve starts where the last ended. */
export class Master {
  /** Columns in the order of the model, after the slacks. */
  readonly columns: Column[] = [];
  private readonly model: Model;
  private readonly fixedColumns: number;
  private readonly rowCount: number;
  private readonly elasticFrom: number;
  private totalCount = 0;
  /** Only bounds have changed since the last solve, so that its basis is still dual feasible. */
  private narrowed = false;
  private readonly known = new Set<Column>();

  constructor(
    highs: Highs,
    private readonly shape: MasterShape,
  ) {
    const { slacks, targets, personCount } = shape;
    const elastic = new Array<number>(2 * (shape.totals ?? 0)).fill(NO_LINE_COST);
    this.rowCount = targets.length;
    this.elasticFrom = slacks.length + personCount;
    this.fixedColumns = this.elasticFrom + elastic.length;
    this.model = highs.createModel();
    this.model.options.set({
      output_flag: false,
      presolve: 'off',
      solver: 'simplex',
      simplex_strategy: PRIMAL_SIMPLEX,
    });
    const unlimited = new Array<number>(personCount).fill(Infinity);
    const ones = new Array<number>(personCount).fill(1);
    const bounds = Float64Array.from([...targets, ...ones]);
    this.model.passModel({
      numCols: this.fixedColumns,
      numRows: this.rowCount + personCount,
      colCost: Float64Array.from([
        ...slacks.map(({ cost }) => cost),
        ...ones.map(() => NO_LINE_COST),
        ...elastic,
      ]),
      colLower: new Float64Array(this.fixedColumns),
      colUpper: Float64Array.from([
        ...slacks.map(({ upper }) => upper),
        ...unlimited,
        ...elastic.map(() => Infinity),
      ]),
      rowLower: bounds,
      rowUpper: bounds,
      matrix: {
        format: 'csc',
        numRows: this.rowCount + personCount,
        numCols: this.fixedColumns,
        starts: Int32Array.from({ length: this.fixedColumns + 1 }, (_, column) =>
          Math.min(column, this.elasticFrom),
        ),
        indices: Int32Array.from([
          ...slacks.map(({ row }) => row),
          ...ones.map((_, person) => this.rowCount + person),
        ]),
        values: Float64Array.from([...slacks.map(({ coefficient }) => coefficient), ...ones]),
      },
    });
  }

  /** Adds the columns that are not there yet; returns how many. */
  add(columns: readonly Column[]): number {
    const fresh = columns.filter((column) => !this.known.has(column));
    if (fresh.length === 0) return 0;
    this.narrowed = false;
    const { rowOf, slotOf, personCount } = this.shape;
    const starts = new Int32Array(fresh.length + 1);
    const indices: number[] = [];
    const values: number[] = [];
    fresh.forEach((column, k) => {
      for (let at = 0; at < column.rows.length; at++) {
        const row = rowOf[column.rows[at]!]!;
        if (row < 0) continue;
        indices.push(row);
        values.push(column.values[at]!);
      }
      indices.push(this.rowCount + slotOf[column.person]!);
      values.push(1);
      starts[k + 1] = indices.length;
      this.known.add(column);
      this.columns.push(column);
    });
    this.model.addCols({
      cost: Float64Array.from(fresh, ({ cost }) => cost),
      lower: new Float64Array(fresh.length),
      upper: new Float64Array(fresh.length).fill(Infinity),
      matrix: {
        format: 'csc',
        numRows: this.rowCount + personCount + this.totalCount,
        numCols: fresh.length,
        starts,
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    });
    return fresh.length;
  }

  /** Iterations of the simplex method that the last solve or glimpse took. */
  get iterations(): number {
    return Number(this.model.info.get('simplex_iteration_count'));
  }

  /** What the optimum costs at least, after a few iterations of the dual simplex method. Call after bounds alone have changed. */
  glimpse(): number {
    this.model.options.set({ simplex_strategy: DUAL_SIMPLEX, simplex_iteration_limit: GLIMPSE_ITERATIONS });
    this.model.run();
    this.model.options.set({ simplex_iteration_limit: MOST_ITERATIONS });
    return this.model.getObjectiveValue();
  }

  solve(): MasterSolution {
    this.model.options.set({ simplex_strategy: this.narrowed ? DUAL_SIMPLEX : PRIMAL_SIMPLEX });
    this.narrowed = false;
    this.model.run();
    const status = this.model.getModelStatus();
    if (status !== OPTIMAL) throw new Error(`the linear programme over lines ended with status ${status}`);
    const { colValue, colDual, rowDual } = this.model.getSolution();
    const { fixedColumns, rowCount, elasticFrom } = this;
    const { slacks, personCount } = this.shape;
    return {
      objective: this.model.getObjectiveValue(),
      duals: rowDual.subarray(0, rowCount),
      personDuals: rowDual.subarray(rowCount, rowCount + personCount),
      totalDuals: rowDual.subarray(rowCount + personCount),
      slacks: colValue.subarray(0, slacks.length),
      shares: colValue.subarray(fixedColumns),
      reducedCosts: colDual.subarray(fixedColumns),
      missing: colValue.subarray(slacks.length, elasticFrom),
    };
  }

  /** Adds a row that holds the sum of some slacks, without bounds at first. At most `totals` of the shape can be added. */
  addTotal(slacks: readonly number[]): number {
    const total = this.totalCount++;
    const short = this.elasticFrom + 2 * total;
    const indices = Int32Array.from([...slacks, short, short + 1]);
    const values = Float64Array.from([...slacks.map(() => 1), 1, -1]);
    this.model.addRow(-Infinity, Infinity, { indices, values });
    return total;
  }

  /** Bounds a total; where it cannot be kept, that costs more than any line. */
  boundTotal(total: number, { lower, upper }: Range): void {
    this.narrowed = true;
    this.model.changeRowBounds(this.rowCount + this.shape.personCount + total, lower, upper);
  }

  /** Forbids columns, or allows them again. */
  setAllowed(columns: readonly number[], allowed: boolean): void {
    if (columns.length === 0) return;
    // What is allowed again may be cheap at once, while what the last solve chose is still allowed.
    this.narrowed = !allowed;
    this.model.changeColsBounds(
      { kind: 'set', indices: this.indicesOf(columns) },
      new Float64Array(columns.length),
      new Float64Array(columns.length).fill(allowed ? Infinity : 0),
    );
  }

  /**
   * Takes the dearest columns out when there are more than `most`, as solves slow down with them. They are found again if need be.
   *
   * @param kept about how many stay; those with a share always do.
   * @returns what was taken out.
   */
  purge({ shares, reducedCosts }: MasterSolution, most: number, kept: number): Column[] {
    if (shares.length <= most) return [];
    const dearest = Math.max(CHEAP, Float64Array.from(reducedCosts).sort()[Math.floor(kept)]!);
    const gone = this.columns.filter((_, k) => shares[k] === 0 && reducedCosts[k]! > dearest);
    this.remove(gone);
    return gone;
  }

  private remove(columns: readonly Column[]): void {
    if (columns.length === 0) return;
    for (const column of columns) this.known.delete(column);
    const indices = this.columns.flatMap((column, index) => (this.known.has(column) ? [] : [index]));
    this.model.deleteCols({ kind: 'set', indices: this.indicesOf(indices) });
    const kept = this.columns.filter((column) => this.known.has(column));
    this.columns.length = 0;
    this.columns.push(...kept);
  }

  dispose(): void {
    this.model.dispose();
  }

  private indicesOf(columns: readonly number[]): Int32Array {
    return Int32Array.from(columns, (column) => column + this.fixedColumns).sort();
  }
}
