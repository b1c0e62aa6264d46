import { describe, expect, it } from 'vitest';
import { type Assignment, type Grid, type Mend } from '../api/types';
import { editsFor, mendCosts, mendWords } from './apply-mend';
import { buildGridModel } from './grid-model';

const assignment = (date: string, shiftTypeId: string, pinned = false) =>
  ({ id: `${shiftTypeId}-${date}`, personId: 'p', date, shiftTypeId, pinned, version: 3 }) as Assignment;
const late = assignment('2026-10-20', 'late');
const model = buildGridModel({
  rota: { id: 'r' },
  people: [
    { id: 'p', displayName: 'Okafor, Amara', absences: [], requests: [] },
    { id: 'q', displayName: 'Devlin, Priyanka', absences: [], requests: [] },
  ],
  days: [{ date: '2026-10-20' }, { date: '2026-10-21' }],
  shiftTypes: [
    { id: 'late', name: 'Late', startMin: 840, endMin: 1320 },
    { id: 'early', name: 'Early', startMin: 420, endMin: 900 },
  ],
  assignments: [late],
  cover: [],
  violations: [],
} as unknown as Grid);
const mend = (...changes: [date: string, from: string | null, to: string | null][]): Mend => ({
  changes: changes.map(([date, fromShiftTypeId, toShiftTypeId]) => ({
    personId: 'p',
    date,
    fromShiftTypeId,
    toShiftTypeId,
  })),
  introduced: [],
  shortMore: 0,
});

describe('a mend', () => {
  it('is said in words, with what it costs', () => {
    expect(mendWords(model, mend(['2026-10-20', 'late', 'early']))).toBe(
      'Give Early, 07:00 to 15:00, on Tuesday 20 October 2026 instead of Late',
    );
    expect(mendWords(model, mend(['2026-10-20', 'late', null], ['2026-10-21', null, 'early']))).toBe(
      'Leave Tuesday 20 October 2026 free and give Early, 07:00 to 15:00, on Wednesday 21 October 2026',
    );
    expect(mendCosts({ ...mend(), shortMore: 2 })).toEqual(['Leaves 2 more places of minimum cover open.']);
    expect(mendCosts({ ...mend(), shortMore: -1 })).toEqual(['Fills 1 open place of minimum cover.']);
    expect(mendCosts(mend())).toEqual([]);
    const breach = (name: string, toDate: string) =>
      ({ name, message: `${name} is broken.`, fromDate: '2026-10-20', toDate }) as Mend['introduced'][number];
    const introduced = [
      breach('Rest', '2026-10-21'),
      breach('Hours', '2026-11-30'),
      breach('Hours', '2026-12-30'),
    ];
    expect(mendCosts({ ...mend(), introduced })).toEqual(['But: Rest is broken.', 'Makes worse: Hours.']);
  });

  it('becomes edits of what stands: shifts go before others come', () => {
    const [first, second, ...rest] = editsFor(
      model,
      mend(['2026-10-21', null, 'early'], ['2026-10-20', 'late', null]),
    );
    expect(rest).toEqual([]);
    expect([first!.from, first!.to]).toEqual([late, undefined]);
    expect([second!.from, second!.to?.shiftTypeId, second!.to?.date]).toEqual([
      undefined,
      'early',
      '2026-10-21',
    ]);
  });

  it('gives a shift to a colleague in one edit of it', () => {
    const handOver = mend(['2026-10-20', 'late', null], ['2026-10-20', null, 'late']);
    handOver.changes[1]!.personId = 'q';
    expect(mendWords(model, handOver)).toBe('Give Late on Tuesday 20 October 2026 to Devlin, Priyanka');
    const [edit, ...rest] = editsFor(model, handOver);
    expect(rest).toEqual([]);
    expect(edit).toMatchObject({
      from: late,
      to: { personId: 'q', date: '2026-10-20', shiftTypeId: 'late', pinned: false },
    });
  });

  it('puts another shift in the place of a refused one, with whatever was given up for that', () => {
    const moved = { ...assignment('2026-10-28', 'early', true), personId: 'q' };
    const to = { personId: 'p', date: '2026-10-21', shiftTypeId: 'early', pinned: true };
    const [edit, ...rest] = editsFor(model, mend(['2026-10-21', null, 'late']), {
      from: moved,
      to,
      label: '',
    });
    expect(rest).toEqual([]);
    expect(edit).toMatchObject({ from: moved, to: { ...to, shiftTypeId: 'late' } });
  });
});
