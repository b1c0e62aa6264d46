import { describe, expect, it } from 'vitest';
import { issuedWords, outcomeWords, summaryOf } from './outcome-words';
import { type DoctorSchedule } from './types';

const doctor = (more: Partial<DoctorSchedule> = {}): DoctorSchedule => ({
  personId: 'p',
  displayName: 'Adeyemi, Sam',
  firstDate: '2026-08-05',
  lastDate: null,
  hasAddress: true,
  scheduleId: null,
  number: null,
  issuedAt: null,
  acknowledgedAt: null,
  outcome: 'new',
  changes: [],
  reason: null,
  ...more,
});
const issued = { number: 2, issuedAt: '2026-06-01T09:00:00Z' };

describe('a doctor in the list', () => {
  it('is said to have no schedule, one to confirm, or a confirmed one', () => {
    expect(issuedWords(doctor())).toBe('Not issued yet');
    expect(issuedWords(doctor(issued))).toMatch(/^Version 2, issued on .*, not confirmed yet$/);
    expect(issuedWords(doctor({ ...issued, acknowledgedAt: '2026-06-02T09:00:00Z' }))).toContain(
      'confirmed on',
    );
  });

  it('is told with the reason why there is none', () => {
    const change = { what: 'Pay, Total', before: '1', after: '2' };
    expect(outcomeWords(doctor({ outcome: 'changed', changes: [change] }))).toBe('Has changed: 1 difference');
    expect(outcomeWords(doctor({ outcome: 'impossible', reason: 'No pay point' }))).toBe('No pay point');
  });
});

describe('the summary', () => {
  it('counts each doctor where they are', () => {
    const doctors = [
      doctor(),
      doctor({ outcome: 'impossible', hasAddress: false }),
      doctor({ outcome: 'unchanged', ...issued }),
      doctor({ outcome: 'changed', ...issued, acknowledgedAt: '2026-06-02T09:00:00Z' }),
    ];
    expect(summaryOf(doctors).map(([, figure]) => figure)).toEqual([4, 2, 1, 1, 1]);
  });
});
