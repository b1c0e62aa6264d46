import { type CellProblem } from '../sheet/field-values.js';
import { type PlacementFacts, type PlacementRow } from '../sheet/placement-rows.js';
import { type PostMapping, type StandingPerson, type StandingPlacement } from './plan-types.js';

/** A row while it is looked at: what is found out about it, and what is wrong with it. */
export class Draft {
  readonly problems: CellProblem[];
  readonly notes: string[] = [];
  /** The person as `Identities` knows them; null: a gap, or nobody knows. */
  readonly who: string | null;
  /** Null: not here yet. */
  readonly person: StandingPerson | null;
  mapping: PostMapping | null = null;
  /** The placement that is here already. */
  standing: StandingPlacement | null = null;

  constructor(
    readonly source: PlacementRow,
    who: string | null,
    person: StandingPerson | null,
  ) {
    this.problems = [...source.problems];
    this.who = who;
    this.person = person;
  }

  get row(): number {
    return this.source.row;
  }

  get withdrawn(): boolean {
    return this.source.withdrawn;
  }

  get facts(): PlacementFacts | null {
    return this.source.facts;
  }

  get isGap(): boolean {
    return this.facts?.kind === 'hold' || this.facts?.kind === 'recruit';
  }

  get refused(): boolean {
    return this.problems.length > 0;
  }

  /** What the row says, unless it is refused or withdrawn. */
  get accepted(): PlacementFacts | null {
    return this.refused || this.withdrawn ? null : this.facts;
  }

  refuse(column: string, value: string, message: string): void {
    this.problems.push({ column, value, message });
  }
}
