import { describe, expect, it } from 'vitest';
import { type ConstraintData } from '../../../../solver/model/index.js';
import { type RuleOverrides } from '../../../../solver/rules/index.js';
import { compileContract } from './contract.js';
import { rotaClock } from './rota-clock.js';
import { type PersonInput, type RotaInput } from './rota-input.js';

const MIN_PER_HOUR = 60;
const clock = rotaClock('2027-01-04', '2027-01-31', 'Europe/London', new Set());
const rota = { id: 'rota', name: 'Rota', unitId: 'unit', firstDate: '2027-01-04', lastDate: '2027-01-31' };
const weekOfLeave = { kind: 'annual-leave', firstDate: '2027-01-11', lastDate: '2027-01-17' } as const;

interface Given {
  contractCode: string;
  weeklyH: number;
  wte?: number;
  absences?: PersonInput['absences'];
  firstDate?: string;
  overrides?: RuleOverrides;
  workedOn?: readonly string[];
}

function rulesOf(given: Given): ConstraintData[] {
  const placement = {
    id: 'placement',
    unitId: 'unit',
    firstDate: given.firstDate ?? '2026-01-01',
    lastDate: null,
    wte: given.wte ?? 1,
    contractCode: given.contractCode,
    fullTimeMinPerWeek: given.weeklyH * MIN_PER_HOUR,
  };
  const work = (given.workedOn ?? []).map((date) => ({ date, kind: 'day' }));
  const person = { placements: [placement], absences: given.absences ?? [], work } as unknown as PersonInput;
  return compileContract({ rota } as RotaInput, clock, person, given.overrides ?? {}, undefined);
}

function hoursOf(given: Given, rule: string): { level: string; minH: number; maxH: number } {
  const found = rulesOf(given).filter((constraint) => constraint.rule === rule);
  expect(found).toHaveLength(1);
  const { min, max } = found[0]!.params;
  return { level: found[0]!.level, minH: Number(min) / MIN_PER_HOUR, maxH: Number(max) / MIN_PER_HOUR };
}

describe('what binds a person', () => {
  it.each([
    ['no work before the rota', {}, 0],
    ['work before it', { workedOn: ['2026-12-21', '2027-01-05'] }, -14],
    ['work before the placement began', { workedOn: ['2026-12-21'], firstDate: '2026-12-28' }, -7],
    ['a placement that begins in the rota', { workedOn: ['2026-12-21'], firstDate: '2027-01-11' }, 0],
    ['more than 26 weeks of work', { workedOn: ['2025-12-01'], firstDate: '2025-11-01' }, 28 - 182],
  ])('are average hours over what is known: %s', (_what, given, fromDay) => {
    const average = rulesOf({ contractCode: 'doctors2016', weeklyH: 40, ...given }).find(
      ({ rule }) => rule === 'doctors2016.average-weekly-hours',
    );
    expect(average!.params).toMatchObject({ fromDay, toDay: 27 });
  });

  it('are the rules of the contract and those of every rota', () => {
    const codes = rulesOf({ contractCode: 'doctors2016', weeklyH: 46 }).map(({ rule }) => rule);
    expect(codes).toContain('doctors2016.rest-after-nights');
    expect(codes).toContain('rota.forbidden-succession');
  });

  it.each([
    ['doctors2016', 'rota.hours'],
    ['wtr1998', 'rota.hours'],
    ['afc', 'afc.contracted-hours'],
  ])('are the contracted hours, softly, by the share of full time, on %s', (contractCode, rule) => {
    const hours = hoursOf({ contractCode, weeklyH: 40, wte: 0.6 }, rule);
    expect(hours).toEqual({ level: 'soft', minH: 96, maxH: 96 });
  });

  it.each([
    ['doctors2016', 'rota.hours'],
    ['afc', 'afc.contracted-hours'],
  ])('are fewer hours in a rota with a week of leave, on %s', (contractCode, rule) => {
    const hours = hoursOf({ contractCode, weeklyH: 40, absences: [weekOfLeave] }, rule);
    expect(hours).toMatchObject({ minH: 120, maxH: 120 });
  });

  it('are the hours of the days since the placement began', () => {
    const hours = hoursOf(
      { contractCode: 'doctors2016', weeklyH: 40, firstDate: '2027-01-18' },
      'rota.hours',
    );
    expect(hours).toMatchObject({ minH: 80, maxH: 80 });
  });

  it('are the rules that the unit has added, once each, and not those of another contract', () => {
    const overrides = {
      'rota.max-weekends': { parameters: { max: 1 } },
      'doctors2016.weekend-frequency': { parameters: { usuallyOneIn: 2 } },
    };
    const rules = rulesOf({ contractCode: 'wtr1998', weeklyH: 40, overrides });
    expect(rules.filter(({ rule }) => rule === 'rota.max-weekends')).toMatchObject([{ params: { max: 1 } }]);
    expect(rules.filter(({ rule }) => rule.startsWith('doctors2016'))).toEqual([]);
  });

  it('are the unit’s own hours where it has set them', () => {
    const overrides = { 'rota.hours': { parameters: { minWeeklyH: 10, maxWeeklyH: 20, proRata: false } } };
    const hours = hoursOf({ contractCode: 'doctors2016', weeklyH: 40, overrides }, 'rota.hours');
    expect(hours).toMatchObject({ minH: 40, maxH: 80 });
  });
});
