import { groupBy } from '../../../common/group-by.js';
import { type PlacementFacts } from '../sheet/placement-rows.js';
import { type Draft } from './draft.js';
import { type StandingPlacement } from './plan-types.js';

const FULL_TIME = 1000;

interface Stay {
  readonly from: string;
  readonly to: string;
  readonly wteThousandths: number;
  /** Out of programme, or on leave: nothing may be beside it. */
  readonly away: boolean;
  readonly leave: boolean;
  readonly name: string;
  readonly draft: Draft | null;
}

/** Refuses rows that repeat another one, and rows of a person that together are more than full time. */
export function refuseOverlaps(drafts: readonly Draft[], keptOf: () => readonly StandingPlacement[]): void {
  refuseRepeated(drafts);
  // What is refused stays as it stands here, which may be in the way of another row.
  for (let before = -1, now = countRefused(drafts); now !== before; now = countRefused(drafts)) {
    before = now;
    const kept = groupBy(keptOf(), ({ personId }) => personId);
    const byPerson = groupBy(
      drafts.filter((draft) => draft.accepted !== null && draft.who !== null),
      ({ who }) => who,
    );
    for (const own of byPerson.values()) refuseTooMuch(own, kept.get(own[0]?.person?.personId ?? '') ?? []);
  }
}

function countRefused(drafts: readonly Draft[]): number {
  return drafts.filter(({ refused }) => refused).length;
}

function refuseRepeated(drafts: readonly Draft[]): void {
  const seen = new Map<string, Draft>();
  for (const draft of drafts) {
    const { accepted: facts } = draft;
    if (facts === null) continue;
    const key = JSON.stringify([draft.who, facts.post, facts.from, draft.isGap ? '' : facts.kind]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, draft);
    else {
      draft.refuse(
        'National Post Number',
        facts.post,
        `This repeats row ${first.row}: the same ${draft.isGap ? 'gap' : 'person'} in the same post from the same day; delete one of them.`,
      );
    }
  }
}

/** Work is held against work, and leave against leave: parental leave may lie within a placement. */
function refuseTooMuch(own: readonly Draft[], kept: readonly StandingPlacement[]): void {
  const stays = [...own.flatMap(stayOf), ...kept.flatMap(keptStay)];
  for (const leave of [false, true]) sweep(stays.filter((stay) => stay.leave === leave));
}

function sweep(stays: readonly Stay[]): void {
  if (stays.length < 2) return;
  const events = stays.flatMap((stay) => [
    { date: stay.from, begins: true, stay },
    { date: dayAfter(stay.to), begins: false, stay },
  ]);
  events.sort((a, b) => (a.date === b.date ? Number(a.begins) - Number(b.begins) : a.date < b.date ? -1 : 1));
  const running = new Set<Stay>();
  const unmarked = new Set<Stay>();
  let sum = 0;
  let away = 0;
  for (const { date, begins, stay } of events) {
    const sign = begins ? 1 : -1;
    sum += sign * (stay.away ? 0 : stay.wteThousandths);
    away += stay.away ? sign : 0;
    for (const set of [running, unmarked]) if (begins) set.add(stay);
    if (!begins) [running, unmarked].forEach((set) => set.delete(stay));
    if (sum <= FULL_TIME && !(away > 0 && running.size > 1)) continue;
    if (!begins) continue;
    for (const each of unmarked) mark(each, date, each === stay ? firstOther(running, stay) : stay, sum);
    unmarked.clear();
  }
}

function firstOther(running: ReadonlySet<Stay>, stay: Stay): Stay {
  for (const each of running) if (each !== stay) return each;
  return stay;
}

function mark(stay: Stay, date: string, other: Stay, sum: number): void {
  const { draft } = stay;
  const facts = draft?.facts ?? null;
  if (draft === null || facts === null) return;
  draft.refuse(
    'Date From',
    british(facts.from),
    `This overlaps ${other.name} from ${british(date)}: ${whyNot(stay, other, sum)}. Correct dates or WTE.`,
  );
}

function whyNot(stay: Stay, other: Stay, sum: number): string {
  if (stay.leave) return 'nobody is on leave twice at once';
  if (stay.away || other.away) return 'nobody is out of programme and in post at once';
  return `together they are WTE ${sum / FULL_TIME}, more than full time`;
}

function stayOf(draft: Draft): Stay[] {
  const { accepted: facts } = draft;
  return facts === null ? [] : stayIn(facts, `row ${draft.row} (${facts.post})`, draft);
}

function keptStay({ facts }: StandingPlacement): Stay[] {
  return stayIn(facts, `the placement ${facts.post} that stands here`, null);
}

/** Gaps are nobody's. */
function stayIn(facts: PlacementFacts, name: string, draft: Draft | null): Stay[] {
  const { from, to, kind, wteThousandths } = facts;
  if (kind === 'hold' || kind === 'recruit') return [];
  const leave = kind === 'parental-leave';
  return [{ from, to, wteThousandths, away: leave || kind === 'out-of-programme', leave, name, draft }];
}

export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** `05/08/2026` */
export function british(date: string): string {
  return date.split('-').reverse().join('/');
}
