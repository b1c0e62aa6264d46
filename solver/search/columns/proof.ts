import { type Problem } from '../../model/index.js';
import { ANY, type BoundProof, narrowed, type Range, type Total } from './bound-proof.js';
import { isWhole } from './cell-shares.js';
import { type Column } from './column.js';
import { type ColumnModel, Generator, hasRisen } from './generator.js';
import { betterThan, roundedUp } from './granularity.js';
import { type MasterSolution } from './master.js';
import { Restrictions } from './restrictions.js';
import { cellSplits, type Split, totalSplits } from './splits.js';
import { slacksIn, TotalsPay, totalsOf } from './totals.js';

const ROUND = { steps: 60, count: 3, maxLabels: 2_000, smoothing: 0 } as const;
/** Where nothing else helps. */
const SHARP_ROUND = { ...ROUND, maxLabels: 10_000 } as const;
/** Pricing takes so many times as long where soft sums are weighed exactly. */
const SHARP_WORK = 10;
/** Weight of the best bound's duals in those that are priced. */
const SMOOTHING = 0.5;
const MOST_ROUNDS = 60;
/** Totals that can have a row in the master. */
const MOST_TOTALS = 64;
/** Gains count as this at least, so that a split that helps on one side alone is worth something, and as that at most. */
const LEAST_GAIN = 1e-3;
const MOST_GAIN = 1e3;
/** Splits that get a full look. */
const SHORTLIST = 2;
/** Columns by row of the master from which on dear ones are taken out. */
const COLUMNS_A_ROW = 8;

interface Branch {
  readonly split: Split;
  /** The cell is forbidden, or the total at most `most`; else it is fixed, or at least one more. */
  readonly below: boolean;
}

/** A split with what each side raises the master's value by. */
interface Choice {
  readonly split: Split;
  readonly gains: { readonly below: number; readonly above: number };
}

/** A part of all rotas. */
interface Part {
  readonly branches: readonly Branch[];
  bound: number;
  /** Duals of the bound by cover row, and of totals; those of a larger part where this one was not looked at. */
  duals: Float64Array;
  totalDuals: readonly { readonly total: number; readonly dual: number }[];
  sides: { readonly split: Split; readonly below: Part; readonly above: Part } | null;
}

/**
 * Branch and price: the part of all rotas that has the lowest bound is split in two, until none is left that could hold anything
 * better. It splits on sums of people short or too many, which are whole numbers in every rota and which the master's mixtures
 * of lines blur, or on a cell; on what raises the master's value most. Parts of equal bound are taken in depth, so that
 * the last ones are whole rotas.
 */
export class Proof {
  parts = 0;
  /** No part is left to be split. */
  ended = false;
  private readonly generator: Generator;
  private readonly restrictions: Restrictions;
  private readonly totals: readonly Total[];
  /** Slacks by total. */
  private readonly slacks: readonly (readonly number[])[];
  /** Row of the master by total. */
  private readonly rowOf = new Map<number, number>();
  private bounded: number[] = [];
  private readonly whole: Part;
  private open: Part[];
  private current: Part | null = null;
  private rounds = 0;
  private exactSums = false;
  private plain = false;
  private sharpWork = 0;
  /** Least bound of the parts that cannot be split further. */
  private stuck = Number.POSITIVE_INFINITY;

  /** @param duals by cover row, that prove `bound`. */
  constructor(
    private readonly model: ColumnModel,
    problem: Problem,
    private readonly granularity: number,
    { columns, bound, duals }: { columns: readonly Column[]; bound: number; duals: Float64Array },
  ) {
    const people = model.pricers.map((_, person) => person);
    const scope = { people, allowed: people.map(() => null), others: null };
    this.generator = new Generator(model, scope, MOST_TOTALS);
    this.generator.master.add(columns);
    this.restrictions = new Restrictions(this.generator);
    this.totals = totalsOf(problem, model.rows);
    this.slacks = this.totals.map((total) => slacksIn(total, model.rows));
    this.whole = { branches: [], bound, duals, totalDuals: [], sides: null };
    this.open = [this.whole];
  }

  /** In people priced. */
  get work(): number {
    return this.generator.work + this.sharpWork;
  }

  /** No rota costs less, unless it costs `best`. */
  bound(best: number): number {
    let least = Math.min(best, this.stuck, this.current?.bound ?? best);
    for (const { bound } of this.open) least = Math.min(least, bound);
    return roundedUp(least, this.granularity);
  }

  /** Proves the bound. */
  certificate(part: Part = this.whole): BoundProof {
    const { sides, duals, totalDuals } = part;
    if (sides === null) {
      return {
        duals: [...duals],
        totals: totalDuals.map(({ total, dual }) => ({ total: this.totals[total]!, dual })),
      };
    }
    const { split, below, above } = sides;
    return {
      split:
        split.kind === 'cell'
          ? { kind: 'cell', person: split.slot, day: split.day, token: split.token }
          : { kind: 'total', total: this.totals[split.total]!, most: split.most },
      below: this.certificate(below),
      above: this.certificate(above),
    };
  }

  /**
   * One solve of the master and one round of pricing.
   *
   * @param best what the best rota costs.
   * @returns a rota when one was reached, perhaps no better than the best.
   */
  step(best: number): readonly Column[] | null {
    const part = this.current ?? this.next(best);
    if (part === null) return null;
    const solution = this.generator.solve();
    const before = part.bound;
    const added = this.price(part, solution);
    const goesOn = added > 0 || hasRisen(before, part.bound, solution.objective);
    if (roundedUp(part.bound, this.granularity) > betterThan(best, this.granularity)) {
      this.current = null;
      return null;
    }
    const settled = roundedUp(part.bound, this.granularity) >= solution.objective - 1e-6;
    if (!settled && this.rounds < MOST_ROUNDS && (goesOn || this.sharpen())) return null;
    this.current = null;
    return this.split(part, solution);
  }

  /** Where smoothed duals find nothing new, the master's own may, and soft sums weighed exactly; false: there is nothing more to try. */
  private sharpen(): boolean {
    if (this.plain && this.exactSums) return false;
    if (this.plain) this.exactSums = true;
    this.plain = true;
    return true;
  }

  dispose(): void {
    this.generator.dispose();
  }

  /** Prices everyone; returns how many lines were new. */
  private price(part: Part, solution: MasterSolution): number {
    const { rowCount } = this.model.rows;
    const pay = new TotalsPay(rowCount);
    const used: { total: number; dual: number }[] = [];
    const centre = new Map(part.totalDuals.map(({ total, dual }) => [total, dual]));
    const mixed = (own: number, old: number): number =>
      this.plain ? own : SMOOTHING * old + (1 - SMOOTHING) * own;
    for (const [total, range] of rangesOf(part)) {
      const dual = mixed(solution.totalDuals[this.rowOf.get(total)!]!, centre.get(total) ?? 0);
      pay.add(this.totals[total]!, dual, range);
      used.push({ total, dual });
    }
    const duals = solution.duals.map((dual, row) => mixed(dual, part.duals[row]!));
    const round = this.generator.round(this.exactSums ? SHARP_ROUND : ROUND, this.exactSums, { pay, duals });
    this.rounds++;
    if (this.exactSums) this.sharpWork += this.generator.people.length * (SHARP_WORK - 1);
    if (round.added > 0) this.plain = false;
    if (round.bound > part.bound) {
      part.bound = round.bound;
      part.duals = round.duals;
      part.totalDuals = used;
    }
    return round.added;
  }

  private next(best: number): Part | null {
    const limit = betterThan(best, this.granularity);
    this.open = this.open.filter(({ bound }) => roundedUp(bound, this.granularity) <= limit);
    if (this.open.length === 0) {
      this.ended = true;
      return null;
    }
    let first = 0;
    for (let index = 1; index < this.open.length; index++)
      if (this.comesBefore(this.open[index]!, this.open[first]!)) first = index;
    const part = this.open.splice(first, 1)[0]!;
    this.current = part;
    this.parts++;
    this.rounds = 0;
    this.exactSums = false;
    this.plain = false;
    this.apply(part);
    return part;
  }

  /** What costs can be told apart by decides; then the deepest part, as it is the nearest to a whole rota. */
  private comesBefore(a: Part, b: Part): boolean {
    const difference = roundedUp(a.bound, this.granularity) - roundedUp(b.bound, this.granularity);
    if (difference !== 0) return difference < 0;
    return a.branches.length >= b.branches.length;
  }

  /** Makes the master hold what the branches leave. */
  private apply(part: { readonly branches: readonly Branch[] }): void {
    this.restrictions.apply(
      part.branches.flatMap(({ split, below }) =>
        split.kind === 'cell' ? [{ kind: below ? 'forbid' : 'fix', cells: [split] } as const] : [],
      ),
    );
    const { master } = this.generator;
    for (const row of this.bounded) master.boundTotal(row, ANY);
    this.bounded = [];
    for (const [total, range] of rangesOf(part)) {
      const row = this.masterRow(total);
      master.boundTotal(row, range);
      this.bounded.push(row);
    }
  }

  private masterRow(total: number): number {
    const known = this.rowOf.get(total);
    if (known !== undefined) return known;
    const row = this.generator.master.addTotal(this.slacks[total]!);
    this.rowOf.set(total, row);
    return row;
  }

  private split(part: Part, solution: MasterSolution): readonly Column[] | null {
    const { shares } = solution;
    const whole = isWhole(shares);
    const candidates = whole ? [] : this.candidates(solution);
    if (candidates.length === 0) {
      this.stuck = Math.min(this.stuck, part.bound);
      return whole ? this.generator.master.columns.filter((_, column) => shares[column]! > 0.5) : null;
    }
    const { split, gains } = this.choose(candidates, solution.objective, part);
    const side = (below: boolean): Part => ({ ...part, branches: [...part.branches, { split, below }] });
    part.sides = { split, below: side(true), above: side(false) };
    const { below, above } = part.sides;
    // The side that loses less is looked at first: of parts alike, the last one comes first.
    this.open.push(...(gains.below < gains.above ? [above, below] : [below, above]));
    this.purge(solution);
    return null;
  }

  private candidates(solution: MasterSolution): Split[] {
    const { generator, slacks, rowOf, model } = this;
    const mayAdd = rowOf.size < MOST_TOTALS;
    return [
      ...totalSplits(slacks, solution, model.rows, (total) => mayAdd || rowOf.has(total)),
      ...cellSplits(generator, solution),
    ];
  }

  /**
   * The split that raises the master's value most on both sides, before any pricing: a glimpse of each, then a full look at those that
   * seem best and at the widest total, whose gain shows late.
   */
  private choose(candidates: readonly Split[], value: number, { branches }: Part): Choice {
    const { generator } = this;
    const look = (split: Split, valueOf: () => number): Choice => {
      const gain = (below: boolean): number => {
        this.apply({ branches: [...branches, { split, below }] });
        return Math.max(LEAST_GAIN, Math.min(MOST_GAIN, valueOf() - value));
      };
      return { split, gains: { below: gain(true), above: gain(false) } };
    };
    const glimpses = candidates
      .map((split) => look(split, () => generator.glimpse()))
      .sort((a, b) => scoreOf(b) - scoreOf(a));
    const widest = glimpses.reduce((wide, other) => (this.width(other) > this.width(wide) ? other : wide));
    const shortlist = new Set([...glimpses.slice(0, SHORTLIST), widest]);
    const choices = Array.from(shortlist, ({ split }) => look(split, () => generator.solve().objective));
    return choices.reduce((best, other) => (scoreOf(other) > scoreOf(best) ? other : best));
  }

  private width({ split }: Choice): number {
    return split.kind === 'total' ? this.totals[split.total]!.rows.length : 0;
  }

  private purge(solution: MasterSolution): void {
    const { master, rowIds, people } = this.generator;
    const most = COLUMNS_A_ROW * (rowIds.length + people.length);
    this.restrictions.forget(master.purge(solution, most, most / 2));
  }
}

function scoreOf({ gains }: Choice): number {
  return gains.below * gains.above;
}

/** What the branches leave of each total that they speak of. */
function rangesOf({ branches }: { readonly branches: readonly Branch[] }): Map<number, Range> {
  const ranges = new Map<number, Range>();
  for (const { split, below } of branches) {
    if (split.kind !== 'total') continue;
    ranges.set(split.total, narrowed(ranges.get(split.total) ?? ANY, split.most, below));
  }
  return ranges;
}
