import { describe, expect, it } from 'vitest';
import { analyseTemplate, type Template, TemplateError, templateFaults } from './index.js';
import { analyse, doctors, line, shift, shifts } from './template.testing.js';

describe('a template with faults', () => {
  it('is refused with all of them at once, by place and value', () => {
    const template: Template = {
      shifts: [
        ...shifts,
        shift('D', 9, 8),
        shift('M', 9, -1),
        shift('X', 9, 49),
        shift('W', 9, 8, { workMin: 600 }),
      ],
      lines: [
        { name: 'A', wte: 1.5, weeks: [['D', 'Q', 'N', 'D', '-', '-', '-'], [], ['D']] },
        { name: 'B', wte: 1, weeks: [] },
      ],
    };
    expect(templateFaults(template).map(({ place, message }) => `${place}: ${message}`)).toEqual([
      'shift D: code "D" comes twice',
      'shift M: lasts -1 h; a shift lasts more than 0 h and at most 48 h',
      'shift M: has -1 h of work in -1 h; it must be from 0 h to its length',
      'shift X: lasts 49 h; a shift lasts more than 0 h and at most 48 h',
      'shift W: has 10 h of work in 8 h; it must be from 0 h to its length',
      'line A: wte must be above 0 and at most 1, not 1.5',
      'line A week 2: is missing',
      'line A week 3: has 1 days; a week has 7',
      'line A week 1 Tue: "Q" is not a shift; known are D, L, N, -, D, M, X, W',
      'line B: has no weeks',
    ]);
    expect(() => analyseTemplate(template, { pack: doctors })).toThrow(TemplateError);
    expect(() => analyseTemplate({ shifts, lines: [] }, { pack: doctors })).toThrow('there is no line in it');
  });

  it('has nobody in two places, not even over the turn of the cycle', () => {
    const long = shift('Z', 20, 14);
    const overlapping: Template = { ...line(['ZD----Z']), shifts: [...shifts, long] };
    expect(templateFaults(overlapping)).toEqual([
      {
        place: 'line A week 1 Mon',
        message: 'Z ends at 10:00 on week 1 Tue, after D of week 1 Tue begins at 09:00',
      },
    ]);
    const turned: Template = { ...line(['D-----Z']), shifts: [...shifts, long] };
    expect(templateFaults(turned)[0]).toEqual({
      place: 'line A week 1 Sun',
      message: 'Z ends at 10:00 on week 1 Mon, after D of week 1 Mon begins at 09:00',
    });
    expect(templateFaults({ ...line(['ZD-----']), shifts: [...shifts, shift('Z', 20, 13)] })).toEqual([]);
  });

  it('refuses leave that makes no sense', () => {
    const cover = (leaveWeeksPerYear: number, leaveWeekMin: number) => () =>
      analyse(line(['DDDDD--']), { prospectiveCover: { leaveWeeksPerYear, leaveWeekMin } });
    expect(cover(52, 2400)).toThrow('not 52');
    expect(cover(6, 169 * 60)).toThrow('not 169');
    expect(cover(0, 0)).not.toThrow();
  });
});
