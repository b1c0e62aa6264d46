import { describe, expect, it } from 'vitest';
import { type WorkedFields, fieldsFor, timesFrom } from './worked-form-model';

const fields: WorkedFields = {
  kind: 'changed',
  personId: 'p',
  from: '20:00',
  to: '08:30',
  breakMin: '30',
  note: '',
};

describe('the times of the form', () => {
  it('end on the next day when the end is not after the start', () => {
    expect(timesFrom(fields, '2026-10-24')).toEqual({
      times: { startsAt: '2026-10-24T19:00:00.000Z', endsAt: '2026-10-25T08:30:00.000Z', unpaidBreakMin: 30 },
      problems: [],
    });
    expect(timesFrom({ ...fields, to: '20:01' }, '2026-10-24').times.endsAt).toBe('2026-10-24T19:01:00.000Z');
    expect(timesFrom({ ...fields, to: '20:00' }, '2026-11-24').times.endsAt).toBe('2026-11-25T20:00:00.000Z');
  });

  it('are none where nothing was worked, or all as planned', () => {
    for (const kind of ['not-worked', 'as-planned'] as const) {
      const times = { startsAt: null, endsAt: null, unpaidBreakMin: null };
      expect(timesFrom({ ...fields, kind, from: '' }, '2026-10-24')).toEqual({ times, problems: [] });
    }
  });

  it('name every field that is wrong', () => {
    const wrong = { ...fields, kind: 'extra' as const, personId: '', from: 'x', to: '25:00', breakMin: '-1' };
    expect(timesFrom(wrong, '2026-10-24').problems.map(({ field }) => field)).toEqual([
      'worked-person',
      'worked-from',
      'worked-to',
      'worked-break',
    ]);
  });

  it('start from the plan', () => {
    const shift = {
      ...{
        id: 'a',
        personId: 'p',
        date: '2026-10-24',
        shiftCode: 'N',
        entry: null,
        plannedUnpaidBreakMin: 60,
      },
      plannedStartsAt: '2026-10-24T19:00:00.000Z',
      plannedEndsAt: '2026-10-25T08:00:00.000Z',
    };
    expect(fieldsFor({ shift })).toMatchObject({
      kind: 'as-planned',
      from: '20:00',
      to: '08:00',
      breakMin: '60',
    });
  });
});
