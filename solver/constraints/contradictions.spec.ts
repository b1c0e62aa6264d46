import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConstraintData, type CoverLine, OFF, type Person, type Problem } from '../model/index.js';
import { anyPersonProblem, constraintOfEveryKind, onShortHorizon, testShiftTypes } from './faces.testing.js';
import { findContradictions, findLineContradictions } from './contradictions.js';
import { mayHaveLine } from './contradiction/possible-line.js';
import { LineJudge } from './judge.js';
import { buildDays } from '../model/calendar.js';

const DAYS = 7;
/** Problems that are tried; ROTAWRIGHT_RANDOM_LINES sets more or fewer. */
const RUNS = Math.ceil((Number(process.env.ROTAWRIGHT_RANDOM_LINES ?? 500) / 500) * 300);
const TIMEOUT_MS = 10_000 + RUNS * 20;

function person(id: string, change: Partial<Person> = {}): Person {
  return {
    id,
    name: `Nurse ${id}`,
    grade: null,
    wte: 1,
    shiftTypeIds: testShiftTypes.map((type) => type.id),
    constraints: [],
    blocks: [],
    requests: [],
    pins: [],
    fixedShifts: [],
    ...change,
  };
}

function problemOf(people: readonly Person[], cover: readonly CoverLine[] = []): Problem {
  const days = buildDays('2026-06-01', DAYS, 'Europe/London');
  return { id: 'p', name: 'p', timeZone: 'Europe/London', days, shiftTypes: testShiftTypes, people, cover };
}

function rule(kind: string, params: ConstraintData['params'], name = kind): ConstraintData {
  return { kind, rule: `test.${name}`, level: 'hard', weight: 1, params };
}

const messages = (problem: Problem) => findContradictions(problem).map(({ message }) => message);

describe('pins that no line can keep', () => {
  const rest = rule('rest-between', { minRestMin: 660 });
  const idle = rule('run-length', { of: 'off', min: 2 });

  it('are named with the one rule that they break, and nothing else', () => {
    const pins = [1, 3, 5].map((dayIndex) => ({ dayIndex, shiftTypeId: dayIndex === 3 ? 'night' : 'day' }));
    const torn = person('a', {
      constraints: [idle, rest, rule('shift-length', { maxMin: 780 })],
      pins: [...pins, { dayIndex: 4, shiftTypeId: 'day' }],
      blocks: [{ dayIndex: 6, shiftTypeId: null, code: 'leave', reason: 'annual leave' }],
    });
    expect(messages(problemOf([torn]))).toEqual([
      'Nurse a (a): these cannot all hold: pinned to night on 2026-06-04; pinned to day on 2026-06-05; ' +
        'test.rest-between (rest-between, minRestMin 660)',
    ]);
  });

  it('may need a block and a sum to be impossible', () => {
    const short = person('b', {
      constraints: [rest, rule('total', { measure: 'shifts', min: 6 })],
      pins: [{ dayIndex: 0, shiftTypeId: null }],
      blocks: [
        { dayIndex: 2, shiftTypeId: null, code: 'leave', reason: 'annual leave' },
        { dayIndex: 4, shiftTypeId: 'day', code: 'unavailable', reason: 'school run' },
      ],
    });
    const [message, ...more] = messages(problemOf([short]));
    expect(more).toEqual([]);
    expect(message).toContain('pinned to a day off on 2026-06-01');
    expect(message).toContain('test.total (total, measure shifts, min 6)');
    expect(message).toContain('2026-06-03 is blocked: annual leave');
    expect(message).not.toMatch(/school run|rest-between/);
  });

  it('are no contradiction where some line keeps them', () => {
    const fine = person('c', {
      constraints: [idle, rest, rule('total', { measure: 'shifts', min: 4 })],
      pins: [{ dayIndex: 0, shiftTypeId: 'night' }],
    });
    expect(messages(problemOf([fine]))).toEqual([]);
  });

  it('are not needed: rules alone may contradict each other', () => {
    const rules = [rule('total', { min: 3000 }, 'at-least'), rule('total', { max: 2000 }, 'at-most')];
    const problem = problemOf([person('d', { constraints: rules }), person('e')]);
    expect(findLineContradictions(problem, problem.people)).toMatchObject([
      { personId: 'd', dayIndex: null },
    ]);
  });
});

describe('whether a person may have a line', () => {
  it('is never denied where brute force finds one', { timeout: TIMEOUT_MS }, () => {
    const days = 4;
    fc.assert(
      fc.property(
        anyPersonProblem,
        constraintOfEveryKind,
        fc.array(
          fc.record({ dayIndex: fc.nat(days - 1), shiftTypeId: fc.constantFrom('day', 'night', null) }),
          {
            maxLength: 3,
          },
        ),
        fc.nat(),
        (base, all, pins, pick) => {
          const constraints = all
            .filter((_, k) => (pick >> k) % 3 === 0)
            .map((data) => onShortHorizon(data, days));
          const only = {
            ...base.people[0]!,
            constraints,
            pins: pins.filter(({ dayIndex }, k) => pins.findIndex((pin) => pin.dayIndex === dayIndex) === k),
            shiftTypeIds: ['day', 'night'],
            fixedShifts: base.people[0]!.fixedShifts.filter(({ dayIndex }) => dayIndex < 0),
          };
          const problem = { ...base, days: base.days.slice(0, days), people: [only] };
          const judge = new LineJudge(problem, only);
          const cells = [OFF, 0, 3];
          const lines = Array.from({ length: cells.length ** days }, (_, code) =>
            Array.from(
              { length: days },
              (_, day) => cells[Math.floor(code / cells.length ** day) % cells.length]!,
            ),
          );
          const exists = lines.some((line) => judge.violations(line).every(({ level }) => level !== 'hard'));
          if (exists) expect(mayHaveLine(problem, only)).toBe(true);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('hard minima of a day', () => {
  const line = (
    name: string,
    shift: string,
    minimum: number,
    ids: string[],
    level: 'hard' | 'soft' = 'hard',
  ): CoverLine => ({
    id: name,
    name,
    dayIndex: 2,
    shiftTypeIds: [shift],
    personIds: ids,
    filterLabel: 'anybody',
    measure: {
      kind: 'count',
      minimum,
      target: minimum,
      maximum: null,
      underMinimumWeight: 1000,
      underTargetWeight: 0,
      overMaximumWeight: 0,
      minimumLevel: level,
    },
  });
  const away = { dayIndex: 2, shiftTypeId: null, code: 'leave', reason: 'annual leave' };
  const people = [person('a'), person('b'), person('c', { blocks: [away] }), person('d')];

  it('are named together where they need more people than can be there', () => {
    const cover = [
      line('Days', 'day', 1, ['a', 'c']),
      line('Lates', 'late', 1, ['a', 'c']),
      line('Nights', 'night', 2, ['b', 'd']),
    ];
    expect(messages(problemOf(people, cover))).toEqual([
      '2026-06-03: the minimum of Days, Lates needs 2 people, but only 1 (Nurse a) can be there',
    ]);
  });

  it('are no contradiction while people can be moved between them, or when they are soft', () => {
    const cover = [line('Days', 'day', 2, ['a', 'b', 'c']), line('Nights', 'night', 1, ['a', 'd'])];
    expect(messages(problemOf(people, cover))).toEqual([]);
    expect(messages(problemOf(people, [line('Days', 'day', 9, ['a'], 'soft')]))).toEqual([]);
  });

  it('may each be met by the same person where they share a shift', () => {
    const cover = [line('Anybody', 'day', 2, ['a', 'b']), line('In charge', 'day', 1, ['a'])];
    expect(messages(problemOf(people, cover))).toEqual([]);
    expect(messages(problemOf(people, [...cover, line('Trained', 'day', 1, ['c'])]))).toEqual([
      '2026-06-03: the minimum of Trained needs 1 person, but nobody can be there',
    ]);
  });
});
