import { groupBy } from '../../../common/group-by.js';
import { type PersonRow } from '../sheet/person-rows.js';
import { type PlacementRow } from '../sheet/placement-rows.js';
import { type Draft } from './draft.js';
import { matchStanding, missingFromSheet } from './match.js';
import { british, refuseOverlaps } from './overlaps.js';
import { People } from './people.js';
import { changesOf, personRowOf, removedRow, rowOf, targetOf } from './planned-rows.js';
import {
  type EnteredPlacement,
  type IntakePlan,
  type PlanContext,
  type PlanOperations,
  type StandingPlacement,
} from './plan-types.js';
import { placeInUnits } from './posts.js';

/** What the sheets say, row by row. */
export interface SheetRows {
  readonly placements: readonly PlacementRow[];
  readonly people: readonly PersonRow[];
  /** The sheet lists every placement of its posts: what it does not list any more is removed. */
  readonly complete: boolean;
}

/**
 * What would become of every row of a sheet, and what applying it would do. Pure: the same sheet and the same state give the
 * same plan, and planning again after applying gives one without any change.
 */
export function planIntake(sheet: SheetRows, context: PlanContext): IntakePlan {
  const people = new People(sheet.placements, sheet.people, context.people);
  const { drafts } = people;
  people.refuseContradictions();
  const unmapped = placeInUnits(drafts, context.mappings);
  matchStanding(drafts, context.placements);
  const adopt = meetEntered(drafts, context.entered);
  meetAbsences(drafts, context);
  const missing = (): StandingPlacement[] =>
    sheet.complete ? missingFromSheet(drafts, context.placements) : [];
  refuseOverlaps(drafts, () => staying(drafts, context.placements, missing()));
  const remove = missing();
  const operations = operationsOf(people, drafts, remove, adopt);
  const names = new Map(
    context.people.map((each) => [each.personId, `${each.familyName}, ${each.givenName}`]),
  );
  return {
    rows: [
      ...drafts.map((draft) => rowOf(draft, people)),
      ...people.personDrafts.map((draft) => personRowOf(draft, people, operations)),
      ...remove.map((standing) => removedRow(standing, names.get(standing.personId ?? '') ?? null)),
    ],
    unmapped,
    operations,
  };
}

/** What stands here beside what the accepted rows say. */
function staying(
  drafts: readonly Draft[],
  placements: readonly StandingPlacement[],
  missing: readonly StandingPlacement[],
): StandingPlacement[] {
  const gone = new Set([
    ...missing,
    ...drafts.flatMap((draft) => (draft.refused ? [] : (draft.standing ?? []))),
  ]);
  return placements.filter((each) => !gone.has(each));
}

/** Rows that meet a placement entered by hand: the very same is taken over, another one in the same unit is in the way. */
function meetEntered(drafts: readonly Draft[], entered: readonly EnteredPlacement[]): EnteredPlacement[] {
  const byPerson = groupBy(entered, ({ personId }) => personId);
  return drafts.flatMap((draft) => {
    const { accepted: facts, mapping, person } = draft;
    if (facts?.kind !== 'in-post' || mapping === null || person === null) return [];
    const met = (byPerson.get(person.personId) ?? []).filter(
      ({ unitId, from, to }) =>
        unitId === mapping.unitId && from <= facts.to && (to === null || to >= facts.from),
    );
    const [only, second] = met;
    if (only === undefined) return [];
    const same =
      second === undefined &&
      only.from === facts.from &&
      only.to === facts.to &&
      only.wteThousandths === facts.wteThousandths;
    if (same) {
      draft.notes.push('The placement was entered by hand already and is taken over.');
      return [only];
    }
    draft.refuse(
      'Date From',
      british(facts.from),
      `${person.familyName}, ${person.givenName} is placed in ${mapping.unitName} by hand from ${british(only.from)}${only.to === null ? '' : ` to ${british(only.to)}`} already; end or remove that placement first.`,
    );
    return [];
  });
}

/** Parental leave becomes an absence; where one stands that did not come from the deanery, somebody has to look. */
function meetAbsences(drafts: readonly Draft[], { absences, placements }: PlanContext): void {
  const ofDeanery = new Set(placements.map(({ absenceId }) => absenceId));
  const others = absences.filter(({ id }) => !ofDeanery.has(id));
  const byPerson = groupBy(others, ({ personId }) => personId);
  for (const draft of drafts) {
    const { accepted: facts, person } = draft;
    if (facts?.kind !== 'parental-leave' || person === null) continue;
    const other = (byPerson.get(person.personId) ?? []).find(
      ({ from, to }) => from <= facts.to && to >= facts.from,
    );
    if (other === undefined) continue;
    draft.refuse(
      'Date From',
      british(facts.from),
      `Another absence is entered from ${british(other.from)} to ${british(other.to)}; withdraw or shorten it first.`,
    );
  }
}

function operationsOf(
  people: People,
  drafts: readonly Draft[],
  missing: readonly StandingPlacement[],
  adopt: readonly EnteredPlacement[],
): PlanOperations {
  const accepted = drafts.filter((draft) => draft.accepted !== null);
  const withdrawn = drafts.flatMap((draft) =>
    draft.withdrawn && !draft.refused && draft.standing !== null ? [draft.standing] : [],
  );
  return {
    newPeople: people.newPeople(),
    personChanges: people.changesOfPeople(),
    add: accepted.filter(({ standing }) => standing === null).map(targetOf),
    change: accepted.flatMap((draft) => {
      const changes = draft.standing === null ? [] : changesOf(draft.standing, targetOf(draft), draft);
      return draft.standing === null || changes.length === 0
        ? []
        : [{ standing: draft.standing, to: targetOf(draft), changes }];
    }),
    remove: [...withdrawn, ...missing],
    adopt,
  };
}
