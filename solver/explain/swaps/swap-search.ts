import { OFF, type Problem, type Rota } from '../../model/index.js';
import { CoverChanges, type Hop } from './cover-changes.js';
import { type Cell, LineTrials } from './line-trials.js';

/** A way to hand a shift on: one hop gives it away, two swap, three are a chain. */
export interface FoundSwap {
  /** The offered shift first; each goes to the person who gives the next one. */
  readonly hops: readonly Hop[];
  /** What the rota would cost more; negative where it gets better. */
  readonly cost: number;
}

/** Shifts that one person could give once they have the one before, all of the same day and shift type. */
interface Givers {
  readonly shift: Cell;
  readonly people: { readonly person: number; readonly cost: number }[];
}

/**
 * Every legal way in which an offered shift can go to somebody else: nobody newly breaks a hard rule, no cover line becomes shorter, and
 * nobody gives a shift and gets the same one back.
 */
export class SwapSearch {
  readonly trials: readonly LineTrials[];
  readonly cover: CoverChanges;
  readonly offered: Cell;
  /** What taking a shift for the offered one costs its owner; absent where a rule forbids it. */
  private readonly gains = new Map<number, number | null>();
  private readonly typeCount: number;

  /**
   * @param owner index of the person whose shift is offered.
   * @param fromDay shifts before it stay.
   */
  constructor(
    problem: Problem,
    rota: Rota,
    readonly owner: number,
    day: number,
    private readonly fromDay: number,
  ) {
    this.trials = problem.people.map(
      (person, index) =>
        new LineTrials(
          problem,
          person,
          problem.days.map((_, each) => rota.cells[index]?.[each] ?? OFF),
        ),
    );
    this.cover = new CoverChanges(problem, rota);
    this.offered = { day, cell: this.trials[owner]!.cellOn(day) };
    this.typeCount = problem.shiftTypes.length;
  }

  find(): FoundSwap[] {
    const found: FoundSwap[] = [];
    const keep = (hops: Hop[], cost: number): void => {
      const cover = this.cover.costOf(hops);
      if (cover !== null) found.push({ hops, cost: cost + cover });
    };
    this.giveAways(keep);
    const givers = this.givers();
    this.directSwaps(givers, keep);
    this.chains(givers, keep);
    return found;
  }

  /** The offered shift as it goes to somebody. */
  firstHop(to: number): Hop {
    return { from: this.owner, to, ...this.offered };
  }

  private giveAways(keep: (hops: Hop[], cost: number) => void): void {
    const owner = this.trials[this.owner]!;
    owner.begin({ day: this.offered.day, cell: OFF });
    const loss = owner.with(null);
    if (loss === null) return;
    this.others().forEach((person) => {
      const trials = this.trials[person]!;
      if (trials.cellOn(this.offered.day) !== OFF || !this.mayHaveOffered(trials)) return;
      trials.begin(this.offered);
      const gain = trials.with(null);
      if (gain !== null) keep([this.firstHop(person)], loss + gain);
    });
  }

  /** Who could take the offered shift for which of theirs, by what they give. */
  private givers(): Map<number, Givers> {
    const groups = new Map<number, Givers>();
    for (const person of this.others()) {
      const trials = this.trials[person]!;
      const standing = trials.cellOn(this.offered.day);
      if (standing === this.offered.cell || !this.mayHaveOffered(trials)) continue;
      const shifts = trials
        .shifts(this.fromDay)
        .filter(({ day }) => standing === OFF || day === this.offered.day);
      if (shifts.length === 0) continue;
      trials.begin(this.offered);
      for (const shift of shifts) {
        const cost = trials.with(shift.day === this.offered.day ? null : { day: shift.day, cell: OFF });
        if (cost === null) continue;
        const key = this.keyOf(shift);
        const group = groups.get(key) ?? { shift, people: [] };
        group.people.push({ person, cost });
        groups.set(key, group);
      }
    }
    return groups;
  }

  private directSwaps(givers: ReadonlyMap<number, Givers>, keep: (hops: Hop[], cost: number) => void): void {
    for (const { shift, people } of givers.values()) {
      const gain = this.gainOf(shift);
      if (gain === null) continue;
      for (const { person, cost } of people) {
        keep([this.firstHop(person), { from: person, to: this.owner, ...shift }], gain + cost);
      }
    }
  }

  private chains(givers: ReadonlyMap<number, Givers>, keep: (hops: Hop[], cost: number) => void): void {
    for (const third of this.others()) {
      for (const last of this.trials[third]!.shifts(this.fromDay)) {
        const gain = this.gainOf(last);
        if (gain !== null) this.chainsThrough(third, last, gain, givers, keep);
      }
    }
  }

  private chainsThrough(
    third: number,
    last: Cell,
    gain: number,
    givers: ReadonlyMap<number, Givers>,
    keep: (hops: Hop[], cost: number) => void,
  ): void {
    const trials = this.trials[third]!;
    let begun = false;
    for (const { shift, people } of givers.values()) {
      const free = trials.cellOn(shift.day) === OFF || shift.day === last.day;
      const same = shift.day === last.day && shift.cell === last.cell;
      if (!free || same || !trials.allows(shift.day, shift.cell)) continue;
      if (!begun) trials.begin({ day: last.day, cell: OFF });
      begun = true;
      const cost = trials.with(shift);
      if (cost === null) continue;
      for (const second of people) {
        if (second.person === third) continue;
        const hops = [
          this.firstHop(second.person),
          { from: second.person, to: third, ...shift },
          { from: third, to: this.owner, ...last },
        ];
        keep(hops, gain + cost + second.cost);
      }
    }
  }

  /** What the owner's line would cost more with another shift instead of the offered one. */
  private gainOf(shift: Cell): number | null {
    const key = this.keyOf(shift);
    const known = this.gains.get(key);
    if (known !== undefined) return known;
    const gain = this.judgeGain(shift);
    this.gains.set(key, gain);
    return gain;
  }

  private judgeGain(shift: Cell): number | null {
    const owner = this.trials[this.owner]!;
    const sameDay = shift.day === this.offered.day;
    if (sameDay && shift.cell === this.offered.cell) return null;
    if (!sameDay && owner.cellOn(shift.day) !== OFF) return null;
    if (!owner.allows(shift.day, shift.cell)) return null;
    owner.begin({ day: this.offered.day, cell: OFF });
    return owner.with(shift);
  }

  private mayHaveOffered(trials: LineTrials): boolean {
    return trials.allows(this.offered.day, this.offered.cell);
  }

  private others(): number[] {
    return this.trials.map((_, index) => index).filter((index) => index !== this.owner);
  }

  private keyOf({ day, cell }: Cell): number {
    return day * this.typeCount + cell;
  }
}
