import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  costMin,
  datesOf,
  entitlementMin,
  type LeavePlacement,
  leaveYearOf,
  leaveYearsBetween,
} from './entitlement.js';

const YEAR = leaveYearOf('2026-08-05');
const DAYS = datesOf(YEAR.firstDate, YEAR.lastDate);

function placement(change: Partial<LeavePlacement> = {}): LeavePlacement {
  return {
    unitId: 'a',
    firstDate: '2020-01-01',
    lastDate: null,
    wte: 1,
    fullTimeMinPerWeek: 2400,
    contractCode: 'doctors2016',
    ...change,
  };
}

const dayOfYear = fc.integer({ min: 0, max: DAYS.length - 1 }).map((index) => DAYS[index]!);
const anyPlacement = fc
  .record({
    wte: fc.integer({ min: 1, max: 1000 }).map((parts) => parts / 1000),
    fullTimeMinPerWeek: fc.integer({ min: 60, max: 10080 }),
    contractCode: fc.constantFrom('doctors2016', 'afc', 'wtr1998'),
    edges: fc.tuple(dayOfYear, dayOfYear),
  })
  .map(({ edges, ...rest }) => {
    const [firstDate, lastDate] = edges.toSorted() as [string, string];
    return placement({ ...rest, firstDate, lastDate });
  });
const anyService = fc
  .integer({ min: 1990, max: 2026 })
  .chain((year) => dayOfYear.map((date) => `${year}${date.slice(4)}`));

describe('the leave year', () => {
  it('runs from April to March', () => {
    expect(leaveYearOf('2026-03-31')).toEqual({ firstDate: '2025-04-01', lastDate: '2026-03-31' });
    expect(leaveYearOf('2026-04-01')).toEqual({ firstDate: '2026-04-01', lastDate: '2027-03-31' });
    expect(leaveYearsBetween('2026-03-30', '2027-04-02').map(({ firstDate }) => firstDate)).toEqual([
      '2025-04-01',
      '2026-04-01',
      '2027-04-01',
    ]);
  });
});

describe('what somebody is entitled to', () => {
  it.each([
    ['doctors2016', 2400, '2024-04-01', 280],
    ['doctors2016', 2400, '2021-04-01', 320],
    ['afc', 2250, '2024-04-01', 262.5],
    ['afc', 2250, '2021-04-01', 277.5],
    ['afc', 2250, '2016-04-01', 307.5],
  ])(
    'in a whole year of %s at %i minutes a week, in service since %s, is %f hours',
    (contractCode, week, from, hours) => {
      const whole = placement({ contractCode, fullTimeMinPerWeek: week });
      expect(entitlementMin(YEAR, [whole], from) / 60).toBe(hours);
    },
  );

  it('rises on the day of the anniversary', () => {
    const before = entitlementMin(YEAR, [placement({ lastDate: '2026-10-01' })], '2021-10-02');
    const onIt = entitlementMin(YEAR, [placement({ lastDate: '2026-10-02' })], '2021-10-02');
    // 184 days at 35, then one day at 40.
    expect(before).toBe(Math.round((184 * 35 * 480) / 365));
    expect(onIt).toBe(Math.round(((184 * 35 + 40) * 480) / 365));
  });

  it('is the same however a placement is cut in two', () => {
    fc.assert(
      fc.property(anyPlacement, dayOfYear, anyService, (whole, cut, service) => {
        fc.pre(cut > whole.firstDate && cut <= whole.lastDate!);
        const dayBefore = DAYS[DAYS.indexOf(cut) - 1]!;
        const parts = [
          { ...whole, lastDate: dayBefore },
          { ...whole, firstDate: cut },
        ];
        expect(entitlementMin(YEAR, parts, service)).toBe(entitlementMin(YEAR, [whole], service));
      }),
    );
  });

  it('is the same in two part-time placements as in one of both', () => {
    fc.assert(
      fc.property(anyPlacement, fc.integer({ min: 1, max: 999 }), anyService, (whole, share, service) => {
        const split = share / 1000;
        fc.pre(split < whole.wte);
        const rest = Math.round((whole.wte - split) * 1000) / 1000;
        const parts = [
          { ...whole, wte: split },
          { ...whole, wte: rest, unitId: 'b' },
        ];
        expect(entitlementMin(YEAR, parts, service)).toBe(entitlementMin(YEAR, [whole], service));
      }),
    );
  });

  it('is in proportion to the share of full time, to the minute', () => {
    fc.assert(
      fc.property(anyPlacement, anyService, (own, service) => {
        const full = entitlementMin(YEAR, [{ ...own, wte: 1 }], service);
        expect(Math.abs(entitlementMin(YEAR, [own], service) - full * own.wte)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never falls with longer service, and never exceeds the whole year', () => {
    fc.assert(
      fc.property(anyPlacement, anyService, anyService, (own, one, other) => {
        const [longer, shorter] = [one, other].toSorted() as [string, string];
        const more = entitlementMin(YEAR, [own], longer);
        expect(more).toBeGreaterThanOrEqual(entitlementMin(YEAR, [own], shorter));
        const whole = { ...own, firstDate: YEAR.firstDate, lastDate: YEAR.lastDate };
        expect(more).toBeLessThanOrEqual(entitlementMin(YEAR, [whole], longer));
      }),
    );
  });
});

describe('what leave costs', () => {
  it('is a contracted week for a calendar week, wherever it begins', () => {
    fc.assert(
      fc.property(anyPlacement, fc.integer({ min: 0, max: DAYS.length - 7 }), (own, start) => {
        const placed = { ...own, firstDate: YEAR.firstDate, lastDate: YEAR.lastDate };
        const week = DAYS.slice(start, start + 7);
        expect(costMin(week, [placed], {})).toBe(Math.round(own.wte * own.fullTimeMinPerWeek + 1e-7));
      }),
    );
  });

  it('is what is planned on days whose rota is published, also nothing', () => {
    const week = datesOf('2026-08-03', '2026-08-09');
    expect(costMin(week, [placement()], { '2026-08-03': 0, '2026-08-08': 720 })).toBe(4 * 480 + 720);
  });

  it('is nothing outside placements and on weekends', () => {
    expect(costMin(['2026-08-08', '2026-08-09'], [placement()], {})).toBe(0);
    expect(costMin(['2026-08-05'], [placement({ firstDate: '2026-08-06' })], {})).toBe(0);
  });
});
