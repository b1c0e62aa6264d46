import { type Random } from '../random.js';
import { type Generator, type RoundOptions } from './generator.js';
import { type Column } from './column.js';
import { type MasterSolution } from './master.js';
import { Restrictions } from './restrictions.js';

export interface DiveOptions {
  /** Most rounds of pricing at a node. */
  readonly rounds: number;
  readonly round: RoundOptions;
  /** Share of the cells above one half that are fixed at a time. */
  readonly share: number;
  /** Strength of the random part in the order of fixing, 0 … 1. */
  readonly noise: number;
  /** Nodes after which the dive is given up. */
  readonly nodes: number;
  /** Where fixing several cells at once costs more than this share of the master's value, fewer are fixed. */
  readonly jump: number;
}

export interface Landing {
  /** A column for each person of the generator. */
  readonly columns: readonly Column[];
  /** As the master sees it. */
  readonly value: number;
}

const WHOLE = 1e-5;
const MISSING = 1e-6;
const SHRINK = 0.25;

interface Cell {
  /** Entry of the generator's people. */
  readonly slot: number;
  readonly day: number;
  readonly token: number;
}

/** Fixes cells, or forbids one. */
interface Decision {
  readonly kind: 'fix' | 'forbid';
  readonly cells: readonly Cell[];
  /** Value of the master before. */
  readonly before: number;
}

/**
 * A search in depth from the master's fractional lines to whole ones. It fixes (person, day, shift) cells rather than lines, so that
 * lines may still be found that fit what is fixed; after each fixing the master is solved and priced again. Where nothing below the
 * cut-off is left, the last decision is taken back: of several cells only the strongest stay fixed; a single one is
 * forbidden instead. When no decision is left, no rota below the cut-off exists.
 */
export class Dive {
  nodes = 0;
  /** The tree is searched to its end, and every part that was left out was proven to hold nothing below the cut-off. */
  exhausted = false;
  private readonly decisions: Decision[] = [];
  private readonly restrictions: Restrictions;
  private rounds = 0;
  private parentValue = Number.POSITIVE_INFINITY;
  private exact = true;
  ended = false;

  constructor(
    private readonly generator: Generator,
    private readonly random: Random,
    private readonly options: DiveOptions,
  ) {
    this.restrictions = new Restrictions(generator);
  }

  /**
   * One solve of the master and at most one round of pricing; returns a rota when one was reached.
   *
   * @param cutoff only rotas below are sought; may fall from call to call.
   */
  step(cutoff: number): Landing | null {
    const { generator, options } = this;
    const solution = generator.solve();
    const lacking = solution.missing.some((share) => share > MISSING);
    const worse = solution.objective > this.parentValue + 1e-6 || solution.objective >= cutoff;
    if (this.rounds < options.rounds && (this.rounds === 0 || worse || lacking)) {
      this.rounds++;
      const { added, bound } = generator.round(options.round);
      if (bound >= cutoff) {
        this.backtrack();
        return null;
      }
      if (added > 0) return null;
    } else if (lacking || solution.objective >= cutoff) this.exact = false;
    if (lacking || solution.objective >= cutoff) {
      this.backtrack();
      return null;
    }
    if (this.isJump(solution)) {
      this.backtrack();
      return null;
    }
    const landing = this.isWhole(solution) ? this.land(solution) : null;
    if (landing !== null) this.backtrack();
    else this.fix(solution);
    return landing;
  }

  /** Gives everything free again. */
  end(): void {
    this.ended = true;
    this.decisions.length = 0;
    this.restrictions.apply([]);
  }

  private openNode(parentValue: number): void {
    this.restrictions.apply(this.decisions);
    this.rounds = 0;
    this.parentValue = parentValue;
    if (++this.nodes >= this.options.nodes) this.end();
  }

  private backtrack(): void {
    for (;;) {
      const last = this.decisions.pop();
      if (last === undefined) {
        this.exhausted = this.exact;
        this.end();
        return;
      }
      if (last.kind === 'forbid') continue;
      if (last.cells.length > 1) {
        const kept = last.cells.slice(0, Math.ceil(last.cells.length * SHRINK));
        this.decisions.push({ ...last, cells: kept });
      } else this.decisions.push({ ...last, kind: 'forbid' });
      this.openNode(last.before);
      return;
    }
  }

  /** The last cells that were fixed together cost too much, and there are several of them. */
  private isJump({ objective }: MasterSolution): boolean {
    const last = this.decisions.at(-1);
    if (last === undefined || last.kind === 'forbid' || last.cells.length === 1) return false;
    return objective > last.before + this.options.jump * Math.abs(last.before) + 1e-6;
  }

  private isWhole({ shares }: MasterSolution): boolean {
    for (const share of shares) if (share > WHOLE && share < 1 - WHOLE) return false;
    return true;
  }

  private land({ shares, objective }: MasterSolution): Landing {
    const columns = this.generator.master.columns.filter((_, column) => shares[column]! > 0.5);
    return { columns, value: objective };
  }

  private fix(solution: MasterSolution): void {
    const cells = this.openCells(solution).sort((a, b) => b.rank - a.rank);
    const strong = cells.filter(({ share }) => share > 0.5);
    const chosen =
      strong.length > 0
        ? strong.slice(0, Math.max(1, Math.ceil(strong.length * this.options.share)))
        : cells.slice(0, 1);
    if (chosen.length === 0) {
      // Shares of lines that no cell tells apart: equal lines do not exist, so this is a matter of rounding.
      this.exact = false;
      this.backtrack();
      return;
    }
    this.decisions.push({ kind: 'fix', cells: chosen, before: solution.objective });
    this.openNode(solution.objective);
  }

  /** Shares of the cells that are not settled yet; of days off only where nothing else is left to tell lines apart. */
  private openCells(solution: MasterSolution): (Cell & { share: number; rank: number })[] {
    const work = this.cellsOf(solution, false);
    return work.length > 0 ? work : this.cellsOf(solution, true);
  }

  private cellsOf({ shares }: MasterSolution, off: boolean): (Cell & { share: number; rank: number })[] {
    const { generator, restrictions } = this;
    const { dayCount } = generator.model.rows;
    const stride = restrictions.tokenStride;
    const sums = new Map<number, number>();
    generator.master.columns.forEach(({ person, tokens }, column) => {
      const share = shares[column]!;
      if (share <= WHOLE) return;
      for (let day = 0; day < dayCount; day++) {
        const token = tokens[day]!;
        if ((token === 0) !== off) continue;
        const key = (generator.slotOf[person]! * dayCount + day) * stride + token;
        sums.set(key, (sums.get(key) ?? 0) + share);
      }
    });
    const cells: (Cell & { share: number; rank: number })[] = [];
    for (const [key, share] of sums) {
      const token = key % stride;
      const cell = (key - token) / stride;
      const day = cell % dayCount;
      const slot = (cell - day) / dayCount;
      if (restrictions.choices(slot, day) < 2) continue;
      cells.push({ slot, day, token, share, rank: share + this.options.noise * this.random.next() });
    }
    return cells;
  }
}
