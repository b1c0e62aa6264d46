import { type PayEvidence } from '../elements.js';
import { PayError } from '../pay-line.js';
import { dateInWords } from '../words.js';

export interface PayPoint {
  readonly name: string;
  /** Full-time pay of a year, in pence. */
  readonly annualPence: number;
}

/** What holds from a day until the next of its sort: printed figures with their source. */
export interface Dated {
  /** ISO date of the first day on which it holds. */
  readonly effectiveFrom: string;
  readonly source: string;
  readonly evidence: PayEvidence;
}

/** A printed table of pay. */
export interface PayTable<Point extends PayPoint = PayPoint> extends Dated {
  /** Last day of the pay year that it was printed for; later days are paid by it only until a newer table is known. */
  readonly printedUntil: string;
  readonly points: Readonly<Record<string, Point>>;
}

/**
 * The newest of dated things that was in force on a day.
 *
 * @param what for the message, for example "pay table of resident doctors".
 * @throws PayError for a day before the first.
 */
export function inForce<T extends Dated>(dated: readonly T[], date: string, what: string): T {
  const known = dated.toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom));
  const found = known.findLast(({ effectiveFrom }) => effectiveFrom <= date);
  if (found !== undefined) return found;
  const first = known[0] === undefined ? 'no day' : dateInWords(known[0].effectiveFrom);
  throw new PayError(
    `There is no ${what} for ${dateInWords(date)}: the first begins on ${first}. Choose later days, or add a table.`,
  );
}

/** @throws PayError naming the points that there are. */
export function pointOf<Point extends PayPoint>(table: PayTable<Point>, code: string): Point {
  const point = Object.hasOwn(table.points, code) ? table.points[code] : undefined;
  if (point !== undefined) return point;
  throw new PayError(
    `"${code}" is not a pay point of ${table.source}: choose one of ${Object.keys(table.points).join(', ')}.`,
  );
}
