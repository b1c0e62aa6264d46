import { describe, expect, it } from 'vitest';
import { buildDays } from '../model/index.js';
import { type Case, days, MINUTE, packJudge, run } from './edges.testing.js';
import {
  catalogue,
  compilePack,
  findPack,
  RuleError,
  type RuleOverride,
  type RuleOverrides,
  type RulePack,
} from './index.js';

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

  it.each([
    ['an unknown rule', { 'afc.tea': {} }, 'unknown rule "afc.tea" in the overrides of afc'],
    [
      'an unknown parameter',
      { 'afc.contracted-hours': { parameters: { hours: 3 } } },
      'rule "afc.contracted-hours" has no parameter "hours"; it has weeklyH, toleranceH',
    ],
    [
      'a parameter of a rule that has none',
      { 'rota.forbidden-succession': { enabled: true, parameters: { max: 3 } } },
      'rule "rota.forbidden-succession" has no parameter "max"; it has none',
    ],
    [
      'a value of another type',
      { 'afc.contracted-hours': { parameters: { weeklyH: 'many' } } },
      'parameter "weeklyH" of "afc.contracted-hours" must be like 37.5, not "many"',
    ],
    [
      'a negative number',
      { 'afc.contracted-hours': { parameters: { toleranceH: -0.01 } } },
      'parameter "toleranceH" of "afc.contracted-hours" must be like 0, not -0.01',
    ],
    [
      'a number without end',
      { 'afc.contracted-hours': { parameters: { weeklyH: Number.POSITIVE_INFINITY } } },
      'parameter "weeklyH" of "afc.contracted-hours" must be like 37.5, not null',
    ],
    [
      'a number for yes or no',
      { 'rota.hours': { enabled: true, parameters: { proRata: 1 } } },
      'parameter "proRata" of "rota.hours" must be like true, not 1',
    ],
    [
      'a list of something else',
      {
        'rota.max-shifts': { enabled: true, parameters: { shiftTypeIds: ['day', 3] as unknown as string[] } },
      },
      'parameter "shiftTypeIds" of "rota.max-shifts" must be like [], not ["day",3]',
    ],
    [
      'no list where one is wanted',
      { 'rota.max-shifts': { enabled: true, parameters: { shiftTypeIds: 'day' } } },
      'parameter "shiftTypeIds" of "rota.max-shifts" must be like [], not "day"',
    ],
  ] satisfies readonly (readonly [string, RuleOverrides, string])[])(
    'refuse %s, naming it',
    (_name, overrides, message) => {
      const context = { wte: 1, days: buildDays('2026-06-01', 28, null) };
      const set = (): unknown => compilePack(findPack('afc', '2026-06-01'), context, overrides);
      expect(set).toThrow(RuleError);
      expect(set).toThrow(expect.objectContaining({ name: 'RuleError' }));
      expect(set).toThrow(message);
    },
  );

  it('accept values of the right type, also none at all', () => {
    const context = { wte: 1, days: buildDays('2026-06-01', 28, null) };
    const params = (parameters: NonNullable<RuleOverride['parameters']>) =>
      compilePack({ ...findPack('afc', '2026-06-01'), rules: [] }, context, {
        'rota.max-shifts': { enabled: true, parameters },
      })[0]!.params;
    expect(params({ max: 0 })).toEqual({ measure: 'shifts', max: 0 });
    expect(params({ shiftTypeIds: ['day', 'late'] })).toEqual({
      measure: 'shifts',
      max: 28,
      shiftTypeIds: ['day', 'late'],
    });
  });

  it('refuse a code that is unknown', () => {
    expect(() => findPack('nurses', '2026-06-01')).toThrow(
      'unknown rule pack "nurses"; known are doctors2016, wtr1998, afc, sg1, rota',
    );
    expect(() => findPack('', '2026-06-01')).toThrow('unknown rule pack ""');
    expect(() => findPack('@2026-06-01', '2026-06-01')).toThrow('unknown rule pack ""');
    expect(() => findPack('afc', '1990-01-01')).toThrow(RuleError);
  });

  it('refuse a date that is none, and one before the pack', () => {
    expect(() => findPack('doctors2016@2026-02-30', '2026-01-01')).toThrow('"2026-02-30" is not a date');
    expect(() => findPack('doctors2016@soon', '2026-01-01')).toThrow(
      '"soon" is not a date; write a pack as doctors2016@2019-08-07',
    );
    for (const date of ['12026-01-01', '2026-01-011', '2026-1-1', '2026-13-01'])
      expect(() => findPack(`doctors2016@${date}`, '2026-01-01')).toThrow(`"${date}" is not a date`);
    expect(() => findPack('doctors2016@2016-08-02', '2026-01-01')).toThrow(
      'rule pack "doctors2016" begins on 2016-08-03; 2016-08-02 is before that',
    );
    expect(findPack('doctors2016@2019-08-06', '2026-01-01').effectiveFrom).toBe('2016-08-03');
    expect(findPack('doctors2016@2019-08-07', '2026-01-01').effectiveFrom).toBe('2019-08-07');
  });

  describe('keep to the values of their time', () => {
    const of2016 = findPack('doctors2016', '2018-01-01');
    const of2019 = findPack('doctors2016', '2020-01-01');
    const broken = (pack: RulePack, shifts: Case): string[] => {
      const found = packJudge(pack, shifts).filter(({ level }) => level === 'hard');
      return [...new Set(found.map(({ rule }) => rule))];
    };
    const nights = (count: number, nextH: number): Case => [
      ...run(days(count), 21, 31),
      [count + 1, nextH, nextH + 8],
    ];

    it('five long shifts in a row, and 48 h of rest after the fifth', () => {
      const fiveLong = run(days(5), 8, 18.5);
      expect(broken(of2016, fiveLong)).toEqual([]);
      expect(broken(of2019, fiveLong)).toContain('doctors2016.consecutive-long-shifts');
      expect(broken(of2016, run(days(6), 8, 18.5))).toContain('doctors2016.consecutive-long-shifts');
      expect(broken(of2016, [...fiveLong, [6, 18.5, 22]])).toEqual([]);
      expect(broken(of2016, [...fiveLong, [6, 18.5 - MINUTE, 22]])).toEqual([
        'doctors2016.rest-after-long-shifts',
      ]);
      const fourLong = run(days(4), 8, 18.5);
      expect(broken(of2016, [...fourLong, [4, 8, 16]])).toEqual([]);
      expect(broken(of2019, [...fourLong, [4, 8, 16]])).toEqual(['doctors2016.rest-after-long-shifts']);
    });

    it('eight shifts in a row, and 48 h of rest after the eighth', () => {
      const eight = run(days(8), 9, 17);
      expect(broken(of2016, eight)).toEqual([]);
      expect(broken(of2019, eight)).toEqual(['doctors2016.consecutive-shifts']);
      expect(broken(of2016, run(days(9), 9, 15))).toContain('doctors2016.consecutive-shifts');
      expect(broken(of2016, [...eight, [9, 17, 20]])).toEqual([]);
      expect(broken(of2016, [...eight, [9, 17 - MINUTE, 20]])).toEqual([
        'doctors2016.rest-after-consecutive-shifts',
      ]);
    });

    it('46 h of rest after three nights, now after any', () => {
      expect(broken(of2016, nights(2, 7))).toEqual([]);
      expect(broken(of2019, nights(2, 7))).toEqual(['doctors2016.rest-after-nights']);
      expect(broken(of2016, nights(3, 7))).toEqual(['doctors2016.rest-after-nights']);
      // Three nights that end on Thursday at 07:00; 46 h later it is Saturday 05:00.
      expect(broken(of2016, [...run(days(3), 21, 31), [5, 5, 13]])).toEqual([]);
      expect(broken(of2016, [...run(days(3), 21, 31), [5, 5 - MINUTE, 13]])).toEqual([
        'doctors2016.rest-after-nights',
      ]);
    });
  });

  it('let a unit agree otherwise as far as the contract allows, and no further', () => {
    const context = { wte: 1, days: buildDays('2026-06-01', 28, null) };
    const pack = findPack('doctors2016', '2026-06-01');
    const set = (code: string, parameters: NonNullable<RuleOverride['parameters']>) => () =>
      compilePack(pack, context, {
        [code]: { parameters, reason: 'agreed locally', approvedBy: 'guardian' },
      });
    expect(set('doctors2016.consecutive-shifts', { max: 8 })).not.toThrow();
    expect(set('doctors2016.consecutive-shifts', { max: 9 })).toThrow(
      'parameter "max" of "doctors2016.consecutive-shifts" must be at most 8, not 9',
    );
    expect(set('doctors2016.rest-after-nights', { restH: 45 })).toThrow('must be at least 46, not 45');
    expect(set('doctors2016.rest-after-nights', { restH: 48 })).not.toThrow();
    // The first pack had five; what a pack itself says is always allowed.
    const first = findPack('doctors2016', '2018-01-01');
    const same = { 'doctors2016.consecutive-long-shifts': { parameters: { max: 5 } } };
    expect(() => compilePack(first, context, same)).not.toThrow();
    expect(() => compilePack(pack, context, same)).toThrow('must be at most 4, not 5');
  });

  it('leave out a rule, put one in, and change level and weight where a unit says so', () => {
    const context = { wte: 1, days: buildDays('2026-06-01', 28, null) };
    const pack = findPack('wtr1998', '2026-06-01');
    const codes = (overrides: RuleOverrides) => compilePack(pack, context, overrides).map(({ rule }) => rule);
    expect(codes({ 'wtr1998.daily-rest': { enabled: false } })).not.toContain('wtr1998.daily-rest');
    expect(codes({ 'rota.max-weekends': { enabled: true } })).toContain('rota.max-weekends');
    expect(codes({ 'rota.max-weekends': {} })).not.toContain('rota.max-weekends');
    // Switching on what is on already changes nothing.
    expect(codes({ 'wtr1998.daily-rest': { enabled: true } })).toEqual(codes({}));
    const [rest] = compilePack(
      { ...pack, rules: [{ rule: catalogue.get('wtr1998.daily-rest')! }] },
      context,
      {
        'wtr1998.daily-rest': { level: 'soft', weight: 7 },
      },
    );
    expect(rest).toMatchObject({ level: 'soft', weight: 7 });
  });

  it('let a pack say another level and weight than the rule, and a unit another than both', () => {
    const context = { wte: 1, days: buildDays('2026-06-01', 28, null) };
    const rule = catalogue.get('wtr1998.daily-rest')!;
    const pack: RulePack = {
      ...findPack('wtr1998', '2026-06-01'),
      rules: [{ rule, level: 'soft', weight: 3 }],
    };
    expect(compilePack(pack, context)).toMatchObject([{ level: 'soft', weight: 3 }]);
    expect(
      compilePack(pack, context, { 'wtr1998.daily-rest': { level: 'advisory', weight: 4 } }),
    ).toMatchObject([{ level: 'advisory', weight: 4 }]);
    expect(compilePack({ ...pack, rules: [{ rule }] }, context)).toMatchObject([
      { level: 'hard', weight: 1 },
    ]);
  });
});
