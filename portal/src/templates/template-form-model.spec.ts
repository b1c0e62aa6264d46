import { describe, expect, it } from 'vitest';
import { EMPTY, EXAMPLE, fieldOfFault, FIELDS, inputFrom } from './template-form-model';

const filled = { ...EMPTY, ...EXAMPLE, pack: 'doctors2016@2019-08-07' };

describe('the form of a template', () => {
  it('sends what is in it, and nothing for what is left empty', () => {
    const { input, problems } = inputFrom({ ...filled, leaveWeeks: '6.5', leaveHours: '40', wte: ' 0.8 ' });
    expect(problems).toEqual([]);
    expect(input).toMatchObject({ leaveWeeks: 6.5, leaveHours: 40, wte: 0.8, linesCsv: EXAMPLE.lines });
    expect('unitId' in input).toBe(false);
    expect(inputFrom(filled).input).toMatchObject({ leaveWeeks: null, leaveHours: null, wte: null });
  });

  it('tells all that is missing or no number at once', () => {
    const { problems } = inputFrom({ ...EMPTY, wte: 'most' });
    expect(problems.map(({ field }) => field)).toEqual([
      FIELDS.pack,
      FIELDS.lines,
      FIELDS.shifts,
      FIELDS.wte,
    ]);
    expect(inputFrom({ ...filled, leaveHours: '40' }).problems).toEqual([
      {
        field: FIELDS.leaveWeeks,
        message: 'Enter both the weeks of leave and the hours in each, or neither',
      },
    ]);
  });

  it.each([
    ['Lines line 3', FIELDS.lines],
    ['line Doctor week 2 Tue', FIELDS.lines],
    ['Shifts line 2', FIELDS.shifts],
    ['shift N', FIELDS.shifts],
    ['pack', FIELDS.pack],
    ['', null],
  ])('leads a fault to its field: %s', (path, field) => {
    expect(fieldOfFault(path)).toBe(field);
  });
});
