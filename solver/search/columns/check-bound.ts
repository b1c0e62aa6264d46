import { type Problem } from '../../model/index.js';
import { ANY, type BoundLeaf, type BoundProof, narrowed, type Range, type Total } from './bound-proof.js';
import { CoverRows } from './cover-rows.js';
import { granularityOf, roundedUp } from './granularity.js';
import { LinePricer } from './line-pricer.js';
import { TotalsPay } from './totals.js';

const EXACT = { steps: 300, count: 1, maxLabels: 500_000, looseSums: false } as const;

/**
 * The lower bound that a proof proves, worked out afresh: it follows the splits and prices everyone once in each part that is left.
 * Needs nothing of the search that found the proof.
 *
 * @param proof any duals give a valid bound, good ones a high one.
 * @returns no rota without hard violations costs less; null where somebody has no such line at all.
 */
export function checkBound(problem: Problem, proof: BoundProof): number | null {
  const checker = new Checker(problem);
  if (!checker.strict) return null;
  return roundedUp(checker.bound(proof), granularityOf(problem));
}

/** What the splits above leave open. */
interface Part {
  /** By person; null: every cell. */
  readonly allowed: readonly (Uint8Array | null)[];
  readonly ranges: ReadonlyMap<string, Range>;
}

class Checker {
  private readonly rows: CoverRows;
  private readonly pricers: readonly LinePricer[];

  constructor(problem: Problem) {
    this.rows = new CoverRows(problem);
    this.pricers = problem.people.map((_, person) => LinePricer.of(problem, this.rows, person));
  }

  get strict(): boolean {
    return this.pricers.every(({ programme }) => programme.strict);
  }

  bound(
    proof: BoundProof,
    part: Part = { allowed: this.pricers.map(() => null), ranges: new Map() },
  ): number {
    if (!('split' in proof)) return this.leaf(proof, part);
    const sides = [true, false].map((below) => {
      const { split } = proof;
      const side =
        split.kind === 'cell'
          ? { ...part, allowed: this.withCell(part.allowed, split, below) }
          : { ...part, ranges: withTotal(part.ranges, split, below) };
      return this.bound(below ? proof.below : proof.above, side);
    });
    return Math.min(...sides);
  }

  private leaf({ duals, totals }: BoundLeaf, { allowed, ranges }: Part): number {
    const { rows } = this;
    const pay = new TotalsPay(rows.rowCount);
    for (const { total, dual } of totals) pay.add(total, dual, ranges.get(keyOf(total)) ?? ANY);
    const clipped = Float64Array.from(duals, (dual, row) => (pay.touches(row) ? dual : rows.clip(row, dual)));
    let bound = pay.constant;
    for (let row = 0; row < rows.rowCount; row++)
      bound += rows.lagrangian(row, clipped[row]!, 0, pay.short[row], pay.over[row]);
    this.pricers.forEach((pricer, person) => {
      bound += pricer.price(clipped, allowed[person]!, { ...EXACT, upper: Number.POSITIVE_INFINITY }).bound;
    });
    return bound;
  }

  private withCell(
    allowed: readonly (Uint8Array | null)[],
    { person, day, token }: { person: number; day: number; token: number },
    below: boolean,
  ): (Uint8Array | null)[] {
    const { tokenCount } = this.pricers[person]!.programme;
    const open = allowed[person] ?? new Uint8Array(this.rows.dayCount * tokenCount).fill(1);
    const own = open.map((is, cell) => {
      if (Math.floor(cell / tokenCount) !== day) return is;
      return (cell % tokenCount === token) === below ? 0 : is;
    });
    return allowed.map((other, index) => (index === person ? own : other));
  }
}

function withTotal(
  ranges: ReadonlyMap<string, Range>,
  { total, most }: { total: Total; most: number },
  below: boolean,
): Map<string, Range> {
  const key = keyOf(total);
  return new Map(ranges).set(key, narrowed(ranges.get(key) ?? ANY, most, below));
}

function keyOf({ kind, rows }: Total): string {
  return `${kind} ${rows.join()}`;
}
