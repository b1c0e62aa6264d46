import { countCost, coverStates, type CoverState, shareShort } from '../../constraints/cover.js';
import { type Problem, type Rota } from '../../model/index.js';

/** A shift that goes from one person to another; people by their index. */
export interface Hop {
  readonly from: number;
  readonly to: number;
  readonly day: number;
  readonly cell: number;
}

/** What hand-overs do to cover. Each shift keeps somebody, so only lines that ask for a grade or a skill can change. */
export class CoverChanges {
  private readonly states: readonly CoverState[];
  private readonly members: readonly Uint8Array[];
  /** Indexes of the cover lines that a shift type counts in, by day and shift type. */
  private readonly linesOf = new Map<number, number[]>();
  private readonly typeCount: number;

  constructor(problem: Problem, rota: Rota) {
    this.states = coverStates(problem, rota);
    this.typeCount = problem.shiftTypes.length;
    const personIndex = new Map(problem.people.map(({ id }, index) => [id, index]));
    const typeIndex = new Map(problem.shiftTypes.map(({ id }, index) => [id, index]));
    this.members = problem.cover.map((line) => {
      const members = new Uint8Array(problem.people.length);
      for (const id of line.personIds) members[personIndex.get(id) ?? problem.people.length] = 1;
      return members;
    });
    problem.cover.forEach((line, index) => {
      for (const id of new Set(line.shiftTypeIds)) {
        const key = this.keyOf(line.dayIndex, typeIndex.get(id) ?? 0);
        this.linesOf.set(key, [...(this.linesOf.get(key) ?? []), index]);
      }
    });
  }

  /** What cover would cost more; null where a line would be further below its minimum or share than it is. */
  costOf(hops: readonly Hop[]): number | null {
    if (hops.every((hop) => this.isAlike(hop))) return 0;
    let cost = 0;
    for (const [index, change] of this.changesOf(hops)) {
      const { line, matching, all, short, cost: standing } = this.states[index]!;
      const { measure } = line;
      const now = matching + change;
      const shortNow =
        measure.kind === 'count'
          ? Math.max(0, measure.minimum - now)
          : shareShort(measure.minShare, now, all);
      if (shortNow > short) return null;
      cost +=
        (measure.kind === 'count' ? countCost(measure, now) : shortNow * measure.underWeight) - standing;
    }
    return cost;
  }

  /** Names of the lines that would be shorter than they are. */
  shortened(hops: readonly Hop[]): string[] {
    const names: string[] = [];
    for (const [index, change] of this.changesOf(hops)) {
      const { line, matching, all, short } = this.states[index]!;
      const now = matching + change;
      const { measure } = line;
      const shortNow =
        measure.kind === 'count'
          ? Math.max(0, measure.minimum - now)
          : shareShort(measure.minShare, now, all);
      if (shortNow > short) names.push(line.name);
    }
    return names;
  }

  private isAlike({ from, to, day, cell }: Hop): boolean {
    const lines = this.linesOf.get(this.keyOf(day, cell)) ?? [];
    return lines.every((index) => this.members[index]![from] === this.members[index]![to]);
  }

  private changesOf(hops: readonly Hop[]): Map<number, number> {
    const changes = new Map<number, number>();
    for (const { from, to, day, cell } of hops) {
      for (const index of this.linesOf.get(this.keyOf(day, cell)) ?? []) {
        const change = this.members[index]![to]! - this.members[index]![from]!;
        if (change !== 0) changes.set(index, (changes.get(index) ?? 0) + change);
      }
    }
    return changes;
  }

  private keyOf(day: number, cell: number): number {
    return day * this.typeCount + cell;
  }
}
