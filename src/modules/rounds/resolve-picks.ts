import { createHash } from 'node:crypto';

/** A shift that somebody picked. */
export interface OpenPick {
  readonly id: string;
  readonly personId: string;
  readonly date: string;
  readonly shiftTypeId: string;
}

/** What a rota still has to give. */
export interface Board {
  /** Why somebody cannot have a shift by the rules; null: they can. */
  refusal(pick: OpenPick): string | null;
  places(pick: OpenPick): number;
  give(pick: OpenPick): void;
}

export interface DecidedPick extends OpenPick {
  readonly state: 'won' | 'lost' | 'refused';
  /** More people could have had the shift than it has places. */
  readonly contested: boolean;
  readonly reason: string;
}

export interface Resolution {
  readonly picks: readonly DecidedPick[];
  /** Losses of everybody who took part in something contested, as they stand afterwards. */
  readonly losses: ReadonlyMap<string, number>;
}

/**
 * Decides who has what. Shifts are gone through by date; of those who picked the same one, whoever has lost more often without winning
 * since comes first, then whoever has won fewer shifts in this round, then a draw that nobody can influence. When somebody picked
 * counts for nothing. A loss counts for the next shift already.
 *
 * @param lossesBefore of each person, from earlier rounds of the unit.
 * @param seed of the draw: the same seed draws the same.
 */
export function resolvePicks(
  picks: readonly OpenPick[],
  board: Board,
  lossesBefore: ReadonlyMap<string, number>,
  seed: string,
): Resolution {
  const losses = new Map(lossesBefore);
  const wins = new Map<string, number>();
  const touched = new Set<string>();
  const decided: DecidedPick[] = [];
  for (const group of groupsOf(picks)) {
    const ranked = group.toSorted(
      (a, b) =>
        (losses.get(b.personId) ?? 0) - (losses.get(a.personId) ?? 0) ||
        (wins.get(a.personId) ?? 0) - (wins.get(b.personId) ?? 0) ||
        compare(lot(a, seed), lot(b, seed)),
    );
    const outcomes = ranked.map((pick) => decide(pick, board));
    const contested = outcomes.some(({ state }) => state === 'lost');
    for (const [index, { state, reason }] of outcomes.entries()) {
      const pick = ranked[index]!;
      const { personId } = pick;
      decided.push({ ...pick, state, reason, contested: contested && state !== 'refused' });
      if (state === 'won') wins.set(personId, (wins.get(personId) ?? 0) + 1);
      if (!contested || state === 'refused') continue;
      touched.add(personId);
      losses.set(personId, state === 'won' ? 0 : (losses.get(personId) ?? 0) + 1);
    }
  }
  return { picks: decided, losses: new Map([...touched].map((id) => [id, losses.get(id) ?? 0])) };
}

function decide(pick: OpenPick, board: Board): Pick<DecidedPick, 'state' | 'reason'> {
  const refusal = board.refusal(pick);
  if (refusal !== null) return { state: 'refused', reason: refusal };
  if (board.places(pick) === 0) {
    return {
      state: 'lost',
      reason: 'More people picked this shift than it has places; next time you come first.',
    };
  }
  board.give(pick);
  return { state: 'won', reason: '' };
}

/** Those of the same shift together, by date and shift. */
function groupsOf(picks: readonly OpenPick[]): OpenPick[][] {
  const groups = new Map<string, OpenPick[]>();
  for (const pick of picks) {
    const key = `${pick.date} ${pick.shiftTypeId}`;
    groups.set(key, [...(groups.get(key) ?? []), pick]);
  }
  return [...groups].toSorted(([a], [b]) => compare(a, b)).map(([, group]) => group);
}

function lot({ personId, date, shiftTypeId }: OpenPick, seed: string): string {
  return createHash('sha256').update(`${seed} ${date} ${shiftTypeId} ${personId}`).digest('hex');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
