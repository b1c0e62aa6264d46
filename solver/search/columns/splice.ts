import { HARD_UNIT_COST } from '../line-programme/automaton.js';
import { type Column } from './column.js';
import { type ColumnModel } from './generator.js';
import { isWithin } from './line-pricer.js';
import { type Opening } from './neighbourhood.js';
import { type Standing, withColumns } from './standing.js';

/**
 * A rota found in one part of another, put into the rota that stands by now: what is found holds on the open days of the open people,
 * and what stands everywhere else. People whose line would then break a hard rule keep the line that stands.
 */
export function splice(
  model: ColumnModel,
  standing: Standing,
  { window }: Opening,
  found: readonly Column[],
): Standing {
  const lines = found.flatMap((column) => {
    if (window === null) return [column];
    const { person } = column;
    const tokens = Int16Array.from(standing.columns[person]!.tokens);
    column.tokens.forEach((token, day) => {
      if (isWithin(window, day)) tokens[day] = token;
    });
    const line = model.pool.column(person, tokens);
    return line.cost < Math.max(HARD_UNIT_COST, standing.columns[person]!.cost) ? [line] : [];
  });
  return withColumns(model, standing, lines);
}
