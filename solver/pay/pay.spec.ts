import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Fraction,
  type Ledger,
  mergeLedgers,
  payLine,
  type PayLine,
  payPoints,
  paySchemeOf,
  totalsByElement,
} from './index.js';
import { addDays, lineOf, type LineOptions, minutes, type ShiftTimes } from './line.testing.js';
import { naiveAfcPay, naiveDoctorPay } from './naive-payer.testing.js';

const RUNS = 150;
/** Lines of up to six weeks over both clock changes, a bank holiday weekend, and an ordinary summer. */
const firstDate = fc.constantFrom('2026-07-06', '2026-10-12', '2027-03-15', '2026-12-14', '2026-08-19');
const BANK_HOLIDAYS = ['2026-08-31', '2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29'];

const time = (step: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: 1440 / step - 1 }).map((index) => {
    const minute = index * step;
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  });

/** Times that people are rostered at, and any minute. */
const anyTime = fc.oneof(
  time(30),
  time(1),
  fc.constantFrom('20:00', '19:59', '00:00', '04:00', '04:01', '23:59'),
);

const lines: fc.Arbitrary<LineOptions> = fc
  .record({
    firstDate,
    length: fc.integer({ min: 7, max: 42 }),
    cells: fc.array(
      fc.option(fc.record({ from: anyTime, to: anyTime, unpaidBreakMin: fc.constantFrom(0, 0, 30, 45) }), {
        freq: 3,
      }),
      { minLength: 42, maxLength: 42 },
    ),
    freeWeekends: fc.subarray([0, 1, 2, 3, 4, 5]),
    leaveDays: fc.array(fc.nat(41), { maxLength: 8 }),
    wte: fc.constantFrom(1, 1, 0.8, 0.6, 0.725),
    optedOut: fc.boolean(),
  })
  .map(({ firstDate: first, length, cells, freeWeekends, leaveDays, wte, optedOut }) => ({
    firstDate: first,
    lastDate: addDays(first, length - 1),
    shifts: cells
      .slice(0, length)
      .flatMap((cell, day): ShiftTimes[] =>
        cell === null || isShort(cell) || (day % 7 > 3 && freeWeekends.includes(Math.floor(day / 7)))
          ? []
          : [{ date: addDays(first, day), ...cell }],
      ),
    leave: [...new Set(leaveDays.filter((day) => day < length))].map((day) => addDays(first, day)),
    wte,
    optedOut,
    bankHolidays: BANK_HOLIDAYS,
  }));

/** Too short to have a break, also when an hour is lost. */
function isShort({ from, to }: Pick<ShiftTimes, 'from' | 'to'>): boolean {
  const length = (minutes(to) - minutes(from) + 1440) % 1440;
  return length > 0 && length < 180;
}

const contracts = [
  { code: 'doctors2016', payPoint: 'NP3' },
  { code: 'afc', payPoint: 'B5-2' },
] as const;

function built(options: LineOptions, payPoint: string): PayLine {
  return lineOf({ ...options, payPoint });
}

function amounts(ledger: Ledger): Record<string, number> {
  return Object.fromEntries(
    totalsByElement(ledger.entries).map(({ element, exact }) => [element, exact.valueOf()]),
  );
}

function exactTotals(ledger: Ledger): Record<string, string> {
  const totals = totalsByElement(ledger.entries).map(
    ({ element, exact }) => [element, exact.toFraction()] as const,
  );
  return Object.fromEntries(totals.sort(([a], [b]) => a.localeCompare(b)));
}

describe.each(contracts)('pay under $code', ({ code, payPoint }) => {
  const scheme = paySchemeOf(code)!;

  it('is what a payer finds who looks at every minute on the clock', () => {
    // Random lines that never meet an element would agree about it without saying anything.
    const met = new Map<string, number>();
    fc.assert(
      fc.property(lines, (options) => {
        const line = built(options, payPoint);
        const naive =
          code === 'afc' ? naiveAfcPay(options, 3_348_700, [30, 60]) : naiveDoctorPay(options, 5_449_900);
        const found = amounts(payLine(scheme, line, line));
        for (const [element, pence] of Object.entries(naive)) {
          expect(found[element] ?? 0, element).toBeCloseTo(pence, 4);
          if (pence > 0) met.set(element, (met.get(element) ?? 0) + 1);
        }
        expect(Object.keys(found).filter((element) => !(element in naive))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(met.size).toBe(code === 'afc' ? 3 : 4);
    expect(Math.min(...met.values())).toBeGreaterThan(RUNS / 20);
  });

  it('is the same whether a period is paid at once or in parts', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.nat(41), { maxLength: 5 }), (options, cuts) => {
        const line = built(options, payPoint);
        const whole = payLine(scheme, line, line);
        const starts = [...new Set([0, ...cuts])]
          .filter((day) => line.firstDay + day <= line.lastDay)
          .sort((a, b) => a - b);
        const parts = starts.map((day, index) => {
          const next = starts[index + 1];
          const lastDay = next === undefined ? line.lastDay : line.firstDay + next - 1;
          return payLine(scheme, line, { firstDay: line.firstDay + day, lastDay });
        });
        const merged = mergeLedgers(parts);
        expect(exactTotals(merged)).toEqual(exactTotals(whole));
        expect(merged.shifts).toEqual(whole.shifts);
      }),
      { numRuns: RUNS },
    );
  });

  it('adds up: every total is the sum of its entries, every entry quantity times rate, every shift known', () => {
    fc.assert(
      fc.property(lines, (options) => {
        const line = built(options, payPoint);
        const ledger = payLine(scheme, line, line);
        const ids = new Set(line.shifts.map(({ id }) => id));
        let all = new Fraction(0);
        for (const entry of ledger.entries) {
          expect(entry.amount.equals(entry.quantity.mul(entry.rate))).toBe(true);
          expect(entry.amount.gte(0)).toBe(true);
          expect(entry.shiftIds.every((id) => ids.has(id))).toBe(true);
          all = all.add(entry.amount);
        }
        const totals = totalsByElement(ledger.entries);
        expect(totals.reduce((sum, { exact }) => sum.add(exact), new Fraction(0)).equals(all)).toBe(true);
        for (const { exact, pence } of totals)
          expect(Math.abs(exact.valueOf() - pence)).toBeLessThanOrEqual(0.5);
        expect(ledger.shifts).toHaveLength(line.shifts.length);
      }),
      { numRuns: RUNS },
    );
  });

  it('pays nothing for days outside the line', () => {
    const line = built({ firstDate: '2026-07-06', lastDate: '2026-07-12', shifts: [] }, payPoint);
    expect(payLine(scheme, line, { firstDay: line.lastDay + 1, lastDay: line.lastDay + 9 }).entries).toEqual(
      [],
    );
  });

  it('refuses shifts that cannot be', () => {
    const line = built(
      {
        firstDate: '2026-07-06',
        lastDate: '2026-07-12',
        shifts: [{ date: '2026-07-07', from: '08:00', to: '16:00' }],
      },
      payPoint,
    );
    const shift = line.shifts[0]!;
    const withShift =
      (change: object): (() => Ledger) =>
      () =>
        payLine(scheme, { ...line, shifts: [{ ...shift, ...change }] }, line);
    expect(withShift({ endMin: shift.startMin })).toThrow('not after its start');
    expect(withShift({ unpaidBreakMin: 480 })).toThrow(
      'An unpaid break of 480 minutes leaves nothing of shift s0',
    );
    expect(withShift({ dayIndex: 0 })).toThrow("Shift s0 starts on day 0, outside the line's 1 to 7");
    expect(() => payLine(scheme, { ...line, lastDay: 8 }, line)).toThrow('needs a calendar');
  });
});

describe('nights on which the clock changes', () => {
  it.each([
    ['2026-10-24', 13],
    ['2027-03-27', 11],
    ['2026-11-07', 12],
  ])('of %s pay %i hours', (date, hours) => {
    const shifts = [{ date, from: '20:00', to: '08:00' }];
    const doctor = built({ firstDate: date, lastDate: date, shifts }, 'NP3');
    const nurse = built({ firstDate: date, lastDate: date, shifts }, 'B5-2');
    expect(payLine(paySchemeOf('doctors2016')!, doctor, doctor).shifts).toMatchObject([
      { workMin: hours * 60, enhanced: [{ minutes: hours * 60 }] },
    ]);
    expect(payLine(paySchemeOf('afc')!, nurse, nurse).shifts).toMatchObject([
      { workMin: hours * 60, enhanced: [{ minutes: 240 }, { minutes: (hours - 4) * 60 }] },
    ]);
  });
});

describe('unsocial hours by band', () => {
  it.each([
    ['B2-1', 24_465, 41, 83],
    ['B3-2', 26_598, 35, 69],
    ['B4-1', 27_485, 30, 60],
    ['B5-1', 31_049, 30, 60],
    ['B9-2', 125_637, 30, 60],
  ])('%s: %i pounds a year, %i %% and %i %%', (payPoint, pounds, saturday, sunday) => {
    const shifts = [
      { date: '2026-02-07', from: '08:00', to: '18:00' },
      { date: '2026-02-08', from: '08:00', to: '18:00' },
    ];
    const line = built({ firstDate: '2026-02-02', lastDate: '2026-02-08', shifts }, payPoint);
    const ledger = payLine(paySchemeOf('afc')!, line, line);
    const hourly = (pounds * 100) / 52.143 / 37.5;
    expect(totalsByElement(ledger.entries).map(({ element, pence }) => [element, pence])).toEqual([
      ['afc.basic-pay', Math.floor((pounds * 100) / 52.143 + 0.5)],
      ['afc.nights-and-saturdays', Math.floor((hourly * 10 * saturday) / 100 + 0.5)],
      ['afc.sundays-and-public-holidays', Math.floor((hourly * 10 * sunday) / 100 + 0.5)],
    ]);
    expect(ledger.notes).toEqual([]);
  });
});

describe('the pay points', () => {
  it('each belong to one contract', () => {
    const codes = payPoints().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(expect.arrayContaining(['NP1', 'NP5', 'B2-1', 'B9-2']));
  });

  it('are unknown for contracts whose pay is not known', () => {
    expect(paySchemeOf('wtr1998')).toBeUndefined();
  });
});
