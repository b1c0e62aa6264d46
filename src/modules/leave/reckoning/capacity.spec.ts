import { describe, expect, it } from 'vitest';
import {
  beyondCapacity,
  type CapacityAbsence,
  capacityDays,
  type CapacityLimits,
  type CapacityPerson,
} from './capacity.js';

const DATE = '2027-01-04';
const LIMITS: CapacityLimits = { maxAway: null, maxAwayPercent: null, groups: [], blocked: [] };

const people: CapacityPerson[] = Array.from({ length: 10 }, (_, index) => ({
  personId: String(index),
  name: `Jo ${index}`,
  gradeCode: index < 4 ? 'ST3' : 'FY2',
  placements: [{ firstDate: '2026-08-05', lastDate: index === 9 ? '2027-01-03' : null }],
  skills: index === 0 ? [{ code: 'ALS', validFrom: '2026-01-01', validUntil: DATE }] : [],
}));

const away = (personId: number, change: Partial<CapacityAbsence> = {}): CapacityAbsence => ({
  personId: String(personId),
  kind: 'annual-leave',
  firstDate: DATE,
  lastDate: DATE,
  state: 'approved',
  ...change,
});

describe('how much of a day is taken', () => {
  it('counts those placed on the day who are on leave, and no sickness', () => {
    const absences = [away(0), away(1, { state: 'requested' }), away(2, { kind: 'sickness' }), away(9)];
    const [day] = capacityDays([DATE], people, absences, LIMITS);
    expect(day).toMatchObject({ placed: 9, taken: 1, asked: 1, limit: null });
  });

  it.each([
    [2, null, 2],
    [null, 25, 2],
    [null, 23, 2],
    [null, 22, 1],
    [1, 50, 1],
    [5, 10, 0],
  ])('is limited by %s people or %s per cent of nine: %i', (maxAway, maxAwayPercent, limit) => {
    expect(capacityDays([DATE], people, [], { ...LIMITS, maxAway, maxAwayPercent })[0]?.limit).toBe(limit);
  });

  it('is full for members of a group alone, as long as they hold its skill', () => {
    const group = { name: 'Life support', gradeCodes: ['ST3'], skillCode: 'ALS', maxAway: 0 };
    const limits = { ...LIMITS, groups: [group] };
    const days = capacityDays([DATE, '2027-01-05'], people, [], limits);
    expect(beyondCapacity(days, people[0]!, limits)).toEqual([
      'On Monday 4 January 2027 0 of "Life support" are away already; the limit is 0.',
    ]);
    expect(beyondCapacity(days, people[1]!, limits)).toEqual([]);
  });

  it('is blocked with its reason', () => {
    const limits = { ...LIMITS, blocked: [{ firstDate: DATE, lastDate: DATE, reason: 'Inspection' }] };
    const days = capacityDays([DATE, '2027-01-05'], people, [], limits);
    expect(days.map(({ blocked }) => blocked)).toEqual(['Inspection', null]);
    expect(beyondCapacity(days, people[1]!, limits)).toEqual([
      'No leave is planned on Monday 4 January 2027: Inspection.',
    ]);
  });
});
