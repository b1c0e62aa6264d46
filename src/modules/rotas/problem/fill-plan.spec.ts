import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FillBaseline, type FilledCell } from '../fill.entity.js';
import { planFill } from './fill-plan.js';
import { judgePerson } from './judge.js';
import { addDays } from './rota-clock.js';
import { DAY, NIGHT, personInput, rotaInput, shiftType, workInput } from './rota-input.testing.js';
import { type PersonInput, type WorkInput } from './rota-input.js';

const FIRST = '2026-10-19';
const EARLY = shiftType('early', 420, 900);

function input(work: readonly WorkInput[], rest: Partial<PersonInput> = {}) {
  return rotaInput({ shiftTypes: [DAY, NIGHT, EARLY], people: [personInput('p', { work, ...rest })] });
}

function baselineOf(work: readonly WorkInput[]): FillBaseline {
  return Object.fromEntries(work.map(({ id, version, date }) => [id, { version, personId: 'p', date }]));
}

const cell = (date: string, shiftTypeId = DAY.id): FilledCell => ({ personId: 'p', shiftTypeId, date });

describe('applying a fill', () => {
  it('touches only what differs', () => {
    const work = [workInput(DAY, '2026-10-20'), workInput(DAY, '2026-10-21'), workInput(DAY, '2026-10-22')];
    const best = [cell('2026-10-20'), cell('2026-10-21', EARLY.id), cell('2026-10-26')];
    const { cells, notes } = planFill(input(work), {
      best,
      baseline: baselineOf(work),
      keep: 'pinned',
      fromDate: null,
    });
    expect(cells).toEqual([
      { personId: 'p', date: '2026-10-21', standingId: 'day-2026-10-21', shiftTypeId: EARLY.id },
      { personId: 'p', date: '2026-10-22', standingId: 'day-2026-10-22', shiftTypeId: null },
      { personId: 'p', date: '2026-10-26', standingId: null, shiftTypeId: DAY.id },
    ]);
    expect(notes).toEqual([]);
  });

  it('leaves what is pinned, and with "all" whatever stands', () => {
    const work = [workInput(DAY, '2026-10-20', { pinned: true }), workInput(DAY, '2026-10-21')];
    const plan = (keep: 'pinned' | 'all') =>
      planFill(input(work), { best: [], baseline: baselineOf(work), keep, fromDate: null }).cells;
    expect(plan('pinned').map(({ date }) => date)).toEqual(['2026-10-21']);
    expect(plan('all')).toEqual([]);
  });

  it('leaves what was added, changed or removed by hand since the search began', () => {
    const changed = workInput(DAY, '2026-10-20', { version: 2 });
    const added = workInput(DAY, '2026-10-21');
    const removed = workInput(DAY, '2026-10-22');
    const baseline = baselineOf([{ ...changed, version: 1 }, removed]);
    const best = ['2026-10-20', '2026-10-21', '2026-10-22'].map((date) => cell(date, EARLY.id));
    expect(
      planFill(input([changed, added]), { best, baseline, keep: 'pinned', fromDate: null }).cells,
    ).toEqual([]);
  });

  it('leaves out whoever is away meanwhile, and says so', () => {
    const absences = [{ kind: 'sickness' as const, firstDate: '2026-10-20', lastDate: '2026-10-20' }];
    const best = [cell('2026-10-20'), cell('2026-10-22')];
    const { cells, notes } = planFill(input([], { absences }), {
      best,
      baseline: {},
      keep: 'pinned',
      fromDate: null,
    });
    expect(cells.map(({ date }) => date)).toEqual(['2026-10-22']);
    expect(notes).toEqual(['DAY on 20 October 2026 was left out for p, Jo since the fill began: away']);
  });

  it('counts people who are gone', () => {
    const best = [{ ...cell('2026-10-20'), personId: 'gone' }];
    const { cells, notes } = planFill(input([]), { best, baseline: {}, keep: 'pinned', fromDate: null });
    expect(cells).toEqual([]);
    expect(notes).toEqual(['1 of the people filled in have left the unit since; their shifts were left out']);
  });

  it('never leaves a hard rule broken by what the fill put in', () => {
    const shifts = fc.array(
      fc.record({ day: fc.nat({ max: 13 }), type: fc.constantFrom(DAY.id, NIGHT.id, EARLY.id) }),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(shifts, (wanted) => {
        const byDate = new Map(wanted.map(({ day, type }) => [addDays(FIRST, day), type]));
        const best = [...byDate].map(([date, type]) => cell(date, type));
        const plan = planFill(input([]), { best, baseline: {}, keep: 'pinned', fromDate: null });
        const person = plan.built.problem.people[0]!;
        const hard = judgePerson(plan.built, plan.rota, person).filter(({ level }) => level === 'hard');
        expect(hard).toEqual([]);
        expect(plan.notes).toHaveLength(best.length - plan.cells.length);
      }),
      { numRuns: 60 },
    );
  });
});
