import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Problem, type Rota } from '../model/index.js';
import { evaluate } from '../search/evaluate.js';
import { hospitalProblem } from '../search/hospital.testing.js';
import { explainPerson, explainUnfilled, findContradictions, verdictOnChange } from './index.js';

function emptyCells(problem: Problem): number[][] {
  return problem.people.map((_, person) =>
    problem.days.map((_, day) => (person === 5 && day === 2 ? 0 : -1)),
  );
}

const someRota = (problem: Problem): fc.Arbitrary<Rota> =>
  fc
    .array(
      fc.tuple(
        fc.nat(problem.people.length - 1),
        fc.nat(problem.days.length - 1),
        fc.integer({ min: 0, max: 3 }),
      ),
      { maxLength: 40 },
    )
    .map((shifts) => {
      const cells = emptyCells(problem);
      for (const [person, day, type] of shifts) if (person !== 5 || day !== 2) cells[person]![day] = type;
      return { cells };
    });

const problem = hospitalProblem({ doctors: 8, dayCount: 10 });

describe('explainUnfilled', () => {
  it('says "could take it" exactly when putting the shift there adds no hard violation', () => {
    fc.assert(
      fc.property(someRota(problem), (rota) => {
        const before = evaluate(problem, rota).hardViolations;
        for (const place of explainUnfilled(problem, rota).slice(0, 4)) {
          for (const candidate of place.candidates) {
            const person = problem.people.findIndex(({ id }) => id === candidate.personId);
            const cells = rota.cells.map((line) => [...line]);
            if (cells[person]![place.dayIndex] !== -1) {
              expect(candidate.exclusions[0]?.rule).toBe('rota.already-working');
              continue;
            }
            cells[person]![place.dayIndex] = problem.shiftTypes.findIndex(
              ({ id }) => id === candidate.shiftTypeId,
            );
            if (candidate.couldTake)
              expect(evaluate(problem, { cells }).hardViolations).toBeLessThanOrEqual(before);
            else expect(candidate.exclusions.length).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it('names rule and numbers: a doctor who came off nights rests 46 h first', () => {
    const place = explainUnfilled(problem, { cells: emptyCells(problem) }).find(
      ({ lineName, dayIndex }) => lineName === 'days' && dayIndex === 1,
    )!;
    expect(place.summary).toMatch(/^days on 2026-12-01: 0 of at least 5 \(anybody\), 5 short\./);
    const tired = place.candidates.find(
      ({ personId, shiftTypeId }) => personId === 'd1' && shiftTypeId === 'day',
    )!;
    expect(tired.exclusions).toContainEqual({
      rule: 'doctors2016.rest-after-nights',
      message:
        '46 h rest needed after the night ending Mon 08:30; next shift day starts Tue 08:00: 22 h 30 min short. ' +
        'Leave Tue 1 Dec free; work again from Wed 2 Dec 06:30.',
    });
  });

  it('says when a minimum exceeds everybody who matches', () => {
    const line = {
      ...problem.cover[0]!,
      measure: { ...problem.cover[0]!.measure, minimum: 99 },
    } as Problem['cover'][number];
    const [place] = explainUnfilled({ ...problem, cover: [line] }, { cells: emptyCells(problem) });
    expect(place).toMatchObject({ impossible: true, minimum: 99 });
    expect(place!.summary).toContain('Only 8 people match at all');
  });

  it('gives the reason of a block, and what a person may not work', () => {
    const blocks = [{ dayIndex: 4, shiftTypeId: null, code: 'leave', reason: 'annual leave' }];
    const people = problem.people.map((person, index) =>
      index === 1 ? { ...person, blocks, shiftTypeIds: ['day'] } : person,
    );
    const place = explainUnfilled({ ...problem, people }, { cells: emptyCells(problem) }).find(
      ({ lineName, dayIndex }) => lineName === 'nights' && dayIndex === 4,
    )!;
    const rules = place.candidates.find(({ personId }) => personId === 'd2')!.exclusions;
    expect(rules.map(({ rule }) => rule)).toEqual(['rota.not-qualified', 'rota.blocked']);
    expect(rules[1]!.message).toContain('annual leave');
  });
});

describe('verdictOnChange', () => {
  it('tells what a change introduces, and that undoing it resolves the same', () => {
    fc.assert(
      fc.property(
        someRota(problem),
        fc.nat(7),
        fc.nat(9),
        fc.integer({ min: -1, max: 3 }),
        (rota, person, day, type) => {
          const { id } = problem.people[person]!;
          const idOf = (cell: number): string | null => problem.shiftTypes[cell]?.id ?? null;
          const cells = rota.cells.map((line) => [...line]);
          cells[person]![day] = type;
          const there = verdictOnChange(problem, rota, [
            { personId: id, dayIndex: day, shiftTypeId: idOf(type) },
          ]);
          const back = verdictOnChange(problem, { cells }, [
            { personId: id, dayIndex: day, shiftTypeId: idOf(rota.cells[person]![day]!) },
          ]);
          expect(there.introduced).toEqual(back.resolved);
          expect(there.resolved).toEqual(back.introduced);
          expect(there.allowed).toBe(!there.introduced.some(({ level }) => level === 'hard'));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a person, day or shift type that does not exist', () => {
    const rota = { cells: emptyCells(problem) };
    const change = { personId: 'd1', dayIndex: 0, shiftTypeId: 'day' };
    expect(() => verdictOnChange(problem, rota, [{ ...change, personId: 'x' }])).toThrow('"x"');
    expect(() => verdictOnChange(problem, rota, [{ ...change, dayIndex: 10 }])).toThrow('day 10');
    expect(() => verdictOnChange(problem, rota, [{ ...change, shiftTypeId: 'y' }])).toThrow('"y"');
    expect(() => explainPerson(problem, rota, 'x')).toThrow('"x"');
  });
});

describe('findContradictions', () => {
  it('names two pins on one cell, a pin on leave, and a pin to what may not be worked', () => {
    const person = {
      ...problem.people[0]!,
      shiftTypeIds: ['day', 'late'],
      blocks: [{ dayIndex: 3, shiftTypeId: null, code: 'leave', reason: 'annual leave' }],
      pins: [
        { dayIndex: 1, shiftTypeId: 'day' },
        { dayIndex: 1, shiftTypeId: 'late' },
        { dayIndex: 3, shiftTypeId: 'day' },
        { dayIndex: 5, shiftTypeId: 'night' },
      ],
    };
    expect(findContradictions({ ...problem, people: [person] }).map(({ message }) => message)).toEqual([
      'Doctor 1 (d1) on 2026-12-01: pinned to both day and late',
      'Doctor 1 (d1) on 2026-12-03: pinned to day, but the day is blocked: annual leave',
      'Doctor 1 (d1) on 2026-12-05: pinned to night, which they may not work',
    ]);
    expect(findContradictions(problem)).toEqual([]);
  });
});
