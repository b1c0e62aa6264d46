import { type CoverRows } from './cover-rows.js';
import { isWithin, type LinePricer, type Window } from './line-pricer.js';

/** A person's whole line as a column of a master. */
export interface Column {
  readonly person: number;
  /** Tokens by layer, from day 0. */
  readonly tokens: Int16Array;
  /** By itself, without cover; hard breaches at a high price. */
  readonly cost: number;
  /** Cover rows that it touches, and what it adds to them. */
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** Keeps every line that was ever made a column, so that each is made once. */
export class ColumnPool {
  private readonly known: Map<string, Column>[];
  private readonly sums: Float64Array;
  private readonly touched: Int32Array;

  /** @param window the cover rows of these days alone are looked at; null: all of them. */
  constructor(
    private readonly rows: CoverRows,
    private readonly pricers: readonly LinePricer[],
    private readonly window: Window | null = null,
  ) {
    this.known = pricers.map(() => new Map<string, Column>());
    this.sums = new Float64Array(rows.rowCount);
    this.touched = new Int32Array(rows.rowCount);
  }

  /** The person's column of a line. */
  column(person: number, tokens: Int16Array): Column {
    const key = String.fromCharCode(...tokens);
    const known = this.known[person]!.get(key);
    if (known !== undefined) return known;
    const column = this.make(person, Int16Array.from(tokens));
    this.known[person]!.set(key, column);
    return column;
  }

  of(person: number): Iterable<Column> {
    return this.known[person]!.values();
  }

  countOf(person: number): number {
    return this.known[person]!.size;
  }

  /** Forgets all columns of a person but these. */
  keep(person: number, columns: Iterable<Column>): void {
    this.known[person]!.clear();
    for (const column of columns) this.known[person]!.set(String.fromCharCode(...column.tokens), column);
  }

  private make(person: number, tokens: Int16Array): Column {
    const { starts, rows, coefficients, dayCount, typeCount } = this.rows;
    const { context } = this.pricers[person]!.person;
    const { sums, touched } = this;
    let count = 0;
    for (let day = 0; day < dayCount; day++) {
      if (this.window !== null && !isWithin(this.window, day)) continue;
      const token = tokens[day]!;
      if (token === 0 || token > typeCount || context.base[context.before + day] !== 0) continue;
      const cell = (person * dayCount + day) * typeCount + token - 1;
      for (let at = starts[cell]!; at < starts[cell + 1]!; at++) {
        const row = rows[at]!;
        if (sums[row] === 0) touched[count++] = row;
        sums[row]! += coefficients[at]!;
      }
    }
    const own = touched.slice(0, count);
    const values = Float64Array.from(own, (row) => sums[row]!);
    for (const row of own) sums[row] = 0;
    return { person, tokens, cost: this.pricers[person]!.ownCost(tokens), rows: own, values };
  }
}
