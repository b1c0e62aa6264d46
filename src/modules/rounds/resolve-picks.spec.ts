import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Board, type OpenPick, resolvePicks } from './resolve-picks.js';

/** A shift has as many places as its type says; nobody works twice a day. */
class Places implements Board {
  private readonly given: OpenPick[] = [];

  constructor(private readonly perShift: number) {}

  refusal({ personId, date }: OpenPick): string | null {
    return this.given.some((each) => each.personId === personId && each.date === date)
      ? 'Works already.'
      : null;
  }

  places({ date, shiftTypeId }: OpenPick): number {
    const taken = this.given.filter((each) => each.date === date && each.shiftTypeId === shiftTypeId).length;
    return this.perShift - taken;
  }

  give(pick: OpenPick): void {
    this.given.push(pick);
  }
}

const people = ['ann', 'ben', 'cat', 'dan', 'eve'];
const anyPicks = fc
  .uniqueArray(
    fc.record({
      personId: fc.constantFrom(...people),
      date: fc.constantFrom('2027-01-04', '2027-01-05', '2027-01-06'),
      shiftTypeId: fc.constantFrom('day', 'night'),
    }),
    { selector: ({ personId, date }) => `${personId} ${date}` },
  )
  .map((picks) => picks.map((pick, index) => ({ ...pick, id: String(index) })));
const anyLosses = fc
  .array(fc.nat(3), { minLength: people.length, maxLength: people.length })
  .map((counts) => new Map(people.map((person, index) => [person, counts[index]!])));

describe('picks at the close of a round', () => {
  it('are all decided, and no shift is given to more than it has places', () => {
    fc.assert(
      fc.property(anyPicks, anyLosses, fc.integer({ min: 1, max: 3 }), (picks, losses, places) => {
        const { picks: decided } = resolvePicks(picks, new Places(places), losses, 'seed');
        expect(decided.map(({ id }) => id).toSorted()).toEqual(picks.map(({ id }) => id).toSorted());
        for (const pick of decided) {
          const same = decided.filter(
            ({ date, shiftTypeId }) => date === pick.date && shiftTypeId === pick.shiftTypeId,
          );
          const won = same.filter(({ state }) => state === 'won').length;
          expect(won).toBe(Math.min(places, same.length));
          expect(pick.contested).toBe(same.length > places);
        }
      }),
    );
  });

  it('do not depend on when they were made', () => {
    fc.assert(
      fc.property(anyPicks, anyLosses, fc.infiniteStream(fc.nat()), (picks, losses, order) => {
        const shuffled = picks
          .map((pick) => ({ pick, key: order.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ pick }) => pick);
        const outcome = (of: readonly OpenPick[]) => {
          const { picks: decided, losses: after } = resolvePicks(of, new Places(1), losses, 'seed');
          const states = decided.map(({ id, state }) => `${id} ${state}`).toSorted();
          return [states, [...after].toSorted()];
        };
        expect(outcome(shuffled)).toEqual(outcome(picks));
      }),
    );
  });

  it('go first to whoever has lost more often', () => {
    fc.assert(
      fc.property(anyLosses, fc.string(), (losses, seed) => {
        const picks = people.map((personId) => ({
          id: personId,
          personId,
          date: '2027-01-04',
          shiftTypeId: 'day',
        }));
        const { picks: decided } = resolvePicks(picks, new Places(2), losses, seed);
        const of = (state: string) =>
          decided.filter((pick) => pick.state === state).map(({ personId }) => losses.get(personId)!);
        expect(Math.min(...of('won'))).toBeGreaterThanOrEqual(Math.max(...of('lost')));
      }),
    );
  });

  it('even out: of two who always want the same shift each wins every other time, whatever the draw', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 20 }), (seeds) => {
        let losses: ReadonlyMap<string, number> = new Map();
        const winners = seeds.map((seed) => {
          const picks = ['ann', 'ben'].map((personId) => ({
            id: personId,
            personId,
            date: '2027-01-04',
            shiftTypeId: 'day',
          }));
          const resolution = resolvePicks(picks, new Places(1), losses, seed);
          losses = resolution.losses;
          return resolution.picks.find(({ state }) => state === 'won')!.personId;
        });
        for (let round = 1; round < winners.length; round++)
          expect(winners[round]).not.toBe(winners[round - 1]);
      }),
    );
  });

  it('refused by the rules cost nobody their turn', () => {
    const picks = [
      { id: '1', personId: 'ann', date: '2027-01-04', shiftTypeId: 'day' },
      { id: '2', personId: 'ben', date: '2027-01-04', shiftTypeId: 'day' },
    ];
    const board = new Places(1);
    board.give({ id: '0', personId: 'ann', date: '2027-01-04', shiftTypeId: 'night' });
    const { picks: decided, losses } = resolvePicks(picks, board, new Map([['ann', 2]]), 'seed');
    expect(decided.find(({ personId }) => personId === 'ann')).toMatchObject({
      state: 'refused',
      contested: false,
    });
    expect(decided.find(({ personId }) => personId === 'ben')).toMatchObject({
      state: 'won',
      contested: false,
    });
    expect(losses.size).toBe(0);
  });
});
