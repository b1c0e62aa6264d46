import { describe, expect, it } from 'vitest';
import { type CoverLine, type CoverMeasure } from '../model/index.js';
import { worldOf } from './case.testing.js';
import { countCost, coverStates, hardShort, shareShort } from './cover.js';

const count = {
  kind: 'count',
  minimum: 2,
  target: 4,
  maximum: 5,
  underMinimumWeight: 100,
  underTargetWeight: 10,
  overMaximumWeight: 1,
} as const satisfies CoverMeasure;

describe('the cost of a number of people', () => {
  it.each([
    [0, 220],
    [1, 120],
    [2, 20],
    [3, 10],
    [4, 0],
    [5, 0],
    [6, 1],
    [8, 3],
  ])('%i', (people, cost) => {
    expect(countCost(count, people)).toBe(cost);
  });

  it('is never for too many where there is no most', () => {
    expect(countCost({ ...count, maximum: null }, 99)).toBe(0);
  });

  it('asks for nothing above the minimum where the target is below it', () => {
    expect(countCost({ ...count, target: 1 }, 1)).toBe(100);
    expect(countCost({ ...count, target: 1 }, 2)).toBe(0);
  });
});

describe('people short', () => {
  const line = (measure: CoverMeasure): CoverLine => ({
    id: 'c',
    name: 'Days',
    dayIndex: 0,
    shiftTypeIds: ['0', '1'],
    personIds: ['a', 'b', 'nobody', 'a'],
    filterLabel: 'anybody',
    measure,
  });

  it('are hard violations of a hard minimum alone', () => {
    expect(hardShort(line({ ...count, minimumLevel: 'hard' }), 2)).toBe(2);
    expect(hardShort(line({ ...count, minimumLevel: 'soft' }), 2)).toBe(0);
    expect(hardShort(line(count), 2)).toBe(0);
    expect(hardShort(line({ kind: 'share', minShare: 1, underWeight: 1 }), 2)).toBe(0);
  });

  it('of a share are whole people, and a share that comes out even asks for no more', () => {
    expect(shareShort(0.65, 13, 20)).toBe(0);
    expect(shareShort(0.65, 12, 20)).toBe(1);
    expect(shareShort(0.65, 13, 21)).toBe(1);
    expect(shareShort(0.65, 0, 0)).toBe(0);
    expect(shareShort(0.5, 5, 4)).toBe(0);
  });

  const { problem, person } = worldOf([
    [0, 9, 17],
    [1, 9, 17],
    [2, 9, 17],
  ]);
  const people = ['a', 'b', 'c'].map((id) => ({ ...person, id }));
  const states = (measure: CoverMeasure, today: readonly number[]) => {
    const cells = today.map((cell) => [cell]);
    return coverStates({ ...problem, people, cover: [line(measure)] }, { cells });
  };

  it('are counted once a person, on the shifts of the line, of the people of the line', () => {
    expect(states(count, [0, 1, 0])).toMatchObject([{ matching: 2, all: 2, short: 0, cost: 20 }]);
    expect(states(count, [0, 2, 0])).toMatchObject([{ matching: 1, all: 1, short: 1, cost: 120 }]);
    expect(states(count, [-1, -1, 0])).toMatchObject([{ matching: 0, all: 0, short: 2, cost: 220 }]);
  });

  it('of a share are measured against everybody on the shifts', () => {
    const share: CoverMeasure = { kind: 'share', minShare: 0.6, underWeight: 9 };
    expect(states(share, [0, 1, 0])).toMatchObject([{ matching: 2, all: 3, short: 0, cost: 0 }]);
    expect(states(share, [0, 2, 1])).toMatchObject([{ matching: 1, all: 2, short: 1, cost: 9 }]);
    expect(states(share, [2, -1, -1])).toMatchObject([{ matching: 0, all: 0, short: 0, cost: 0 }]);
  });

  it('are all of the line where a rota has no cells', () => {
    expect(coverStates({ ...problem, people, cover: [line(count)] }, { cells: [] })).toMatchObject([
      { matching: 0, short: 2 },
    ]);
  });
});
