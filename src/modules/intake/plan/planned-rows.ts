import { type PlacementFacts } from '../sheet/placement-rows.js';
import { type Draft } from './draft.js';
import { british } from './overlaps.js';
import { type People, type PersonDraft } from './people.js';
import {
  type FieldChange,
  type PlacementTarget,
  type PlannedRow,
  type PlanOperations,
  type RowState,
  type StandingPlacement,
} from './plan-types.js';

/** What a sheet changes of a placement. */
export function changesOf(
  standing: StandingPlacement,
  { facts, unitId, line }: PlacementTarget,
  draft: Draft,
): FieldChange[] {
  const before = standing.facts;
  const pairs: [field: string, from: string | null, to: string | null][] = [
    ['National Post Number', before.post, facts.post],
    ['Date From', british(before.from), british(facts.from)],
    ['Date To', british(before.to), british(facts.to)],
    ['Placement Type', KINDS[before.kind], KINDS[facts.kind]],
    ['WTE', wteText(before), wteText(facts)],
    ['Grade', before.gradeCode, facts.gradeCode],
    ['Site', before.site, facts.site],
    ['Specialty1', before.specialty, facts.specialty],
    // A sheet without placement ids does not take them away.
    ['TIS Placement ID', before.tisPlacement, facts.tisPlacement ?? before.tisPlacement],
    ['Line', standing.line, line],
  ];
  const changes = pairs
    .filter(([, from, to]) => from !== to)
    .map(([field, from, to]) => ({ field, from, to }));
  if (standing.unitId === unitId) return changes;
  return [
    ...changes,
    {
      field: 'Unit',
      from: standing.unitId === null ? null : 'another unit',
      to: draft.mapping?.unitName ?? null,
    },
  ];
}

const KINDS: Readonly<Record<PlacementFacts['kind'], string>> = {
  'in-post': 'In Post',
  hold: 'HOLD',
  recruit: 'RECRUIT',
  'out-of-programme': 'Out of programme',
  'parental-leave': 'Parental leave',
};

function wteText({ wteThousandths }: PlacementFacts): string {
  return String(wteThousandths / 1000);
}

/** What the placement of an accepted row is to be. */
export function targetOf(draft: Draft): PlacementTarget {
  const { accepted: facts, mapping, person, who } = draft;
  if (facts === null) throw new Error(`row ${draft.row} is refused and has no target`);
  const personOf = (): PlacementTarget['person'] => {
    if (draft.isGap || who === null) return null;
    return person === null ? { key: who } : { id: person.personId };
  };
  const inUnit = facts.kind !== 'out-of-programme' && facts.kind !== 'parental-leave';
  return {
    person: personOf(),
    facts,
    unitId: inUnit ? (mapping?.unitId ?? null) : null,
    line: inUnit ? (mapping?.line ?? null) : null,
  };
}

export function rowOf(draft: Draft, people: People): PlannedRow {
  const { source, facts, standing } = draft;
  const target = draft.accepted === null ? null : targetOf(draft);
  const changes = [
    ...(standing === null || target === null ? [] : changesOf(standing, target, draft)),
    ...people.changesShownAt(draft),
  ];
  return {
    sheet: 'placements',
    row: source.row,
    state: stateOf(draft, changes),
    name: nameOf(draft),
    post: source.post,
    kind: facts?.kind ?? null,
    from: facts?.from ?? null,
    to: facts?.to ?? null,
    unitName: (target?.unitId ?? null) === null ? null : (draft.mapping?.unitName ?? null),
    line: target?.line ?? null,
    addressMissing: target !== null && !draft.isGap && people.lacksAddress(draft.who),
    problems: draft.problems,
    notes: notesOf(draft),
    changes,
  };
}

function stateOf({ refused, withdrawn, standing }: Draft, changes: readonly FieldChange[]): RowState {
  if (refused) return 'refused';
  if (withdrawn) return standing === null ? 'unchanged' : 'removed';
  if (standing === null) return 'added';
  return changes.length > 0 ? 'changed' : 'unchanged';
}

function nameOf({ source, person }: Draft): string | null {
  if (person !== null) return `${person.familyName}, ${person.givenName}`;
  if (source.surname === null) return null;
  return source.forenames === null ? source.surname : `${source.surname}, ${source.forenames}`;
}

const NOTES: Readonly<Partial<Record<PlacementFacts['kind'], string>>> = {
  hold: 'A gap: nobody is confirmed for the post yet.',
  recruit: 'A gap: the post is vacant and recruited for locally.',
  'out-of-programme': 'Out of programme: not placed in a unit for these days.',
  'parental-leave': 'Parental leave: entered as an absence for these days.',
};

function notesOf({ notes, facts, withdrawn, standing, refused }: Draft): string[] {
  if (refused) return notes;
  if (withdrawn)
    return [
      ...notes,
      standing === null ? 'Withdrawn by the deanery; it is not here anyway.' : 'Withdrawn by the deanery.',
    ];
  const ofKind = facts === null ? undefined : NOTES[facts.kind];
  return ofKind === undefined ? notes : [...notes, ofKind];
}

/** A placement that stands here and that the sheet does not list any more. */
export function removedRow({ facts, line }: StandingPlacement, name: string | null): PlannedRow {
  return {
    sheet: 'placements',
    row: null,
    state: 'removed',
    name,
    post: facts.post,
    kind: facts.kind,
    from: facts.from,
    to: facts.to,
    unitName: null,
    line,
    addressMissing: false,
    problems: [],
    notes: ['The sheet does not list it any more.'],
    changes: [],
  };
}

export function personRowOf(
  { source, who, problems }: PersonDraft,
  people: People,
  { newPeople, personChanges }: PlanOperations,
): PlannedRow {
  const standing = people.standingOf(who);
  const change = personChanges.find(({ personId }) => personId === standing?.personId);
  const isNew = newPeople.some(({ key }) => key === who);
  const known = standing !== null || isNew;
  const state = (): RowState => {
    if (problems.length > 0) return 'refused';
    if (isNew) return 'added';
    return change === undefined ? 'unchanged' : 'changed';
  };
  return {
    sheet: 'people',
    row: source.row,
    state: state(),
    name:
      standing === null
        ? [source.surname, source.forenames].filter((part) => part !== null).join(', ') || null
        : `${standing.familyName}, ${standing.givenName}`,
    post: null,
    kind: null,
    from: null,
    to: null,
    unitName: null,
    line: null,
    addressMissing: problems.length === 0 && known && people.lacksAddress(who),
    problems,
    notes:
      problems.length === 0 && !known
        ? ['No placement of this person is entered, so neither is the person.']
        : [],
    changes: problems.length === 0 ? (change?.changes ?? []) : [],
  };
}
