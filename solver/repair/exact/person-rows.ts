import { filterMask, filterOf, optionalNumber } from '../../constraints/index.js';
import { type ConstraintData, OFF } from '../../model/index.js';
import { fixedCell, type PersonColumns, type Row } from './cell-model.js';

/**
 * Conditions that are known before any rota is seen: one shift a day, and hard limits on sums of minutes or shifts, which cuts
 * alone would take too long to learn. Everything else comes as cuts from the explain faces. A limit that the standing line
 * does not keep may stay as far broken as it is.
 */
export function personRows(columns: PersonColumns): Row[] {
  const oneADay = columns.columnOf
    .filter((day) => day.size > 1)
    .map((day): Row => ({ lower: 0, upper: 1, terms: new Map([...day.values()].map((c) => [c, 1])) }));
  const totals = columns.person.constraints
    .filter(({ kind, level }) => kind === 'total' && level === 'hard')
    .map((data) => totalRow(columns, data));
  return [...oneADay, ...totals];
}

function totalRow(columns: PersonColumns, data: ConstraintData): Row {
  const { context, start, columnOf } = columns;
  const mask = filterMask(context, filterOf(data.params));
  const use = (token: number): number => {
    const facts = context.tokens[token];
    if (facts === null || facts === undefined || mask[token] === 0) return 0;
    return data.params.measure === 'shifts' ? 1 : facts.workMin;
  };
  const from = context.before + (optionalNumber(data, 'fromDay') ?? 0);
  const to = context.before + (optionalNumber(data, 'toDay') ?? context.dayCount - 1);
  const terms = new Map<number, number>();
  let fixed = 0;
  let standing = 0;
  for (let index = Math.max(0, from); index <= Math.min(to, context.length - 1); index++) {
    const day = index - context.before;
    const base = context.base[index]!;
    const planned = base === 0 && day >= 0 && day < context.dayCount;
    if (!planned) {
      fixed += use(base);
      standing += use(base);
      continue;
    }
    const alone = fixedCell(columns, day);
    if (alone !== OFF) fixed += use(alone + 1);
    if (start[day]! !== OFF) standing += use(start[day]! + 1);
    for (const [type, column] of columnOf[day]!) terms.set(column, use(type + 1));
  }
  const min = optionalNumber(data, 'min');
  const max = optionalNumber(data, 'max');
  return {
    lower: min === null ? Number.NEGATIVE_INFINITY : Math.min(min, standing) - fixed,
    upper: max === null ? Number.POSITIVE_INFINITY : Math.max(max, standing) - fixed,
    terms,
  };
}
