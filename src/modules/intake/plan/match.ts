import { groupBy } from '../../../common/group-by.js';
import { type Draft } from './draft.js';
import { type StandingPlacement } from './plan-types.js';

/**
 * Finds for each row the placement that it speaks of: by the deanery's placement id; otherwise of the same person, or gap, in
 * the same post, the one from the same day, or else one that it overlaps. A row that is refused finds its own, too. One that is
 * withdrawn speaks of no other than the placement of its own day and kind: with that gone, the sheet read again takes nothing more.
 */
export function matchStanding(drafts: readonly Draft[], placements: readonly StandingPlacement[]): void {
  const byTisId = new Map(
    placements.flatMap((each) => (each.facts.tisPlacement === null ? [] : [[each.facts.tisPlacement, each]])),
  );
  const free = new Set(placements);
  const take = (draft: Draft, found: StandingPlacement | undefined): void => {
    if (found === undefined || draft.standing !== null || !free.delete(found)) return;
    draft.standing = found;
  };
  const named = drafts.filter(({ facts }) => facts !== null);
  for (const draft of named) {
    const found = byTisId.get(draft.facts?.tisPlacement ?? '');
    if (found?.personId === personIdOf(draft)) take(draft, found);
  }
  const bySlot = groupBy(placements, ({ personId, facts }) => `${personId} ${facts.post}`);
  const rest = (draft: Draft): StandingPlacement[] =>
    (bySlot.get(`${personIdOf(draft)} ${draft.facts?.post}`) ?? []).filter((each) => free.has(each));
  const candidates = named.filter((draft) => draft.isGap || draft.person !== null);
  for (const draft of candidates)
    take(
      draft,
      rest(draft).find(
        ({ facts }) =>
          facts.from === draft.facts?.from && (!draft.withdrawn || facts.kind === draft.facts.kind),
      ),
    );
  for (const draft of candidates.filter(({ withdrawn }) => !withdrawn))
    take(
      draft,
      rest(draft).find(({ facts }) => overlaps(facts, draft.facts)),
    );
}

function personIdOf(draft: Draft): string | null {
  return draft.isGap ? null : (draft.person?.personId ?? 'new');
}

function overlaps(
  one: { readonly from: string; readonly to: string },
  other: { readonly from: string; readonly to: string } | null,
): boolean {
  return other !== null && one.from <= other.to && other.from <= one.to;
}

/**
 * Placements that the sheet no longer has: of the posts that it lists (whatever their serial number), beginning on a day from
 * its earliest beginning to its latest end. What a refused row may speak of is left alone.
 */
export function missingFromSheet(
  drafts: readonly Draft[],
  placements: readonly StandingPlacement[],
): StandingPlacement[] {
  const matched = new Set(drafts.map(({ standing }) => standing));
  const groups = new Set(
    drafts.flatMap(({ source }) => (source.post === null ? [] : [withoutSerial(source.post)])),
  );
  const facts = drafts.flatMap((draft) => draft.facts ?? []);
  const earliest = facts.map(({ from }) => from).sort()[0];
  const latest = facts
    .map(({ to }) => to)
    .sort()
    .at(-1);
  const protectedBy = refusedRows(drafts);
  if (earliest === undefined || latest === undefined || protectedBy.everything) return [];
  return placements.filter((each) => {
    const { post, from } = each.facts;
    const { personId } = each;
    if (matched.has(each) || !groups.has(withoutSerial(post)) || from < earliest || from > latest)
      return false;
    return !protectedBy.posts.has(post) && !(personId !== null && protectedBy.personIds.has(personId));
  });
}

/** What rows that are refused may speak of. One of which neither post nor person can be read may speak of anything. */
function refusedRows(drafts: readonly Draft[]): {
  everything: boolean;
  posts: ReadonlySet<string>;
  personIds: ReadonlySet<string>;
} {
  const refused = drafts.filter((draft) => draft.refused);
  return {
    everything: refused.some(({ source, who }) => source.post === null && who === null),
    posts: new Set(refused.flatMap(({ source }) => source.post ?? [])),
    personIds: new Set(refused.flatMap(({ person }) => person?.personId ?? [])),
  };
}

/** `KSS/RYR16/030/F2/001` is of the posts `KSS/RYR16/030/F2`. */
function withoutSerial(post: string): string {
  const parts = post.split('/');
  return parts.length > 1 ? parts.slice(0, -1).join('/') : post;
}
