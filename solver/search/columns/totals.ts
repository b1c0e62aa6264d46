import { type Problem } from '../../model/index.js';
import { type Range, type Total } from './bound-proof.js';
import { type CoverRows } from './cover-rows.js';

const WEEK_DAYS = 7;

/** All totals that a proof may split on: each line, each day, each week, each kind of line, and all of them. */
export function totalsOf(problem: Problem, rows: CoverRows): Total[] {
  const kinds = new Map<string, number>();
  const groups = new Map<string, number[]>();
  const join = (key: string, row: number): void => {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  };
  problem.cover.forEach(({ measure, shiftTypeIds, filterLabel, dayIndex }, row) => {
    if (measure.kind !== 'count') return;
    const name = JSON.stringify([shiftTypeIds, filterLabel]);
    const kind = kinds.get(name) ?? kinds.size;
    kinds.set(name, kind);
    const week = Math.floor(dayIndex / WEEK_DAYS);
    join('all', row);
    join(`kind ${kind}`, row);
    join(`week ${week}`, row);
    join(`week ${week} kind ${kind}`, row);
    join(`day ${dayIndex}`, row);
    join(`row ${row}`, row);
  });
  const seen = new Set<string>();
  const totals: Total[] = [];
  for (const group of groups.values()) {
    const key = group.join();
    if (seen.has(key)) continue;
    seen.add(key);
    totals.push({ kind: 'short', rows: group });
    const costly = group.filter((row) => rows.lowestDual[row]! < 0);
    if (costly.length === group.length) totals.push({ kind: 'over', rows: costly });
  }
  return totals;
}

/** Indices of the slacks that make up a total. */
export function slacksIn({ kind, rows }: Total, { slacks }: CoverRows): number[] {
  const wanted = new Set(rows);
  return slacks.flatMap(({ row, coefficient, cost }, index) => {
    if (!wanted.has(row)) return [];
    return (kind === 'short' ? coefficient === 1 : coefficient === -1 && cost > 0) ? [index] : [];
  });
}

/** What the duals of totals within their ranges pay: in all, and by cover row for each person short or too many. */
export class TotalsPay {
  constant = 0;
  readonly short: Float64Array;
  readonly over: Float64Array;

  constructor(rowCount: number) {
    this.short = new Float64Array(rowCount);
    this.over = new Float64Array(rowCount);
  }

  /** A dual above 0 speaks of the range's lower end, one below 0 of its upper; one that speaks of no end pays nothing. */
  add({ kind, rows }: Total, dual: number, { lower, upper }: Range): void {
    const end = dual > 0 ? lower : upper;
    if (dual === 0 || !Number.isFinite(end)) return;
    this.constant += dual * end;
    const paid = kind === 'short' ? this.short : this.over;
    for (const row of rows) paid[row]! += dual;
  }

  touches(row: number): boolean {
    return this.short[row] !== 0 || this.over[row] !== 0;
  }
}
