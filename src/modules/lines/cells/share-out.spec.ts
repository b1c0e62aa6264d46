import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWork, type LineCells, type LineShift, shareOut } from './share-out.js';

const D: LineShift = { id: 'D', kind: 'day' };
const N: LineShift = { id: 'N', kind: 'night' };
const L: LineShift = { id: 'L', kind: 'long-day' };
const OFF: LineShift = { id: 'OFF', kind: 'off' };
const KEYS: Readonly<Record<string, LineShift | null>> = { D, N, L, O: OFF, '.': null };
const cellsOf = (...weeks: string[]): LineCells => [...weeks.join('')].map((key) => KEYS[key] ?? null);
const sharer = (id: string, share: number, daysOff: number[] = []) => ({ id, share, daysOff });

const anyCells = fc
  .array(fc.constantFrom('D', 'N', 'L', 'O', '.'), { minLength: 7, maxLength: 56 })
  .map((keys) => cellsOf(...keys).slice(0, keys.length - (keys.length % 7)));
const anySharers = fc
  .array(
    fc.record({
      share: fc.integer({ min: 100, max: 500 }),
      daysOff: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }),
    }),
    {
      maxLength: 2,
    },
  )
  .map((all) => all.map((each, index) => ({ id: String(index), ...each })));

describe('a line that several share', () => {
  it('gives every shift to one of them, or says why nobody works it', () => {
    fc.assert(
      fc.property(anyCells, anySharers, (cells, sharers) => {
        const { owner, unworked } = shareOut(cells, 1000, sharers);
        for (const [day, cell] of cells.entries()) {
          const told = [owner[day] ?? null, unworked.get(day) ?? null].filter((each) => each !== null);
          expect(told).toHaveLength(isWork(cell) ? 1 : 0);
          const own = owner[day] ?? null;
          if (own !== null) expect(sharers[own]?.daysOff).not.toContain(day % 7);
        }
      }),
    );
  });

  it('gives somebody who is alone on a line made for them all but their days off', () => {
    const cells = cellsOf('DDDDD..', 'NNNNNNN');
    expect(shareOut(cells, 600, [sharer('a', 600)]).unworked.size).toBe(0);
    const { unworked } = shareOut(cells, 1000, [sharer('a', 1000, [2])]);
    expect([...unworked]).toEqual([
      [2, 'day-off'],
      [9, 'day-off'],
    ]);
  });

  it('deals each kind of shift in proportion', () => {
    const weeks = Array.from({ length: 10 }, () => 'DDDDDLL');
    const { owner } = shareOut(cellsOf(...weeks), 1000, [sharer('a', 600), sharer('b', 400)]);
    const count = (who: number, days: readonly number[]): number =>
      owner.filter((each, day) => each === who && days.includes(day % 7)).length;
    expect([count(0, [0, 1, 2, 3, 4]), count(1, [0, 1, 2, 3, 4])]).toEqual([30, 20]);
    expect([count(0, [5]), count(1, [5])]).toEqual([6, 4]);
  });

  it('keeps a run of nights and both days of a weekend together', () => {
    const { owner } = shareOut(cellsOf('.NNNN..', '.....LL', '.....LL'), 1000, [
      sharer('a', 500),
      sharer('b', 500),
    ]);
    expect(new Set(owner.slice(1, 5)).size).toBe(1);
    expect(owner[12]).toBe(owner[13]);
    expect(owner[19]).toBe(owner[20]);
    expect(owner[12]).not.toBe(owner[19]);
  });

  it('leaves to nobody what is beyond the share of who is on it', () => {
    const weeks = Array.from({ length: 5 }, () => 'DD.....');
    const { unworked, owner } = shareOut(cellsOf(...weeks), 1000, [sharer('a', 600)]);
    expect(owner.filter((each) => each === 0)).toHaveLength(6);
    expect([...unworked.values()]).toEqual(['beyond-share', 'beyond-share', 'beyond-share', 'beyond-share']);
  });
});
