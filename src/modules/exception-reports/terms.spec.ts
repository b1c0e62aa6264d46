import { describe, expect, it } from 'vitest';
import { actBy, KINDS, routeOf, timeliness } from './terms.js';

describe('an exception report', () => {
  it('goes to the director of medical education when it is about education, else to HR', () => {
    expect(KINDS.map((kind) => [kind, routeOf(kind)])).toEqual([
      ['hours', 'hr'],
      ['pattern', 'hr'],
      ['missed-break', 'hr'],
      ['support', 'hr'],
      ['education', 'director-of-medical-education'],
    ]);
  });

  it('is to be answered within a week, and the next day when safety is at stake', () => {
    expect(actBy('2026-10-22', false)).toBe('2026-10-29');
    expect(actBy('2026-12-31', true)).toBe('2027-01-01');
  });

  it('is answered in time on the last day, and late the day after', () => {
    const waits = { state: 'submitted' as const, actBy: '2026-10-29', decidedOn: null };
    expect(timeliness(waits, '2026-10-29')).toBe('waiting');
    expect(timeliness(waits, '2026-10-30')).toBe('overdue');
    const done = { state: 'refused' as const, actBy: '2026-10-29' };
    expect(timeliness({ ...done, decidedOn: '2026-10-29' }, '2027-01-01')).toBe('on-time');
    expect(timeliness({ ...done, decidedOn: '2026-10-30' }, '2026-10-30')).toBe('late');
  });

  it('waits again when the guardian is asked, whatever was decided before', () => {
    const asked = { state: 'escalated' as const, actBy: '2026-11-05', decidedOn: '2026-10-29' };
    expect(timeliness(asked, '2026-11-05')).toBe('waiting');
    expect(timeliness(asked, '2026-11-06')).toBe('overdue');
    expect(timeliness({ ...asked, state: 'withdrawn' }, '2026-11-06')).toBe('withdrawn');
  });
});
