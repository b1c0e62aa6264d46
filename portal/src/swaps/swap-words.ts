import { type Swap, type SwapLeg, type SwapOption } from '../api/staff-types';
import { formatHospitalInstant, listOf } from '../common/dates';
import { shiftInWords, spokenName } from '../common/shift-words';

interface Named {
  readonly personId: string;
  readonly displayName: string;
}

/** Who it is: the reader is "you". */
export function who(person: Named, me: string | null): string {
  return person.personId === me ? 'you' : spokenName(person.displayName);
}

/** What a swap is, in a line: "Sam Adeyemi and you swap shifts". */
export function kindWords({ kind, legs }: Pick<Swap, 'kind' | 'legs'>, me: string | null = null): string {
  const names = legs.map(({ from }) => who(from, me));
  const taker = legs[0]?.to ?? null;
  const first = capital(names[0] ?? '');
  if (kind === 'pool' && taker === null) return `${first} ${verb(names[0], 'offer')} a shift to the pool`;
  if (kind === 'give-away' || kind === 'pool') {
    return `${first} ${verb(names[0], 'give')} a shift to ${taker === null ? 'somebody' : who(taker, me)}`;
  }
  if (kind === 'direct') return `${capital(listOf(names))} swap shifts`;
  return `${capital(listOf(names))} pass shifts on to each other`;
}

/** Where a swap stands, in a sentence. */
export function stateWords(swap: Swap, me: string | null = null): string {
  if (swap.state === 'proposed') return waitingWords(swap, me);
  if (swap.state === 'accepted') return 'Everybody agrees; the coordinator has to decide.';
  if (swap.state === 'applied') return 'Done: the shifts have changed hands.';
  if (swap.state === 'withdrawn') return 'Withdrawn. Nothing has changed.';
  if (swap.state === 'expired') return 'Not answered in time. Nothing has changed.';
  return `${refusedWords(swap, me)} Nothing has changed.`;
}

function waitingWords({ kind, parties, expiresAt }: Swap, me: string | null): string {
  const until = `until ${formatHospitalInstant(expiresAt)}`;
  const asked = parties.filter(({ answer }) => answer === 'asked').map((party) => who(party, me));
  if (kind === 'pool' && asked.length === 0) return `Waits for somebody to take it, ${until}.`;
  return `Waits for ${listOf(asked)} to answer, ${until}.`;
}

function refusedWords({ closedReason, parties, decisionReason }: Swap, me: string | null): string {
  const why = decisionReason === '' ? '' : ` The reason given: ${decisionReason}`;
  if (closedReason === 'declined') {
    const by = parties.filter(({ answer }) => answer === 'declined').map((party) => who(party, me));
    return `Declined by ${by.length === 0 ? 'somebody who was asked' : listOf(by)}.${why}`;
  }
  if (closedReason === 'coordinator') return `Refused by the coordinator.${why}`;
  if (closedReason === 'answered') return 'Answered by a swap for it.';
  if (closedReason === 'overtaken') return 'Another change came first.';
  return 'A shift has changed meanwhile, so it was not possible any more.';
}

/** "Night, Friday 5 February 2027, 20:30 to 08:30: from you to Jo Smith" */
export function legWords(leg: SwapLeg, me: string | null): string {
  const to = leg.to === null ? 'whoever takes it' : who(leg.to, me);
  return `${shiftInWords(leg)}, ${leg.unitName}: from ${who(leg.from, me)} to ${to}`;
}

/** What a way to hand a shift on would mean: "Jo Smith takes it", "You get Jo Smith's Early, Monday …". */
export function optionTitle({ kind, hops }: Pick<SwapOption, 'kind' | 'hops'>): string {
  const taker = spokenName(hops[0]!.to.displayName);
  if (kind === 'give-away') return `${taker} takes it`;
  const last = hops.at(-1)!;
  const yours = `you get ${shiftInWords(last)}`;
  if (kind === 'direct') return `Swap with ${taker}: ${yours}`;
  return `Chain with ${taker} and ${spokenName(last.from.displayName)}: ${yours}`;
}

function verb(subject: string | undefined, plain: string): string {
  return subject === 'you' ? plain : `${plain}s`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
