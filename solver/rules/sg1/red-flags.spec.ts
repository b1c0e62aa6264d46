import { describe, expect, it } from 'vitest';
import { MINUTE } from '../edges.testing.js';
import { coverCatalogue, findPack, redFlags } from '../index.js';

const pack = findPack('sg1', '2026-06-01');
const SHORTFALL = 'sg1.registered-shortfall';

/** Codes of the flags of a shift. */
function flags(registeredNurses: number, neededH: number, presentH: number): string[] {
  const shift = { registeredNurses, neededMin: neededH * 60, presentMin: presentH * 60 };
  return redFlags(pack, shift).map(({ rule }) => rule);
}

describe('sg1.registered-minimum', () => {
  it('is raised for fewer than two registered nurses', () => {
    expect(flags(3, 8, 8)).toEqual([]);
    expect(flags(2, 8, 8)).toEqual([]);
    expect(flags(1, 8, 8)).toEqual(['sg1.registered-minimum']);
  });

  it('is told in a sentence', () => {
    const told = (registeredNurses: number) =>
      redFlags(pack, { registeredNurses, neededMin: 0, presentMin: 0 }).map(({ message }) => message);
    expect(told(1)).toEqual(['1 registered nurse on the shift; at least 2 needed: 1 short.']);
    expect(told(0)).toEqual(['0 registered nurses on the shift; at least 2 needed: 2 short.']);
  });
});

describe('sg1.registered-shortfall', () => {
  it.each([
    // 8 h come first where more than 32 h are needed.
    [40, 32, []],
    [40, 31.9, [SHORTFALL]],
    [40, 32 - MINUTE, [SHORTFALL]],
    // 25 % come first where less is needed.
    [20, 15, []],
    [20, 14.9, [SHORTFALL]],
    [20, 15 - MINUTE, [SHORTFALL]],
    // Where 32 h are needed both are the same.
    [32, 24, []],
    [32, 24 - MINUTE, [SHORTFALL]],
    // More than is needed, and nothing needed.
    [20, 24, []],
    [0, 0, []],
  ])('of %d h needed, %d h there: %o', (needed, present, expected) => {
    expect(flags(2, needed, present)).toEqual(expected);
  });

  it('is not raised at 25.00 %, and is at 25.01 %', () => {
    expect(flags(2, 20, 20 * (1 - 0.25))).toEqual([]);
    expect(flags(2, 20, 20 * (1 - 0.2501))).toEqual([SHORTFALL]);
  });

  it('is told in a sentence', () => {
    expect(redFlags(pack, { registeredNurses: 2, neededMin: 2400, presentMin: 1914 })).toEqual([
      {
        rule: SHORTFALL,
        level: 'advisory',
        message: '31.9 h of registered nursing of 40 h needed; at most 8 h may be missing: 0.1 h too much.',
      },
    ]);
    expect(redFlags(pack, { registeredNurses: 2, neededMin: 600, presentMin: 440 })[0]!.message).toBe(
      '7.33 h of registered nursing of 10 h needed; at most 2.5 h may be missing: 0.17 h too much.',
    );
  });
});

describe('the red flags of a unit', () => {
  const shift = { registeredNurses: 2, neededMin: 0, presentMin: 0 };

  it('can be stricter, not laxer', () => {
    const minimum = (value: number) => () =>
      redFlags(pack, shift, { 'sg1.registered-minimum': { parameters: { minimum: value } } });
    expect(minimum(3)()).toHaveLength(1);
    expect(minimum(1)).toThrow('must be at least 2, not 1');
  });

  it('can be left out, or be of another level', () => {
    const none = { ...shift, registeredNurses: 0 };
    expect(redFlags(pack, none, { 'sg1.registered-minimum': { enabled: false } })).toEqual([]);
    expect(redFlags(pack, none, { 'sg1.registered-minimum': { level: 'hard' } })).toMatchObject([
      { rule: 'sg1.registered-minimum', level: 'hard' },
    ]);
  });

  it('are none in a pack without rules about wards', () => {
    expect(redFlags(findPack('afc', '2026-06-01'), { ...shift, registeredNurses: 0 })).toEqual([]);
  });

  it('have two rules', () => {
    expect([...coverCatalogue.keys()]).toEqual(['sg1.registered-minimum', 'sg1.registered-shortfall']);
  });
});
