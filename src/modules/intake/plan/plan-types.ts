import { type CellProblem } from '../sheet/field-values.js';
import { type Identifiers, type PlacementFacts } from '../sheet/placement-rows.js';

/** Stands for forenames until the deanery or HR says them. */
export const FORENAMES_UNKNOWN = 'Dr';

/** Somebody who is here already. */
export interface StandingPerson {
  readonly personId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly ids: Identifiers;
  /** The address that the deanery told last. */
  readonly deaneryEmail: string | null;
}

/** A placement of the deanery that has been applied. */
export interface StandingPlacement {
  readonly id: string;
  /** Null: a gap. */
  readonly personId: string | null;
  readonly facts: PlacementFacts;
  readonly unitId: string | null;
  readonly line: string | null;
  /** The absence that was entered with it. */
  readonly absenceId: string | null;
}

/** A placement in a unit that did not come from the deanery. */
export interface EnteredPlacement {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  readonly from: string;
  /** Null: open-ended. */
  readonly to: string | null;
  readonly wteThousandths: number;
}

export interface StandingAbsence {
  readonly id: string;
  readonly personId: string;
  readonly from: string;
  readonly to: string;
}

/** Posts whose number is, or begins with, `postPrefix` belong to a unit. */
export interface PostMapping {
  readonly postPrefix: string;
  readonly sites: readonly string[];
  readonly unitId: string;
  readonly unitName: string;
  /** Of the unit's rota. */
  readonly line: string | null;
}

/** What stands when a sheet is looked at. */
export interface PlanContext {
  readonly people: readonly StandingPerson[];
  readonly placements: readonly StandingPlacement[];
  readonly entered: readonly EnteredPlacement[];
  readonly absences: readonly StandingAbsence[];
  readonly mappings: readonly PostMapping[];
}

export const ROW_STATES = ['added', 'changed', 'removed', 'unchanged', 'refused'] as const;
export type RowState = (typeof ROW_STATES)[number];

export interface FieldChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What would become of a row, for people to read. */
export interface PlannedRow {
  readonly sheet: 'placements' | 'people';
  /** Null: it stands here, but not in the sheet. */
  readonly row: number | null;
  readonly state: RowState;
  /** Null: a gap, or unreadable. */
  readonly name: string | null;
  readonly post: string | null;
  readonly kind: PlacementFacts['kind'] | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly unitName: string | null;
  readonly line: string | null;
  readonly addressMissing: boolean;
  readonly problems: readonly CellProblem[];
  readonly notes: readonly string[];
  readonly changes: readonly FieldChange[];
}

/** What a placement is to be after the sheet. */
export interface PlacementTarget {
  /** {@link NewPerson.key} or an id of a person; null: a gap. */
  readonly person: { readonly key: string } | { readonly id: string } | null;
  readonly facts: PlacementFacts;
  readonly unitId: string | null;
  readonly line: string | null;
}

export interface NewPerson {
  readonly key: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly gradeCode: string;
  readonly ids: Identifiers;
}

export interface PersonChange {
  readonly personId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly deaneryEmail: string | null;
  readonly ids: Identifiers;
  readonly changes: readonly FieldChange[];
}

/** What applying does, all of it or nothing. */
export interface PlanOperations {
  readonly newPeople: readonly NewPerson[];
  readonly personChanges: readonly PersonChange[];
  readonly add: readonly PlacementTarget[];
  readonly change: readonly {
    readonly standing: StandingPlacement;
    readonly to: PlacementTarget;
    readonly changes: readonly FieldChange[];
  }[];
  readonly remove: readonly StandingPlacement[];
  /** Placements entered by hand that the sheet says word for word. */
  readonly adopt: readonly EnteredPlacement[];
}

/** Posts that belong to no unit yet. */
export interface UnmappedPosts {
  readonly postPrefix: string;
  readonly sites: readonly string[];
  readonly specialties: readonly string[];
  readonly rows: number;
}

export interface IntakePlan {
  readonly rows: readonly PlannedRow[];
  readonly unmapped: readonly UnmappedPosts[];
  readonly operations: PlanOperations;
}
