import { OFF, type Problem, type Rota } from '../../model/index.js';
import { type Column } from './column.js';
import { type ColumnModel } from './generator.js';

/** A whole rota as columns, one a person. */
export interface Standing {
  readonly columns: readonly Column[];
  /** Sum of the cells on each cover row. */
  readonly sums: Float64Array;
  readonly value: number;
}

/** @param columns one a person, in any order. */
export function standOn({ rows }: ColumnModel, columns: readonly Column[]): Standing {
  const sums = new Float64Array(rows.rowCount);
  const byPerson: Column[] = [];
  let value = 0;
  for (const column of columns) {
    byPerson[column.person] = column;
    value += column.cost;
    column.rows.forEach((row, at) => (sums[row]! += column.values[at]!));
  }
  for (let row = 0; row < rows.rowCount; row++) value += rows.cost(row, sums[row]!);
  return { columns: byPerson, sums, value };
}

/** The same rota with some people's lines replaced. */
export function withColumns(
  model: ColumnModel,
  standing: Standing,
  replacements: readonly Column[],
): Standing {
  const columns = [...standing.columns];
  for (const column of replacements) columns[column.person] = column;
  return standOn(model, columns);
}

export function columnsOf({ pool, pricers }: ColumnModel, rota: Rota): Column[] {
  return rota.cells.map((cells, person) => {
    const { programme, person: compiled } = pricers[person]!;
    const tokens = Int16Array.from({ length: programme.layerCount }, (_, layer) => {
      const fixed = compiled.context.base[programme.first + layer]!;
      return fixed === 0 ? (cells[layer] ?? OFF) + 1 : fixed;
    });
    return pool.column(person, tokens);
  });
}

export function rotaOf({ pricers }: ColumnModel, problem: Problem, columns: readonly Column[]): Rota {
  return {
    cells: columns.map(({ tokens, person }) => {
      const { context } = pricers[person]!.person;
      return problem.days.map((_, day) => {
        const token = context.base[context.before + day] === 0 ? tokens[day]! : 0;
        return token > 0 && token <= problem.shiftTypes.length ? token - 1 : OFF;
      });
    }),
  };
}

/** A person's known lines, the most promising under duals of the cover rows first; by their own cost where there are none. */
export function promisingLines(
  { pool }: ColumnModel,
  person: number,
  duals: Float64Array | null,
  wanted: (column: Column) => boolean = () => true,
): Column[] {
  const open: { column: Column; value: number }[] = [];
  for (const column of pool.of(person)) {
    if (!wanted(column)) continue;
    let value = column.cost;
    if (duals !== null) {
      for (let at = 0; at < column.rows.length; at++) value -= duals[column.rows[at]!]! * column.values[at]!;
    }
    open.push({ column, value });
  }
  return open.sort((a, b) => a.value - b.value).map(({ column }) => column);
}
