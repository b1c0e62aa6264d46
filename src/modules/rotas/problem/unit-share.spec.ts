import { describe, expect, it } from 'vitest';
import { type PublishedShift } from '../publication/publication-diff.js';
import { shiftInstants } from './rota-clock.js';
import { DAY, NIGHT, personInput, placement, rotaInput, shiftType, workInput } from './rota-input.testing.js';
import { type RotaInput } from './rota-input.js';
import { typedShifts, unitShares, type UnitShare } from './unit-share.js';

/** Four weeks, so that halves are exact. */
const ROTA = {
  id: 'rota-a',
  name: 'Rota',
  unitId: 'unit-a',
  firstDate: '2026-10-19',
  lastDate: '2026-11-15',
};

function published(personId: string, type: typeof DAY, date: string): PublishedShift {
  return {
    assignmentId: `${personId}-${date}`,
    sequence: 1,
    personId,
    date,
    shiftCode: type.code,
    shiftName: type.name,
    ...shiftInstants(date, type, 'Europe/London'),
  };
}

function share(
  input: RotaInput,
  shifts: PublishedShift[],
  personId: string,
  kind: UnitShare['kind'],
): UnitShare {
  return unitShares(input, shifts, personId).find((each) => each.kind === kind)!;
}

const people = ['p0', 'p1', 'p2'];
const whole = rotaInput({ rota: ROTA, people: people.map((id) => personInput(id)) });

describe("a person's share of what the unit works", () => {
  it('is the same for everybody of the same working time', () => {
    const nights = ['2026-10-20', '2026-10-21', '2026-10-22'].map((date) => published('p0', NIGHT, date));
    expect(share(whole, nights, 'p0', 'nights')).toEqual({
      kind: 'nights',
      own: 3,
      fair: 1,
      unit: 3,
    });
    expect(share(whole, nights, 'p1', 'nights')).toMatchObject({ own: 0, fair: 1 });
    expect(share(whole, nights, 'p0', 'weekends')).toMatchObject({ own: 0, fair: 0, unit: 0 });
  });

  it('follows working time and days away', () => {
    const half = personInput('p1', { placements: [placement({ wte: 0.5 })] });
    const away = personInput('p2', {
      absences: [{ kind: 'annual-leave', firstDate: '2026-10-19', lastDate: '2026-11-01' }],
    });
    const input = { ...whole, people: [personInput('p0'), half, away] };
    const nights = ['2026-10-20', '2026-10-21', '2026-10-22', '2026-10-23'].map((date) =>
      published('p0', NIGHT, date),
    );
    expect(people.map((id) => share(input, nights, id, 'nights').fair)).toEqual([2, 1, 1]);
  });

  it('is nothing for who is away all the time, even where everybody is', () => {
    const absences = [{ kind: 'annual-leave' as const, firstDate: '2026-10-01', lastDate: '2026-12-01' }];
    const input = { ...whole, people: [personInput('p0', { absences })] };
    expect(share(input, [published('p0', NIGHT, '2026-10-20')], 'p0', 'nights')).toMatchObject({
      own: 1,
      fair: 0,
    });
  });

  it('leaves out those who may not work the shift', () => {
    const senior = shiftType('senior', 1200, 1980, { kind: 'night', gradeCodes: ['FY2'] });
    const junior = personInput('p1');
    const { person } = personInput('p0');
    const input = {
      ...whole,
      shiftTypes: [DAY, senior],
      people: [{ ...personInput('p0'), person: { ...person, gradeCode: 'FY2' } }, junior],
    };
    const nights = [published('p0', senior, '2026-10-20')];
    expect(share(input, nights, 'p0', 'nights').fair).toBeCloseTo(1);
    expect(share(input, nights, 'p1', 'nights')).toEqual({ kind: 'nights', own: 0, fair: 0, unit: 1 });
  });

  it('counts a weekend once, and a bank holiday by the day on which the shift begins', () => {
    const input = { ...whole, bankHolidays: new Map([['2026-10-26', 'Made-up Monday']]) };
    const shifts = [
      published('p0', DAY, '2026-10-24'),
      published('p0', DAY, '2026-10-25'),
      published('p0', DAY, '2026-10-31'),
      published('p1', NIGHT, '2026-10-25'),
      published('p1', DAY, '2026-10-26'),
    ];
    expect(share(input, shifts, 'p0', 'weekends')).toMatchObject({ own: 2, unit: 3 });
    expect(share(input, shifts, 'p1', 'bank-holidays')).toMatchObject({ own: 1, unit: 1 });
    expect(share(input, shifts, 'p0', 'bank-holidays')).toMatchObject({ own: 0, unit: 1 });
  });
});

describe('published shifts', () => {
  it('keep their type when its code has been changed since', () => {
    const shift = { ...published('p0', DAY, '2026-10-20'), shiftCode: 'OLD' };
    const work = [workInput(DAY, '2026-10-20', { id: shift.assignmentId })];
    const input = { ...whole, people: [personInput('p0', { work })] };
    expect(typedShifts(input, [shift]).map(({ type }) => type.id)).toEqual([DAY.id]);
    expect(typedShifts(whole, [shift])).toEqual([]);
  });
});
