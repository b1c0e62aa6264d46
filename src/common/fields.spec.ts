import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIsoDate } from './fields.js';

describe('isIsoDate', () => {
  it('takes every day from 1900 to 2199', () => {
    const days = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2199-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(days, (date) => isIsoDate(date.toISOString().slice(0, 10))));
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '1899-12-31',
    '2200-01-01',
    '',
    null,
    20260101,
  ])('refuses %j', (value) => expect(isIsoDate(value)).toBe(false));
});
