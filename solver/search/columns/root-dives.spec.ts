import { describe, expect, it } from 'vitest';
import { PATIENT_ROUNDS } from './dive.js';
import { RootDives } from './root-dives.js';

const NEAR = { best: 1_050, bound: 1_000 };
const FAR = { best: 2_000, bound: 1_000 };

/** Rounds of pricing at a node of each dive, when they land like this one after another. */
function roundsOf(landings: readonly (number | null)[], standing = NEAR): number[] {
  const dives = new RootDives();
  return landings.map((landing) => {
    const { rounds } = dives.next(standing);
    dives.learn(landing, standing.best);
    return rounds;
  });
}

describe('dives from the root', () => {
  it('begin with a quick one, so that a rota comes soon', () => {
    expect(roundsOf([null], FAR)[0]).toBeLessThan(PATIENT_ROUNDS);
  });

  it('stay quick where the first lands near the best rota and quick ones bring better ones', () => {
    expect(roundsOf([1_100, 1_040, 1_030, 1_020]).every((rounds) => rounds < PATIENT_ROUNDS)).toBe(true);
  });

  it('become patient for once after two that brought nothing', () => {
    const patient = roundsOf([1_040, null, null, null, null]).map((rounds) => rounds === PATIENT_ROUNDS);
    expect(patient).toEqual([false, false, false, true, false]);
  });

  it('are patient after the first while the best rota lies far above the bound', () => {
    expect(roundsOf([1_500, 1_400], FAR)).toEqual([1, PATIENT_ROUNDS]);
  });

  it.each([
    ['far above the best rota', 9_000],
    ['nowhere', null],
  ])('are patient for good where the first lands %s', (_, first) => {
    expect(roundsOf([first, 1_040, 1_030])).toEqual([1, PATIENT_ROUNDS, PATIENT_ROUNDS]);
  });

  it('are overdone when patient for the distance alone, once a better rota stands', () => {
    const dives = new RootDives();
    dives.next(FAR);
    dives.learn(1_500, FAR.best);
    dives.next(FAR);
    expect([dives.isOverdone(FAR, 1_100), dives.isOverdone(NEAR, 1_100)]).toEqual([false, true]);
  });

  it('are not overdone where quick ones land far off', () => {
    const dives = new RootDives();
    dives.next(FAR);
    dives.learn(null, FAR.best);
    dives.next(FAR);
    expect(dives.isOverdone(NEAR, 1_100)).toBe(false);
  });

  it('are overdone when the first is about to land very far off', () => {
    const dives = new RootDives();
    dives.next(NEAR);
    expect([dives.isOverdone(NEAR, 1_500), dives.isOverdone(NEAR, 9_000)]).toEqual([false, true]);
  });

  it('are bolder and more careful in turn when patient', () => {
    const dives = new RootDives();
    const jumps = [null, null, null, null].map((landing) => {
      const { jump } = dives.next(NEAR);
      dives.learn(landing, NEAR.best);
      return jump;
    });
    expect(jumps[1]).toBeGreaterThan(jumps[2]!);
    expect(jumps[3]).toBe(jumps[1]);
  });
});
