/**
 * Why no rota costs less than a bound: duals by cover line for each part of a search that leaves no rota out. Each part's bound is
 * everybody's cheapest line under its duals, plus for each cover line the least of its cost and of the duals paid for its people
 * (`checkBound`).
 */
export type BoundProof = BoundLeaf | BoundSplit;

export interface BoundLeaf {
  /** By cover line, in the problem's order. */
  readonly duals: readonly number[];
  /** Duals of the totals that the splits above bound. */
  readonly totals: readonly { readonly total: Total; readonly dual: number }[];
}

/** Every rota is in one of the two sides. */
export interface BoundSplit {
  readonly split: ProofSplit;
  /** The person does not work the cell; the total is at most `most`. */
  readonly below: BoundProof;
  /** The person works the cell; the total is more than `most`. */
  readonly above: BoundProof;
}

export type ProofSplit =
  | {
      readonly kind: 'cell';
      /** Index into the problem's people. */
      readonly person: number;
      readonly day: number;
      /** 0: off; else the index of the shift type + 1. */
      readonly token: number;
    }
  | { readonly kind: 'total'; readonly total: Total; readonly most: number };

/** People short of the target, or too many, summed over several count lines: a whole number in every rota. */
export interface Total {
  readonly kind: 'short' | 'over';
  /** Cover lines, by their place in the problem. */
  readonly rows: readonly number[];
}

export interface Range {
  readonly lower: number;
  readonly upper: number;
}

export const ANY: Range = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

/** What a side of a split leaves of a total's range. */
export function narrowed({ lower, upper }: Range, most: number, below: boolean): Range {
  return below ? { lower, upper: Math.min(upper, most) } : { lower: Math.max(lower, most + 1), upper };
}
