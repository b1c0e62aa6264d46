import { describe, expect, it } from 'vitest';
import { type FillPoint, gapWords, NO_PROGRESS, progressReducer } from './fill-progress';

const point = (seq: number, elapsedMs: number, objective: number, hardViolations = 0): FillPoint => ({
  seq,
  elapsedMs,
  objective,
  hardViolations,
  unfilled: 0,
  lowerBound: null,
});

function after(...points: FillPoint[]) {
  return points.reduce(progressReducer, NO_PROGRESS);
}

describe('the progress of a fill', () => {
  it('knows when the rota last got better', () => {
    expect(after().lastGainMs).toBeNull();
    expect(after(point(1, 100, 50), point(2, 900, 40), point(3, 1500, 40)).lastGainMs).toBe(900);
  });

  it('counts fewer rule breaks as better, at any score', () => {
    expect(after(point(1, 100, 50, 2), point(2, 900, 5000, 0)).lastGainMs).toBe(900);
  });

  it('takes each step once, however often a connection is resumed', () => {
    const steps = [point(1, 100, 50), point(2, 900, 40)];
    expect(after(...steps, ...steps).points).toEqual(steps);
  });
});

describe('the distance to the best possible', () => {
  it.each([
    [1500, null, 'No proof yet'],
    [1100, 1000, '10.0 % at most: no rota can score below 1,000'],
    [1000, 1000, 'Proven best: no rota can score below 1,000'],
    [70, 0, '70 at most: no rota can score below 0'],
    [1789, 8, '1,781 at most: no rota can score below 8'],
  ])('of score %s with bound %s reads "%s"', (objective, bound, words) => {
    expect(gapWords(objective, bound)).toBe(words);
  });
});
