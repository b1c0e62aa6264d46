import { cellShares, WHOLE } from './cell-shares.js';
import { type CoverRows } from './cover-rows.js';
import { type Generator } from './generator.js';
import { type MasterSolution } from './master.js';

export interface CellSplit {
  readonly kind: 'cell';
  /** Entry of the generator's people. */
  readonly slot: number;
  readonly day: number;
  readonly token: number;
}

export interface TotalSplit {
  readonly kind: 'total';
  /** Index into the totals. */
  readonly total: number;
  /** One side has at most this, the other at least one more. */
  readonly most: number;
}

export type Split = CellSplit | TotalSplit;

/** A total this near to a whole number is not worth a split. */
const FRACTION = 0.02;
const TRIED_TOTALS = 5;
const TRIED_CELLS = 4;

/** Totals that the master has as fractions: those whose fraction costs most, and the one over most rows. */
export function totalSplits(
  slackLists: readonly (readonly number[])[],
  { slacks }: MasterSolution,
  rows: CoverRows,
  isWanted: (total: number) => boolean,
): Split[] {
  const found: { split: TotalSplit; score: number }[] = [];
  const widthOf = ({ split }: { split: TotalSplit }): number => slackLists[split.total]!.length;
  slackLists.forEach((list, total) => {
    if (!isWanted(total)) return;
    let sum = 0;
    let cost = 0;
    for (const slack of list) {
      sum += slacks[slack]!;
      cost += rows.slacks[slack]!.cost;
    }
    const most = Math.floor(sum);
    const fraction = Math.min(sum - most, most + 1 - sum);
    if (fraction < FRACTION) return;
    found.push({ split: { kind: 'total', total, most }, score: (fraction * cost) / list.length });
  });
  const dearest = found.sort((a, b) => b.score - a.score).slice(0, TRIED_TOTALS);
  const widest = found.reduce<(typeof found)[number] | null>((wide, other) => {
    return wide === null || widthOf(other) > widthOf(wide) ? other : wide;
  }, null);
  return [...new Set(widest === null ? dearest : [...dearest, widest])].map(({ split }) => split);
}

/** Cells that are worked about half. */
export function cellSplits(generator: Generator, { shares }: MasterSolution): Split[] {
  return cellShares(generator, shares)
    .filter(({ share }) => share > WHOLE && share < 1 - WHOLE)
    .sort((a, b) => Math.abs(a.share - 0.5) - Math.abs(b.share - 0.5))
    .slice(0, TRIED_CELLS)
    .map(({ slot, day, token }) => ({ kind: 'cell', slot, day, token }));
}
