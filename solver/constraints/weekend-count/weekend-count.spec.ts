import { describe, expect, it } from 'vitest';
import { buildDays, type FixedShift, type Person, type Problem } from '../../model/index.js';
import { explain } from '../case.testing.js';
import { compileConstraint } from '../index.js';
import { buildLineContext, lineOfCells } from '../line.js';

const MINUTES_PER_DAY = 1440;
const DAY_COUNT = 28;
const FRIDAY = 4;
const SATURDAY = 5;

const night = {
  id: 'N',
  code: 'N',
  name: 'Night',
  kind: 'night',
  startMin: 1320,
  endMin: 1920,
  workMin: 600,
} as const;
const problem: Problem = {
  id: 'weekends',
  name: 'Weekends',
  timeZone: null,
  // A Monday.
  days: buildDays('2027-01-04', DAY_COUNT, null),
  shiftTypes: [{ ...night, timed: true, forbiddenNext: [] }],
  people: [],
  cover: [],
};

/** Violations of at most one weekend, for a person with nights fixed outside the rota and nights worked in it. */
function violations(fixedDays: readonly number[], workedDays: readonly number[]) {
  const fixedShifts = fixedDays.map((dayIndex): FixedShift => ({
    dayIndex,
    shiftTypeId: 'N',
    kind: 'night',
    label: 'N',
    startMin: dayIndex * MINUTES_PER_DAY + night.startMin,
    endMin: dayIndex * MINUTES_PER_DAY + night.endMin,
    workMin: night.workMin,
  }));
  const person: Person = {
    id: 'p',
    name: 'P',
    grade: null,
    wte: 1,
    shiftTypeIds: ['N'],
    constraints: [],
    blocks: [],
    requests: [],
    pins: [],
    fixedShifts,
  };
  const context = buildLineContext(problem, person);
  const data = {
    kind: 'weekend-count',
    rule: 'test',
    level: 'hard',
    weight: 1,
    params: { max: 1, byTime: true },
  } as const;
  const constraint = compileConstraint(data, context);
  const cells = problem.days.map((day) => (workedDays.includes(day.index) ? 0 : -1));
  const line = lineOfCells(context, cells);
  const found = constraint.explain(line);
  expect(constraint.delta.reset(line)).toBe(found.reduce((sum, { amount }) => sum + amount, 0));
  return found;
}

describe('weekends of a rota', () => {
  it('are counted from its first to its last', () => {
    expect(violations([], [SATURDAY, SATURDAY + 21])).toMatchObject([{ measured: 2, fromDay: 0, toDay: 27 }]);
    expect(violations([], [SATURDAY])).toEqual([]);
  });

  it('count for a Friday night that runs into Saturday', () => {
    expect(violations([], [FRIDAY, SATURDAY + 7])).toMatchObject([{ measured: 2 }]);
  });

  it('do not include those already worked before it or given out after it', () => {
    expect(violations([-2, -9], [SATURDAY])).toEqual([]);
    expect(violations([DAY_COUNT + FRIDAY, DAY_COUNT + SATURDAY], [SATURDAY])).toEqual([]);
  });

  it('end with the Saturday morning of a last night, where the rota ends on a Friday', () => {
    const told = (startH: number, endH: number, byTime = true) =>
      explain('weekend-count', { max: 0, byTime }, [[FRIDAY, startH, endH]], { dayCount: 5 }).map(
        ({ measured, message }) => [measured, message.split(';')[0]],
      );
    expect(told(20, 32)).toEqual([[1, '1 weekend worked of 1']]);
    expect(told(16, 24)).toEqual([]);
    expect(told(20, 32, false)).toEqual([]);
  });

  it('are all that have a Saturday or a Sunday where times do not matter', () => {
    const told = (day: number, startH: number) =>
      explain('weekend-count', { max: 0 }, [[day, startH, 32]], { dayCount: 14 }).length;
    const minuteToMidnight = 24 - 1 / 60;
    expect([FRIDAY, SATURDAY, SATURDAY + 1].map((day) => told(day, minuteToMidnight))).toEqual([0, 1, 1]);
  });
});
