import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newViolations, type Violation } from '../../../../solver/explain/index.js';
import { judgePersonRaw } from './judge.js';
import { type LineShift, planLines } from './line-plan.js';
import { buildProblem } from './problem-builder.js';
import { addDays } from './rota-clock.js';
import { standingRota } from './rota-cells.js';
import {
  coverLine,
  DAY,
  NIGHT,
  personInput,
  rotaInput,
  shiftType,
  template,
  workElsewhere,
  workInput,
} from './rota-input.testing.js';
import { type PersonInput, type RotaInput, type WorkInput } from './rota-input.js';

const FIRST = '2026-10-19';
const LONG = shiftType('long', 480, 1230, { kind: 'long-day' });
const TYPES = [DAY, NIGHT, LONG];

function input(person: Partial<PersonInput>, rest: Partial<RotaInput> = {}): RotaInput {
  return rotaInput({ shiftTypes: TYPES, people: [personInput('p', person)], ...rest });
}

const shift = (day: number, shiftTypeId = DAY.id): LineShift => ({
  personId: 'p',
  date: addDays(FIRST, day),
  shiftTypeId,
});

function hardBreaches(given: RotaInput, shifts: readonly LineShift[]): Violation[] {
  const work = shifts.map(({ date, shiftTypeId }) =>
    workInput(
      TYPES.find(({ id }) => id === shiftTypeId)!,
      date,
    ),
  );
  const people = given.people.map((person) => ({ ...person, work: [...person.work, ...work] }));
  const built = buildProblem({ ...given, people }, 'none');
  const rota = standingRota({ ...given, people }, built.problem, built.clock);
  return judgePersonRaw(built, rota, built.problem.people[0]!).filter(({ level }) => level === 'hard');
}

/** Two weeks of a line, work that stands already (in this rota, and one shift in another unit), and leave. */
const anyCase = fc
  .record({
    line: fc.array(fc.constantFrom(DAY, NIGHT, LONG, LONG, null), { minLength: 14, maxLength: 14 }),
    standing: fc.uniqueArray(fc.integer({ min: 0, max: 13 }), { maxLength: 2 }),
    elsewhere: fc.option(fc.integer({ min: -2, max: 13 }), { nil: null }),
    leave: fc.option(fc.integer({ min: 0, max: 11 }), { nil: null }),
  })
  .map(({ line, standing, elsewhere, leave }) => {
    const away = elsewhere === null ? [] : [workElsewhere(DAY, addDays(FIRST, elsewhere))];
    const kept = standing
      .filter((day) => day !== elsewhere)
      .map((day) => workInput(DAY, addDays(FIRST, day)));
    const work: WorkInput[] = [...away, ...kept].toSorted((a, b) => a.date.localeCompare(b.date));
    const absences =
      leave === null
        ? []
        : [
            {
              kind: 'annual-leave' as const,
              firstDate: addDays(FIRST, leave),
              lastDate: addDays(FIRST, leave + 2),
            },
          ];
    const wanted = line.flatMap((type, day) => (type === null ? [] : [shift(day, type.id)]));
    return { given: input({ work, absences }), wanted };
  });

describe('the shifts of a line in a rota', () => {
  it('are each placed or told with the reason, and break no hard rule that was not broken before', () => {
    fc.assert(
      fc.property(anyCase, ({ given, wanted }) => {
        const { placed, unplaced } = planLines(given, wanted);
        const dates = [...placed, ...unplaced].map(({ date }) => date);
        expect(dates.toSorted()).toEqual(wanted.map(({ date }) => date));
        expect(unplaced.every(({ message }) => message.length > 10)).toBe(true);
        expect(newViolations(hardBreaches(given, []), hardBreaches(given, placed))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('stay out for a rule only if they would break one', () => {
    fc.assert(
      fc.property(anyCase, ({ given, wanted }) => {
        const { placed, unplaced } = planLines(given, wanted);
        const before = hardBreaches(given, []);
        for (const { personId, date, shiftTypeId, why, rule } of unplaced) {
          if (why !== 'rule') continue;
          const with_ = newViolations(
            before,
            hardBreaches(given, [...placed, { personId, date, shiftTypeId }]),
          );
          expect(with_.length).toBeGreaterThan(0);
          expect(rule).toMatch(/^(doctors2016|rota)\./);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keep clear of leave, of other work and of where somebody is not placed', () => {
    const work = [workInput(DAY, addDays(FIRST, 1)), workElsewhere(DAY, addDays(FIRST, 3))];
    const absences = [{ kind: 'sickness' as const, firstDate: FIRST, lastDate: FIRST }];
    const placements = [{ ...personInput('p').placements[0]!, lastDate: addDays(FIRST, 4) }];
    const { placed, unplaced } = planLines(
      input({ work, absences, placements }),
      [0, 1, 2, 3, 4, 5].map((day) => shift(day)),
    );
    expect(placed.map(({ date }) => date)).toEqual([addDays(FIRST, 2), addDays(FIRST, 4)]);
    expect(unplaced.map(({ why, message }) => [why, message])).toEqual([
      ['leave', 'DAY on 19 October 2026: away.'],
      ['other-work', 'DAY on 20 October 2026: has DAY on 20 October 2026 already.'],
      ['other-work', 'DAY on 22 October 2026: has DAY in Ward B on 22 October 2026 already.'],
      ['not-placed', 'DAY on 24 October 2026: not placed in Ward A on 24 October 2026.'],
    ]);
  });

  it('are worked on a bank holiday as far as the cover asks for them', () => {
    const bankHolidays = new Map([[FIRST, 'Founder’s day']]);
    const days = (given: Partial<RotaInput>) =>
      [DAY, NIGHT].map(
        ({ id }) => planLines(input({}, { bankHolidays, ...given }), [shift(0, id)]).placed.length,
      );
    expect(days({})).toEqual([0, 1]);
    expect(days({ templates: [template(coverLine({ shiftTypeIds: [DAY.id] }))] })).toEqual([1, 0]);
    expect(planLines(input({}, { bankHolidays }), [shift(0)]).unplaced[0]?.message).toBe(
      'DAY is not worked on 19 October 2026, Founder’s day.',
    );
  });

  it('of somebody whom the unit does not have are told', () => {
    const { unplaced } = planLines(input({}), [{ ...shift(0), personId: 'q' }]);
    expect(unplaced).toMatchObject([{ personId: 'q', why: 'not-placed' }]);
  });
});
