import { describe, expect, it } from 'vitest';
import { compileConstraint } from '../constraints/index.js';
import { buildLineContext, lineOfCells } from '../constraints/line.js';
import { type Violation } from '../constraints/violation.js';
import { buildDays, type Person, type Problem, type ShiftType } from '../model/index.js';
import {
  catalogue,
  compilePack,
  findPack,
  packs,
  type RuleContext,
  RuleError,
  type RuleOverride,
} from './index.js';

/** A shift of a case: the day, and local start and end as hours; the end may pass 24. */
type Case = readonly (readonly [day: number, startH: number, endH: number, kind?: ShiftType['kind']])[];

interface RuleCase {
  readonly passes: Case;
  readonly fails: Case;
  readonly parameters?: RuleOverride['parameters'];
  readonly context?: Partial<RuleContext>;
  /** Monday unless a case needs otherwise. */
  readonly firstDate?: string;
  readonly dayCount?: number;
  readonly forbiddenNext?: boolean;
  readonly bankHolidays?: readonly string[];
}

const run = (days: readonly number[], startH: number, endH: number): Case =>
  days.map((day) => [day, startH, endH]);
const days = (count: number, from = 0): number[] => Array.from({ length: count }, (_, k) => from + k);
const weekends = (count: number): Case => days(count).map((week) => [week * 7 + 5, 9, 17]);

/** The edges of each rule: what just passes and what just fails. */
const cases: Readonly<Record<string, RuleCase>> = {
  'doctors2016.average-weekly-hours': {
    dayCount: 56,
    passes: days(48).map((k) => [Math.floor((k * 56) / 48), 8, 16]),
    fails: days(48).map((k) => [Math.floor((k * 56) / 48), 8, k === 0 ? 16.25 : 16]),
  },
  'doctors2016.hours-in-seven-days': {
    passes: run(days(6), 8, 20),
    fails: [...run(days(4, 3), 8, 20.5), ...run([7, 8], 8, 20)],
  },
  'doctors2016.shift-length': { passes: [[0, 8, 21]], fails: [[0, 8, 21.25]] },
  'doctors2016.consecutive-long-shifts': { passes: run(days(5), 8, 18), fails: run(days(5), 8, 18.25) },
  'doctors2016.rest-after-long-shifts': {
    passes: [...run(days(4), 8, 21), [5, 21, 22]],
    fails: [...run(days(4), 8, 21), [5, 20.75, 22]],
  },
  'doctors2016.consecutive-nights': { passes: run(days(5), 13.5, 25.75), fails: run(days(5), 13.5, 26) },
  'doctors2016.rest-after-nights': {
    passes: [
      [3, 20, 33],
      [6, 7, 15],
    ],
    fails: [
      [3, 20, 33],
      [6, 6.75, 15],
    ],
  },
  'doctors2016.consecutive-shifts': { passes: run(days(7), 9, 17), fails: run(days(8), 9, 17) },
  'doctors2016.rest-after-consecutive-shifts': {
    passes: [...run(days(7), 9, 17), [8, 17, 20]],
    fails: [...run(days(7), 9, 17), [8, 16.75, 20]],
  },
  'doctors2016.rest-between-shifts': {
    passes: [
      [0, 13, 21],
      [1, 8, 16],
    ],
    fails: [
      [0, 13, 21.25],
      [1, 8, 16],
    ],
  },
  'doctors2016.weekend-frequency': {
    dayCount: 56,
    passes: [...weekends(2), [18, 16, 24]],
    fails: [...weekends(2), [18, 20.5, 33]],
  },
  'wtr1998.daily-rest': {
    passes: [
      [0, 12, 20],
      [1, 7, 15],
    ],
    fails: [
      [0, 12, 20],
      [1, 7 - 1 / 60, 15],
    ],
  },
  'wtr1998.average-weekly-hours': { dayCount: 7, passes: run(days(6), 8, 16), fails: run(days(6), 8, 16.25) },
  'afc.contracted-hours': { dayCount: 7, passes: run(days(5), 8, 15.5), fails: run(days(5), 8, 15.25) },
  'rota.forbidden-succession': {
    forbiddenNext: true,
    passes: [
      [0, 8, 16],
      [2, 9, 17],
    ],
    fails: [
      [0, 8, 16],
      [1, 9, 17],
    ],
  },
  'rota.max-consecutive-days': { passes: run(days(7), 9, 17), fails: run(days(8), 9, 17) },
  'rota.min-consecutive-days': { passes: run([3, 4], 9, 17), fails: [[3, 9, 17]] },
  'rota.min-days-off': { passes: run([3, 6], 9, 17), fails: run([3, 5], 9, 17) },
  'rota.consecutive-nights': { passes: run(days(4, 2), 20, 33), fails: run(days(5, 2), 20, 33) },
  'rota.max-weekends': { passes: weekends(2), fails: weekends(3) },
  'rota.max-shifts': { parameters: { max: 2 }, passes: run([0, 2], 9, 17), fails: run([0, 2, 4], 9, 17) },
  'rota.hours': { dayCount: 7, passes: run(days(6), 8, 16), fails: run(days(6), 8, 16.25) },
  'rota.fair-nights': {
    context: { fullTimeShare: { nights: 2 } },
    passes: run([0, 5], 20, 33),
    fails: run([0, 5, 9], 20, 33),
  },
  'rota.fair-weekends': {
    context: { fullTimeShare: { weekends: 2 } },
    passes: weekends(2),
    fails: weekends(3),
  },
  'rota.fair-bank-holidays': {
    firstDate: '2026-12-21',
    bankHolidays: ['2026-12-25', '2026-12-28'],
    context: { fullTimeShare: { bankHolidays: 0.8 } },
    passes: run([4, 8], 9, 17),
    fails: run([4, 7], 9, 17),
  },
};

function judge(code: string, rule: RuleCase, shifts: Case): Violation[] {
  const { dayCount = 28, firstDate = '2026-06-01' } = rule;
  const shiftTypes = shifts.map(([, startH, endH, kind = 'day'], index): ShiftType => {
    const startMin = Math.round(startH * 60);
    const endMin = Math.round(endH * 60);
    const forbiddenNext = rule.forbiddenNext === true ? [String(index + 1)] : [];
    return {
      id: String(index),
      code: String(index),
      name: '',
      kind,
      timed: true,
      startMin,
      endMin,
      workMin: endMin - startMin,
      forbiddenNext,
    };
  });
  const person: Person = {
    id: 'p',
    name: 'Pat Example',
    grade: null,
    wte: 1,
    shiftTypeIds: shiftTypes.map(({ id }) => id),
    constraints: [],
    blocks: [],
    requests: [],
    pins: [],
    fixedShifts: [],
  };
  const horizon = buildDays(firstDate, dayCount, 'Europe/London', new Set(rule.bankHolidays));
  const problem: Problem = {
    id: 't',
    name: 't',
    timeZone: 'Europe/London',
    days: horizon,
    shiftTypes,
    people: [person],
    cover: [],
  };
  const pack = { ...packs[0]!, rules: [] };
  const override: RuleOverride = {
    enabled: true,
    ...(rule.parameters === undefined ? {} : { parameters: rule.parameters }),
  };
  const data = compilePack(pack, { wte: 1, days: horizon, ...rule.context }, { [code]: override });
  const context = buildLineContext(problem, person);
  const cells = Array.from({ length: dayCount }, (_, day) => shifts.findIndex(([on]) => on === day));
  return data.flatMap((constraint) =>
    compileConstraint(constraint, context).explain(lineOfCells(context, cells)),
  );
}

describe('every rule at its edge', () => {
  it('has a case', () => {
    expect(Object.keys(cases).sort()).toEqual([...catalogue.keys()].sort());
  });

  it.each(Object.entries(cases))('%s', (code, rule) => {
    expect(judge(code, rule, rule.passes)).toEqual([]);
    const broken = judge(code, rule, rule.fails);
    expect(broken.length).toBeGreaterThan(0);
    for (const violation of broken) {
      expect(violation).toMatchObject({ rule: code });
      expect(violation.margin).toBeLessThan(0);
      expect(violation.message).toMatch(/\d/);
    }
  });
});

describe('rest in elapsed time', () => {
  const rest = { parameters: { minRestH: 11 } };
  it('is an hour shorter over the night in which spring begins, and says that the clock did it', () => {
    const shifts: Case = [
      [5, 13, 21],
      [6, 8, 16],
    ];
    const [violation] = judge(
      'doctors2016.rest-between-shifts',
      { ...rest, firstDate: '2026-03-23', passes: [], fails: [] },
      shifts,
    );
    expect(violation).toMatchObject({ measured: 600, limit: 660, clockChange: true });
    expect(violation!.message).toContain('because the clock changes');
  });
});

describe('packs', () => {
  it('are found by code and date, with the values of their time', () => {
    expect(findPack('doctors2016', '2018-01-01').effectiveFrom).toBe('2016-08-03');
    expect(findPack('doctors2016', '2026-11-30').effectiveFrom).toBe('2019-08-07');
    expect(findPack('doctors2016@2016-08-03', '2026-11-30').effectiveFrom).toBe('2016-08-03');
    const longest = (date: string) =>
      compilePack(findPack('doctors2016', date), { wte: 1, days: buildDays('2026-06-01', 28, null) }).find(
        ({ rule }) => rule === 'doctors2016.consecutive-long-shifts',
      )!.params.max;
    expect([longest('2018-01-01'), longest('2026-01-01')]).toEqual([5, 4]);
  });

  it('scale hours to WTE, and leave rest alone for who has opted out', () => {
    const context = { days: buildDays('2026-06-01', 28, null) };
    const hours = (wte: number, optedOut: boolean) =>
      compilePack(findPack('doctors2016', '2026-06-01'), { ...context, wte, optedOut }).find(
        ({ kind }) => kind === 'total',
      )!.params.max;
    expect([hours(1, false), hours(0.8, false), hours(1, true)]).toEqual([192 * 60, 153.6 * 60, 224 * 60]);
  });

  it('charge less of a fair share to who has carried more before, and never pay back more than half at once', () => {
    const range = (nights: number | undefined): unknown => {
      const carried = nights === undefined ? {} : { carried: { nights } };
      const context = { wte: 0.5, days: buildDays('2026-06-01', 28, null), fullTimeShare: { nights: 8 } };
      const pack = findPack('rota', '2026-06-01');
      const found = compilePack(pack, { ...context, ...carried }).find(
        ({ rule }) => rule === 'rota.fair-nights',
      );
      return [found!.params.min, found!.params.max];
    };
    expect([undefined, 1, -1.5, 40, -40].map(range)).toEqual([
      [4, 4],
      [3, 3],
      [5, 6],
      [2, 2],
      [6, 6],
    ]);
  });

  it('refuse unknown codes, rules, parameters and values, naming them', () => {
    const context = { wte: 1, days: buildDays('2026-06-01', 28, null) };
    const pack = findPack('afc', '2026-06-01');
    expect(() => findPack('nurses', '2026-06-01')).toThrow(
      /"nurses"; known are doctors2016, wtr1998, afc, rota/,
    );
    expect(() => findPack('afc', '1990-01-01')).toThrow(RuleError);
    expect(() => compilePack(pack, context, { 'afc.tea': {} })).toThrow('"afc.tea"');
    expect(() =>
      compilePack(pack, context, { 'afc.contracted-hours': { parameters: { hours: 3 } } }),
    ).toThrow('no parameter "hours"');
    expect(() =>
      compilePack(pack, context, { 'afc.contracted-hours': { parameters: { weeklyH: 'many' } } }),
    ).toThrow('"many"');
  });
});
