import { describe, expect, it } from 'vitest';
import { type MyShift } from '../api/types';
import { extraMin, fieldsFor, reportFrom } from './report-form-model';

const shift = {
  assignmentId: 'a',
  date: '2026-10-24',
  startsAt: '2026-10-24T19:00:00.000Z',
  endsAt: '2026-10-25T08:00:00.000Z',
} as MyShift;

describe('the form of a report', () => {
  it('starts from the shift, and takes its day and plan', () => {
    const fields = fieldsFor(shift);
    expect(fields).toMatchObject({ shiftId: 'a', from: '20:00', to: '08:00', kind: 'hours' });
    const { body } = reportFrom({ ...fields, to: '09:15', whatHappened: ' Late ', choice: 'pay' }, shift);
    expect(body).toEqual({
      kind: 'hours',
      immediateSafetyConcern: false,
      date: '2026-10-24',
      assignmentId: 'a',
      plannedStartsAt: null,
      plannedEndsAt: null,
      actualStartsAt: '2026-10-24T19:00:00.000Z',
      actualEndsAt: '2026-10-25T09:15:00.000Z',
      missedBreakMin: null,
      whatHappened: 'Late',
      choice: 'pay',
    });
  });

  it('knows how much was more than planned, also over the end of summer time', () => {
    const fields = fieldsFor(shift);
    expect(extraMin(fields, shift)).toBe(0);
    expect(extraMin({ ...fields, to: '09:15' }, shift)).toBe(75);
    expect(extraMin({ ...fields, to: '07:00' }, shift)).toBe(0);
    expect(extraMin({ ...fields, kind: 'missed-break', breakMin: '30' }, shift)).toBe(30);
    expect(extraMin({ ...fields, kind: 'education' }, shift)).toBe(0);
    expect(extraMin({ ...fields, to: 'late' }, shift)).toBeNull();
  });

  it('asks for the day and the plan where no shift is chosen', () => {
    const fields = { ...fieldsFor(undefined), from: '08:00', to: '18:00' };
    expect(reportFrom(fields, undefined).problems.map(({ field }) => field)).toEqual([
      'report-date-day',
      'report-words',
    ]);
    const full = {
      ...fields,
      date: { day: '3', month: '11', year: '2026' },
      plannedFrom: '08:00',
      plannedTo: '17:00',
      whatHappened: 'x',
    };
    expect(extraMin(full, undefined)).toBe(60);
    expect(reportFrom(full, undefined).body).toMatchObject({
      date: '2026-11-03',
      plannedEndsAt: '2026-11-03T17:00:00.000Z',
    });
  });

  it('names every field that is wrong', () => {
    const wrong = { ...fieldsFor(shift), from: 'x', to: '', whatHappened: ' ' };
    expect(reportFrom(wrong, shift).problems.map(({ field }) => field)).toEqual([
      'report-from',
      'report-to',
      'report-words',
    ]);
    const noBreak = { ...fieldsFor(shift), kind: 'missed-break' as const, breakMin: '0', whatHappened: 'x' };
    expect(reportFrom(noBreak, shift).problems.map(({ field }) => field)).toEqual(['report-break']);
  });
});
