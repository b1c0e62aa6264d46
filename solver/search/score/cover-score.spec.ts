import { describe, expect, it } from 'vitest';
import { type CoverLine } from '../../model/index.js';
import { hospitalProblem } from '../hospital.testing.js';
import { CoverScore } from './cover-score.js';

const WANTED = 4;
const WEIGHT = 100;

describe('what a place is worth', () => {
  it('falls place by place when people shall spread, and is the change of cost else', () => {
    const base = hospitalProblem({ doctors: 6, dayCount: 2 });
    const line: CoverLine = {
      id: 'line',
      name: 'line',
      dayIndex: 1,
      shiftTypeIds: [base.shiftTypes[0]!.id],
      personIds: base.people.map(({ id }) => id),
      filterLabel: 'anybody',
      measure: {
        kind: 'count',
        minimum: 0,
        target: WANTED,
        maximum: WANTED,
        underMinimumWeight: WEIGHT,
        underTargetWeight: WEIGHT,
        overMaximumWeight: 3,
      },
    };
    const score = new CoverScore({ ...base, cover: [line] });
    const plain: number[] = [];
    const even: number[] = [];
    for (let person = 0; person < base.people.length; person++) {
      plain.push(score.price(person, 1, 1));
      even.push(score.price(person, 1, 1, true));
      expect(score.move(person, 1, 1, 1)).toBe(plain[person]);
    }
    expect(plain).toEqual([-100, -100, -100, -100, 3, 3]);
    expect(even).toEqual([-100, -75, -50, -25, 3, 3]);
    expect(score.price(0, 0, 1, true)).toBe(0);
  });
});
