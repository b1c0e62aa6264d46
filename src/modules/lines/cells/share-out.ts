import { type ShiftKind } from '../../../../solver/model/index.js';

/** What stands in a cell of a line. */
export interface LineShift {
  readonly id: string;
  readonly kind: ShiftKind;
}

/** Null: off. Day 0 is a Monday. */
export type LineCells = readonly (LineShift | null)[];

/** Somebody on a line, or on a part of it. */
export interface Sharer {
  readonly id: string;
  /** Thousandths of full time. */
  readonly share: number;
  /** Weekdays that this person never works, 0 = Monday. */
  readonly daysOff: readonly number[];
}

/** Why nobody works a cell of a line: it is on the fixed day off of whoever could, or beyond the share of those who are on it. */
export type Unworked = 'day-off' | 'beyond-share';

export interface SharedLine {
  /** Index of whoever works each cell among the sharers; null: off, or nobody. */
  readonly owner: readonly (number | null)[];
  /** For a cell with a shift that nobody works. */
  readonly unworked: ReadonlyMap<number, Unworked>;
}

const DAYS_PER_WEEK = 7;
const SATURDAY = 5;
const SUNDAY = 6;

export function isWork(cell: LineShift | null | undefined): cell is LineShift {
  return cell !== null && cell !== undefined && cell.kind !== 'off';
}

/**
 * Shares a line's shifts out among those who are on it, each kind of shift by itself and in proportion, so that nobody has all the
 * weekends. Nights in a row, and both days of a weekend, stay together. What falls to nobody is told.
 *
 * @param lineShare for which share of full time the line is made, in thousandths.
 */
export function shareOut(cells: LineCells, lineShare: number, sharers: readonly Sharer[]): SharedLine {
  const owner: (number | null)[] = cells.map(() => null);
  const unworked = new Map<number, Unworked>();
  const parts = sharers.map(({ share }) => Math.min(1, share / lineShare));
  const spare = Math.max(0, 1 - parts.reduce((sum, part) => sum + part, 0));
  const dealt = new Map<string, Tally>();
  for (const stretch of stretches(cells)) {
    const key = categoryOf(cells, stretch);
    const tally = dealt.get(key) ?? { seen: 0, own: sharers.map(() => 0), nobody: 0 };
    dealt.set(key, tally);
    tally.seen += stretch.length;
    for (const [to, days] of deal(stretch, sharers, parts, spare, tally)) {
      for (const day of days) {
        if (typeof to === 'number') owner[day] = to;
        else unworked.set(day, to);
      }
    }
  }
  return { owner, unworked };
}

/** How many shifts of one kind have come up, and who has got them. */
interface Tally {
  seen: number;
  readonly own: number[];
  nobody: number;
}

function deal(
  stretch: readonly number[],
  sharers: readonly Sharer[],
  parts: readonly number[],
  spare: number,
  tally: Tally,
): Map<number | Unworked, readonly number[]> {
  const isFree = (index: number, day: number): boolean =>
    !sharers[index]!.daysOff.includes(day % DAYS_PER_WEEK);
  const able = sharers.map((_, index) => index).filter((index) => stretch.every((day) => isFree(index, day)));
  if (able.length === 0 && stretch.length > 1) return dealByDay(stretch, sharers, parts, spare, tally);
  if (able.length === 0) {
    tally.nobody += stretch.length;
    return new Map([[sharers.length === 0 ? 'beyond-share' : 'day-off', stretch]]);
  }
  const behind = (index: number): number => parts[index]! * tally.seen - tally.own[index]!;
  const most = able.reduce((best, index) => (behind(index) > behind(best) + EPSILON ? index : best));
  if (spare * tally.seen - tally.nobody > behind(most) + EPSILON) {
    tally.nobody += stretch.length;
    return new Map([['beyond-share', stretch]]);
  }
  tally.own[most]! += stretch.length;
  return new Map([[most, stretch]]);
}

/** A stretch of which everybody has some day off. */
function dealByDay(
  stretch: readonly number[],
  sharers: readonly Sharer[],
  parts: readonly number[],
  spare: number,
  tally: Tally,
): Map<number | Unworked, readonly number[]> {
  const result = new Map<number | Unworked, readonly number[]>();
  tally.seen -= stretch.length;
  for (const day of stretch) {
    tally.seen += 1;
    for (const [to, days] of deal([day], sharers, parts, spare, tally))
      result.set(to, [...(result.get(to) ?? []), ...days]);
  }
  return result;
}

/** Thousandths do not add up to one exactly. */
const EPSILON = 1e-9;

/** Shifts that one person works all of: days of one. */
function stretches(cells: LineCells): number[][] {
  const found: number[][] = [];
  for (const [day, cell] of cells.entries()) {
    if (!isWork(cell)) continue;
    const last = found.at(-1);
    const before = cells[day - 1];
    if (last?.at(-1) === day - 1 && before?.id === cell.id && belongsToBefore(cell, day)) last.push(day);
    else found.push([day]);
  }
  return found;
}

function belongsToBefore(cell: LineShift, day: number): boolean {
  return cell.kind === 'night' || day % DAYS_PER_WEEK === SUNDAY;
}

function categoryOf(cells: LineCells, [first = 0]: readonly number[]): string {
  return `${cells[first]?.kind ?? 'off'}${first % DAYS_PER_WEEK >= SATURDAY ? ' at the weekend' : ''}`;
}
