import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverStates } from '../constraints/cover.js';
import { OFF, type Problem, type Rota } from '../model/index.js';
import { hospitalProblem } from '../search/hospital.testing.js';
import { breachOf } from './compare.js';
import { type CellChange, explainPerson, mendingChanges } from './index.js';

const problem = hospitalProblem({ doctors: 6, dayCount: 10 });
const typeOf = (id: string): number => problem.shiftTypes.findIndex((type) => type.id === id);

const someRota: fc.Arbitrary<Rota> = fc
  .array(
    fc.tuple(
      fc.nat(problem.people.length - 1),
      fc.nat(problem.days.length - 1),
      fc.integer({ min: 0, max: 3 }),
    ),
    { minLength: 10, maxLength: 50 },
  )
  .map((shifts) => {
    const cells = problem.people.map(() => problem.days.map(() => OFF));
    for (const [person, day, type] of shifts) cells[person]![day] = type;
    return { cells };
  });

function changed(rota: Rota, cells: readonly CellChange[]): Rota {
  const rows = rota.cells.map((row) => [...row]);
  for (const { personId, dayIndex, shiftTypeId } of cells) {
    rows[problem.people.findIndex(({ id }) => id === personId)]![dayIndex] = typeOf(shiftTypeId ?? '');
  }
  return { cells: rows };
}

const short = (of: Problem, rota: Rota): number =>
  coverStates(of, rota).reduce((sum, state) => sum + state.short, 0);

function newHard(before: Rota, after: Rota, personId: string): string[] {
  const hard = (rota: Rota): string[] =>
    explainPerson(problem, rota, personId)
      .filter(({ level }) => level === 'hard')
      .map(breachOf);
  const old = hard(before);
  return hard(after).filter((breach) => !old.includes(breach));
}

/** A rota in which one person works these shifts on these days, and nobody else anything. */
function rotaWith(person: number, shifts: Readonly<Record<number, string>>): Rota {
  const cells = problem.people.map(() => problem.days.map(() => OFF));
  for (const [day, id] of Object.entries(shifts)) cells[person]![Number(day)] = typeOf(id);
  return { cells };
}

describe('mendingChanges', () => {
  it('offers only what ends the breach, makes no new hard one, and leaves as many short as it says', () => {
    let offers = 0;
    let handOvers = 0;
    fc.assert(
      fc.property(someRota, fc.nat(problem.people.length - 1), (rota, person) => {
        const personId = problem.people[person]!.id;
        const before = explainPerson(problem, rota, personId).map(breachOf);
        for (const { violation, changes } of mendingChanges(problem, rota, personId)) {
          for (const { cells, introduced, shortMore } of changes) {
            offers++;
            const mended = changed(rota, cells);
            const after = explainPerson(problem, mended, personId);
            expect(after.map(breachOf)).not.toContain(breachOf(violation));
            const hard = after.filter(({ level }) => level === 'hard').map(breachOf);
            expect(hard.filter((breach) => !before.includes(breach))).toEqual([]);
            const taker = cells.find((cell) => cell.personId !== personId);
            if (taker !== undefined) expect(newHard(rota, mended, taker.personId)).toEqual([]);
            if (taker !== undefined) handOvers++;
            expect(introduced.every(({ level }) => level !== 'hard')).toBe(true);
            expect(short(problem, mended) - short(problem, rota)).toBe(shortMore);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(offers).toBeGreaterThan(100);
    expect(handOvers).toBeGreaterThan(20);
  });

  const doctor = problem.people.findIndex(({ fixedShifts, blocks, pins }) => {
    return fixedShifts.length === 0 && blocks.length === 0 && pins.length === 0;
  });
  const personId = problem.people[doctor]?.id ?? '';

  it('finds a person without leave, pins or history in the made-up hospital', () => {
    expect(doctor).toBeGreaterThanOrEqual(0);
  });

  it('offers a later shift or a free day for short rest, nearest first, and for a day only its own breaches', () => {
    const uncovered = { ...problem, cover: [] };
    const rota = rotaWith(doctor, { 2: 'late', 3: 'day' });
    const [rest, ...others] = mendingChanges(uncovered, rota, personId, { dayIndex: 3, keep: 12 }).filter(
      ({ violation }) => violation.level === 'hard',
    );
    expect(others).toEqual([]);
    expect(rest!.violation.rule).toBe('doctors2016.rest-between-shifts');
    const first = rest!.changes.map(({ cells }) => cells.map((cell) => [cell.dayIndex, cell.shiftTypeId]));
    expect(first[0]).toEqual([[3, 'late']]);
    const handed = rest!.changes.filter(({ cells }) => cells.length === 2);
    expect(handed.length).toBeGreaterThan(0);
    for (const { cells } of handed) {
      const [gives, takes] = cells;
      expect([gives!.personId, gives!.shiftTypeId, takes!.dayIndex]).toEqual([
        personId,
        null,
        gives!.dayIndex,
      ]);
      expect([takes!.personId === personId, typeOf(takes!.shiftTypeId!)]).toEqual([
        false,
        rota.cells[doctor]![gives!.dayIndex],
      ]);
    }
    const elsewhere = mendingChanges(uncovered, rota, personId, { dayIndex: 8 });
    expect(elsewhere.filter(({ violation }) => violation.level === 'hard')).toEqual([]);
  });

  it('mends what a shift would break before it is given, and never by leaving things as they are', () => {
    const rota = rotaWith(doctor, { 2: 'late' });
    const proposed = { personId, dayIndex: 3, shiftTypeId: 'day' };
    const found = mendingChanges(problem, rota, personId, { proposed });
    const rest = found.find(({ violation }) => violation.rule === 'doctors2016.rest-between-shifts');
    expect(rest!.changes.length).toBeGreaterThan(0);
    for (const { cells } of rest!.changes) {
      expect(cells.some(({ dayIndex }) => dayIndex === 3 || dayIndex === 2)).toBe(true);
      expect(
        explainPerson(problem, changed(rota, cells), personId).filter(({ level }) => level === 'hard'),
      ).toEqual([]);
    }
    expect(rest!.changes.flatMap(({ cells }) => cells)).toContainEqual({ ...proposed, shiftTypeId: 'late' });
  });

  it('refuses a person who is not there', () => {
    expect(() => mendingChanges(problem, rotaWith(0, {}), 'nobody')).toThrow('person "nobody"');
  });
});
