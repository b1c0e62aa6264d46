import { describe, expect, it } from 'vitest';
import { type Grid } from '../api/types';
import { awayOnRota } from './away-on-rota';

const grid = {
  people: [
    {
      id: 'a',
      displayName: 'A',
      absences: [{ kind: 'sickness', firstDate: '2026-11-02', lastDate: '2026-11-04' }],
    },
    {
      id: 'b',
      displayName: 'B',
      absences: [{ kind: 'study-leave', firstDate: '2026-11-02', lastDate: '2026-11-02' }],
    },
  ],
  assignments: ['2026-11-05', '2026-11-04', '2026-11-01', '2026-11-02'].map((date) => ({
    personId: 'a',
    date,
  })),
} as unknown as Grid;

describe('who is away on their shifts', () => {
  it('is told with those days, the first and the last of the absence included', () => {
    expect(awayOnRota(grid, '2026-10-01')).toEqual([
      { personId: 'a', displayName: 'A', kind: 'sickness', dates: ['2026-11-02', '2026-11-04'] },
    ]);
  });

  it('counts from the day on from which the rota may change', () => {
    expect(awayOnRota(grid, '2026-11-03')[0]?.dates).toEqual(['2026-11-04']);
    expect(awayOnRota(grid, '2026-11-05')).toEqual([]);
  });
});
