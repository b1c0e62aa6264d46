import { describe, expect, it } from 'vitest';
import { type AssignmentEntity } from '../assignment.entity.js';
import { judgeChanges } from './changed-input.js';
import { DAY, NIGHT, personInput, ROTA, rotaInput, workElsewhere, workInput } from './rota-input.testing.js';
import { type RotaInput, type WorkInput } from './rota-input.js';

const SATURDAYS = ['2026-10-03', '2026-10-10', '2026-10-17', '2026-10-24'] as const;
const FREQUENT = 'doctors2016.weekend-frequency';

function rowOf(personId: string, work: WorkInput): AssignmentEntity {
  const { id, shiftTypeId, date, startsAt, endsAt, pinned, version, overrideReason } = work;
  const shift = { id, shiftTypeId: shiftTypeId, date, startsAt, endsAt };
  return { ...shift, rotaId: ROTA, personId, pinned, source: 'manual', version, overrideReason };
}

/** Ana works three Saturdays of four, where two are allowed; Ben the fourth. */
function fourWeeks(reason: string | null): {
  input: RotaInput;
  third: AssignmentEntity;
  fourth: AssignmentEntity;
} {
  const [first, second, last, other] = SATURDAYS.map((date, k) =>
    workInput(DAY, date, k === 2 ? { overrideReason: reason } : {}),
  ) as [WorkInput, WorkInput, WorkInput, WorkInput];
  const people = [personInput('ana', { work: [first, second, last] }), personInput('ben', { work: [other] })];
  const rota = { ...rotaInput().rota, firstDate: '2026-09-28', lastDate: '2026-10-25' };
  return { input: rotaInput({ rota, people }), third: rowOf('ana', last), fourth: rowOf('ben', other) };
}

describe('what changes break', () => {
  const told = (input: RotaInput, changes: Parameters<typeof judgeChanges>[1]): string[] =>
    judgeChanges([input], changes).introduced.flatMap(({ personId, rule }) =>
      rule === FREQUENT ? [personId] : [],
    );
  const handed = (row: AssignmentEntity, personId: string) => ({
    before: row,
    after: { ...row, personId, overrideReason: null },
  });

  it('is nothing where a swap leaves as much broken as before', () => {
    const { input, third, fourth } = fourWeeks(null);
    expect(told(input, [handed(third, 'ben'), handed(fourth, 'ana')])).toEqual([]);
  });

  it('is told anew where the shift with the reason goes and what comes for it has none', () => {
    const { input, third, fourth } = fourWeeks('nobody else is there');
    expect(told(input, [handed(third, 'ben'), handed(fourth, 'ana')])).toEqual(['ana']);
    expect(told(input, [handed(third, 'ben')])).toEqual([]);
  });

  it('is told anew where a shift loses its reason', () => {
    const { input, third } = fourWeeks('nobody else is there');
    expect(told(input, [{ before: third, after: { ...third, overrideReason: null } }])).toEqual(['ana']);
    expect(told(input, [{ before: third, after: null }])).toEqual([]);
  });

  describe('when the second of three nights in a row goes', () => {
    const REST = 'doctors2016.rest-after-nights';
    const night = workInput(NIGHT, '2026-10-21', { overrideReason: 'nobody else is there' });
    const unreasoned = { ...night, overrideReason: null };
    const own = ['2026-10-20', '2026-10-22'].map((date) => workInput(NIGHT, date));
    const elsewhere = ['2026-10-20', '2026-10-22'].map((date) => workElsewhere(NIGHT, date));
    const broken = (work: readonly WorkInput[], changes: Parameters<typeof judgeChanges>[1]): string[] => {
      const people = [personInput('ana', { work }), personInput('ben')];
      return judgeChanges([rotaInput({ people })], changes).introduced.flatMap(({ personId, rule }) =>
        rule === REST ? [personId] : [],
      );
    };

    it.each([
      ['beside nights of the same unit', [own[0]!, unreasoned, own[1]!], unreasoned],
      ['beside nights of another unit', [elsewhere[0]!, unreasoned, elsewhere[1]!], unreasoned],
      ['that had a reason', [own[0]!, night, own[1]!], night],
      ['that had a reason, beside nights of another unit', [elsewhere[0]!, night, elsewhere[1]!], night],
    ])('tells the rest that is missing now: one %s', (_, work, gone) => {
      const row = rowOf('ana', gone);
      expect(broken(work, [{ before: row, after: null }])).toEqual(['ana']);
      expect(broken(work, [handed(row, 'ben')])).toEqual(['ana']);
    });

    it('does not tell what other units let stand before', () => {
      const row = rowOf('ana', workInput(DAY, '2026-10-29'));
      expect(broken([...elsewhere, workInput(DAY, '2026-10-29')], [{ before: row, after: null }])).toEqual(
        [],
      );
    });
  });
});
