import { type Random } from '../random.js';
import { type Generator, type RoundOptions } from './generator.js';
import { cellShares, type CellShare, isWhole } from './cell-shares.js';
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
  /** The master is kept small, so that many rounds of pricing at a node stay quick. */
  readonly purge?: boolean;
}

export interface Landing {
  /** A column for each person of the generator. */
  readonly columns: readonly Column[];
  /** As the master sees it. */
  readonly value: number;
}

/** Rounds of pricing at a node of a patient dive: until hardly any line is lacking. Those that are come in without any gain at first. */
export const PATIENT_ROUNDS = 25;

/** A round of pricing in a dive: quick, as what it misses the next one may find. */
export const DIVE_ROUND = { steps: 40, count: 3, maxLabels: 4_000, smoothing: 0, loose: true } as const;

const MISSING = 1e-6;
const SHRINK = 0.25;
/** After a jump so many cells more are fixed each time than held together the last time. */
const GROW = 1.5;
/**
 * Where the master lies above what counts as a jump by more than this by rounds of pricing, more of them would not mend it. Before any,
 * somebody may simply have no line that fits what was fixed last.
 */
const HOPELESS = 40;
/** Share of the nodes after which jumps are no longer taken back. */
const CAREFUL_SHARE = 0.6;
/** Times the columns that a master solves well with: fewer are quick, but lack lines that come to be needed. */
const ROOM = 2;

interface RankedCell extends CellShare {
  /** The highest are fixed first. */
  readonly rank: number;
}

/** Fixes cells, or forbids one. */
interface Decision {
  readonly kind: 'fix' | 'forbid';
  readonly cells: readonly CellShare[];
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
  /** Most cells that are fixed at a time, as more did not hold together. */
  private reach = Number.POSITIVE_INFINITY;
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
    if (this.isHopeless(solution)) {
      this.backtrack();
      return null;
    }
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
    const landing = isWhole(solution.shares) ? this.land(solution) : null;
    if (landing !== null) this.backtrack();
    else this.fix(solution);
    return landing;
  }

  /** What the master cost with all that is fixed but the last. */
  get value(): number {
    return this.nodes === 0 ? Number.NEGATIVE_INFINITY : this.parentValue;
  }

  /** Gives everything free again. */
  end(): void {
    this.ended = true;
    this.decisions.length = 0;
    this.restrictions.apply([]);
  }

  private openNode(parentValue: number): void {
    this.purge();
    this.restrictions.apply(this.decisions);
    this.rounds = 0;
    this.parentValue = parentValue;
    if (++this.nodes >= this.options.nodes) this.end();
  }

  /** Each node brings lines that few others have a use for, and solves slow down with them. */
  private purge(): void {
    if (this.options.purge !== true) return;
    this.restrictions.forget(this.generator.purge(ROOM));
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
        this.reach = kept.length;
        this.decisions.push({ ...last, cells: kept });
      } else this.decisions.push({ ...last, kind: 'forbid' });
      this.openNode(last.before);
      return;
    }
  }

  /** The last cells that were fixed together cost so much that lines which the master lacks would hardly make up for it. */
  private isHopeless(solution: MasterSolution): boolean {
    const isUnderWay = this.rounds > 0 && this.rounds < this.options.rounds;
    return isUnderWay && this.isJump(solution, Math.max(1, HOPELESS / this.rounds));
  }

  /** The last cells that were fixed together cost too much, and there are several of them. Late in a dive a rota at all comes first. */
  private isJump({ objective }: MasterSolution, times = 1): boolean {
    if (this.nodes > CAREFUL_SHARE * this.options.nodes) return false;
    const last = this.decisions.at(-1);
    if (last === undefined || last.kind === 'forbid' || last.cells.length === 1) return false;
    return objective > last.before + times * this.options.jump * Math.abs(last.before) + 1e-6;
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
        ? strong.slice(0, Math.max(1, Math.ceil(Math.min(this.reach, strong.length * this.options.share))))
        : cells.slice(0, 1);
    if (chosen.length === 0) {
      // Shares of lines that no cell tells apart: equal lines do not exist, so this is a matter of rounding.
      this.exact = false;
      this.backtrack();
      return;
    }
    this.reach *= GROW;
    this.decisions.push({ kind: 'fix', cells: chosen, before: solution.objective });
    this.openNode(solution.objective);
  }

  /** Shares of the cells that are not settled yet; of days off only where nothing else is left to tell lines apart. */
  private openCells(solution: MasterSolution): RankedCell[] {
    const work = this.cellsOf(solution, false);
    return work.length > 0 ? work : this.cellsOf(solution, true);
  }

  private cellsOf({ shares }: MasterSolution, off: boolean): RankedCell[] {
    return cellShares(this.generator, shares, (token) => (token === 0) === off)
      .filter(({ slot, day }) => this.restrictions.choices(slot, day) > 1)
      .map((cell) => ({ ...cell, rank: cell.share + this.options.noise * this.random.next() }));
  }
}
