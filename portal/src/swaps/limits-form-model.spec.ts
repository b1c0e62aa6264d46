import { describe, expect, it } from 'vitest';
import { limitFields, limitsFrom } from './limits-form-model';

const IDS = { swapNoticeHours: 'hours', swapsAPerson: 'swaps' };
const BODY = {
  swapsAutomatic: true,
  swapNoticeHours: 48,
  sameGradeOnly: false,
  softBreachesAllowed: true,
  swapsAPerson: null,
};
const LIMITS = { ...BODY, unitId: 'u', version: 3 };

describe('the limits of a unit as a form', () => {
  it('come back as they were', () => {
    expect(limitsFrom(limitFields(LIMITS), IDS)).toEqual({ body: BODY, problems: [] });
    const few = limitFields({ ...LIMITS, swapsAPerson: 4 });
    expect(few.swapsAPerson).toBe('4');
    expect(limitsFrom(few, IDS).body?.swapsAPerson).toBe(4);
  });

  it('say what is wrong with each field', () => {
    const fields = { ...limitFields(LIMITS), noticeHours: 'two days', swapsAPerson: '0' };
    const { body, problems } = limitsFrom(fields, IDS);
    expect(body).toBeNull();
    expect(problems.map(({ field }) => field)).toEqual(['hours', 'swaps']);
  });
});
