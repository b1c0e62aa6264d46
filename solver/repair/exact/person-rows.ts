import { compileConstraint, type LabelFace, lineOfCells } from '../../constraints/index.js';
import { OFF } from '../../model/index.js';
import { fixedCell, type PersonColumns, type Row } from './cell-model.js';

/**
 * Conditions that are known before any rota is seen: one shift a day, and hard limits on plain sums over the line, which cuts
 * alone would take too long to learn. Everything else comes as cuts from the explain faces. A limit that the standing line
 * does not keep may stay as far broken as it is.
 */
export function personRows(columns: PersonColumns): Row[] {
  const oneADay = columns.columnOf
    .filter((day) => day.size > 1)
    .map((day): Row => ({ lower: 0, upper: 1, terms: new Map([...day.values()].map((c) => [c, 1])) }));
  const sums = columns.person.constraints
    .filter(({ level }) => level === 'hard')
    .flatMap((data) => sumRow(columns, compileConstraint(data, columns.context).label));
  return [...oneADay, ...sums];
}

/** A label without states whose counter is limited is a sum of what each cell uses. */
function sumRow(columns: PersonColumns, label: LabelFace | undefined): Row[] {
  if (label?.stateless !== true || label.counter === null) return [];
  const { context, start, columnOf } = columns;
  const { initial, counter } = label;
  const use = (index: number, token: number): number => label.step(initial, index, token).use;
  const line = lineOfCells(context, start);
  const terms = new Map<number, number>();
  let fixed = 0;
  let standing = 0;
  for (let index = 0; index < context.length; index++) {
    const day = index - context.before;
    const planned = context.base[index] === 0 && day >= 0 && day < context.dayCount;
    standing += use(index, line[index]!);
    const alone = planned ? fixedCell(columns, day) : OFF;
    if (!planned) fixed += use(index, context.base[index]!);
    else if (alone !== OFF) fixed += use(index, alone + 1);
    if (planned) for (const [type, column] of columnOf[day]!) terms.set(column, use(index, type + 1));
  }
  return [
    {
      lower: counter.min === null ? Number.NEGATIVE_INFINITY : Math.min(counter.min, standing) - fixed,
      upper: counter.max === null ? Number.POSITIVE_INFINITY : Math.max(counter.max, standing) - fixed,
      terms,
    },
  ];
}
