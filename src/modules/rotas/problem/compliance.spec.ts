import { describe, expect, it } from 'vitest';
import { byLevels, countByRule, countByWeek, worstFirst } from './compliance.js';
import { type RotaViolation } from './judge.js';

function violation(
  rule: string,
  level: RotaViolation['level'],
  fromDate: string,
  margin = -60,
): RotaViolation {
  return {
    personId: 'p',
    rule,
    name: rule,
    clause: null,
    level,
    fromDate,
    toDate: fromDate,
    message: '',
    measured: 600,
    limit: 660,
    unit: 'minutes',
    margin,
    clockChange: false,
    mend: null,
  };
}

describe('the compliance of a rota', () => {
  const all = [
    violation('rota.hours', 'soft', '2026-06-01', -600),
    violation('doctors2016.rest-after-nights', 'hard', '2026-06-12', -15),
    violation('doctors2016.paid-breaks', 'advisory', '2026-06-02'),
    violation('doctors2016.rest-after-nights', 'hard', '2026-06-09', -90),
    violation('rota.blocked', 'hard', '2026-05-31', -90),
  ];

  it('shows the worst first', () => {
    expect(worstFirst(all).map(({ rule, margin }) => `${rule} ${margin}`)).toEqual([
      'rota.blocked -90',
      'doctors2016.rest-after-nights -90',
      'doctors2016.rest-after-nights -15',
      'rota.hours -600',
      'doctors2016.paid-breaks -60',
    ]);
  });

  it('counts by rule, with names that people know', () => {
    expect(countByRule(all).map(({ name, hard, soft, advisory }) => [name, hard, soft, advisory])).toEqual([
      ['Rest after nights', 2, 0, 0],
      ['Not available', 1, 0, 0],
      ['Hours in the rota', 0, 1, 0],
      ['Paid breaks', 0, 0, 1],
    ]);
    const level = { hard: 0, soft: 0, advisory: 0 };
    expect(byLevels({ ...level, hard: 1 }, { ...level, soft: 5 })).toBeLessThan(0);
    expect(byLevels({ ...level, advisory: 2 }, { ...level, advisory: 1 })).toBeLessThan(0);
  });

  it('counts by week, each breach once, also in weeks that the rota has only a part of', () => {
    const days = Array.from({ length: 14 }, (_, index) => ({
      date: `2026-06-${String(index + 3).padStart(2, '0')}`,
      weekday: (index + 2) % 7,
    }));
    expect(countByWeek(all, days)).toEqual([
      { firstDate: '2026-06-03', hard: 1, soft: 1, advisory: 1 },
      { firstDate: '2026-06-08', hard: 2, soft: 0, advisory: 0 },
      { firstDate: '2026-06-15', hard: 0, soft: 0, advisory: 0 },
    ]);
  });
});
