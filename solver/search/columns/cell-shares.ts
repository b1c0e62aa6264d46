import { type Generator } from './generator.js';

/** A cell of a person of the generator, and by what share of the master's lines it is worked so. */
export interface CellShare {
  /** Entry of the generator's people. */
  readonly slot: number;
  readonly day: number;
  /** 0: off. */
  readonly token: number;
  readonly share: number;
}

/** Shares below this are a matter of rounding. */
export const WHOLE = 1e-5;

/** No more tokens than this in any problem. */
const TOKEN_STRIDE = 2 ** 16;

/** How the master's lines work each cell; `wanted` leaves tokens out. */
export function cellShares(
  { master, slotOf, model }: Generator,
  shares: Float64Array,
  wanted: (token: number) => boolean = () => true,
): CellShare[] {
  const { dayCount } = model.rows;
  const sums = new Map<number, number>();
  master.columns.forEach(({ person, tokens }, column) => {
    const share = shares[column]!;
    if (share <= WHOLE) return;
    for (let day = 0; day < dayCount; day++) {
      const token = tokens[day]!;
      if (!wanted(token)) continue;
      const key = (slotOf[person]! * dayCount + day) * TOKEN_STRIDE + token;
      sums.set(key, (sums.get(key) ?? 0) + share);
    }
  });
  return Array.from(sums, ([key, share]) => {
    const token = key % TOKEN_STRIDE;
    const cell = (key - token) / TOKEN_STRIDE;
    const day = cell % dayCount;
    return { slot: (cell - day) / dayCount, day, token, share };
  });
}

/** Every line of the master is taken wholly or not at all. */
export function isWhole(shares: Float64Array): boolean {
  return shares.every((share) => share < WHOLE || share > 1 - WHOLE);
}
