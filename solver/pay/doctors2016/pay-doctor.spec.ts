import { describe, expect, it } from 'vitest';
import {
  Fraction,
  type Ledger,
  payElement,
  payLine,
  paySchemeOf,
  roundToPence,
  totalsByElement,
} from '../index.js';
import { addDays, lineOf, type LineOptions, type ShiftTimes } from '../line.testing.js';

const MONDAY = '2026-08-03';
const doctors = paySchemeOf('doctors2016')!;

function paid(options: Partial<LineOptions>): Ledger {
  const line = lineOf({ firstDate: MONDAY, lastDate: addDays(MONDAY, 55), shifts: [], ...options });
  return payLine(doctors, line, line);
}

/** Eight weeks of Monday to Friday, 08:00–16:00: 40 h a week; the first Monday is longer. */
function weekdays(firstMondayMin: number): ShiftTimes[] {
  return Array.from({ length: 8 }, (_, week) => week * 7)
    .flatMap((day) => [day, day + 1, day + 2, day + 3, day + 4])
    .map((day, index) => {
      const endMin = 16 * 60 + (index === 0 ? firstMondayMin : 0);
      const to = `${String(Math.floor(endMin / 60)).padStart(2, '0')}:${String(endMin % 60).padStart(2, '0')}`;
      return { date: addDays(MONDAY, day), from: '08:00', to };
    });
}

function total(ledger: Ledger, element: string): { quantity: number; pence: number } {
  const found = totalsByElement(ledger.entries).find((each) => each.element === element);
  return { quantity: found?.quantity.valueOf() ?? 0, pence: found?.pence ?? 0 };
}

/** Eight weeks of Monday to Friday from 07:00, each shift of a length; the first is longer by `extraMin`. */
function longWeeks(minutesPerShift: number, extraMin: number): ShiftTimes[] {
  return weekdays(0).map((shift, index) => {
    const endMin = 7 * 60 + minutesPerShift + (index === 0 ? extraMin : 0);
    const to = `${String(Math.floor(endMin / 60)).padStart(2, '0')}:${String(endMin % 60).padStart(2, '0')}`;
    return { ...shift, from: '07:00', to };
  });
}

describe('basic pay of a resident doctor', () => {
  it.each([
    ['NP1', 4_019_000],
    ['NP2', 4_599_400],
    ['NP3', 5_449_900],
    ['NP4', 6_732_500],
    ['NP5', 7_658_200],
  ])('of %s is 8 of 52 weeks of %i pence', (payPoint, annual) => {
    expect(total(paid({ payPoint }), 'doctors2016.basic-pay')).toEqual({
      quantity: 8,
      pence: Math.floor((annual * 8) / 52 + 0.5),
    });
  });

  it('is pro rata for less than full time', () => {
    const full = paid({}).entries[0]!.amount;
    expect(paid({ wte: 0.8 }).entries[0]!.amount.equals(full.mul(new Fraction(4, 5)))).toBe(true);
  });

  it('cannot be paid from a table that did not exist yet, or of a point that it does not have', () => {
    expect(() => paid({ firstDate: '2026-03-30', lastDate: '2026-03-31' })).toThrow(
      'There is no pay table of resident doctors for 30 March 2026: the first begins on 1 April 2026',
    );
    expect(() => paid({ payPoint: 'B5-1' })).toThrow(
      '"B5-1" is not a pay point of Pay and Conditions Circular (M&D) 1/2026R: choose one of NP1, NP2, NP3, NP4, NP5',
    );
  });

  it('says when the year of the newest table is over', () => {
    expect(paid({ firstDate: '2027-03-29', lastDate: '2027-03-31' }).notes).toEqual([]);
    expect(paid({ firstDate: '2027-03-29', lastDate: '2027-04-01' }).notes).toEqual([
      'Paid by Pay and Conditions Circular (M&D) 1/2026R, the newest that is known; its year ended on 31 March 2027.',
    ]);
  });
});

describe('additional rostered hours', () => {
  const element = 'doctors2016.additional-hours';
  const hourly = 5_449_900 / 52 / 40;

  it('begin a minute above an average of 40 h', () => {
    expect(total(paid({ shifts: weekdays(0) }), element).quantity).toBe(0);
    const minute = total(paid({ shifts: weekdays(1) }), element);
    expect(minute.quantity).toBeCloseTo(1 / 60, 12);
    expect(minute.pence).toBe(Math.floor(hourly / 60 + 0.5));
  });

  it('end at 48 h, and what is above is told', () => {
    // 40 shifts of 9 h 36 are 384 h, 48 a week.
    const at = paid({ shifts: longWeeks(576, 0) });
    expect(total(at, element)).toEqual({ quantity: 64, pence: Math.floor(hourly * 64 + 0.5) });
    expect(at.notes).toEqual([]);
    const past = paid({ shifts: longWeeks(576, 60) });
    expect(total(past, element)).toEqual(total(at, element));
    expect(past.notes).toEqual([
      '48.13 h a week on average are 0.13 h above the 48 h that may be rostered; no clause of a work schedule pays them.',
    ]);
    expect(paid({ shifts: longWeeks(576, 1) }).notes).toHaveLength(1);
  });

  it('end at 56 h for who has opted out', () => {
    // 40 shifts of 11 h 12 are 448 h, 56 a week.
    const at = paid({ shifts: longWeeks(672, 0), optedOut: true });
    expect(total(at, element).quantity).toBe(128);
    expect(at.notes).toEqual([]);
    const past = paid({ shifts: longWeeks(672, 1), optedOut: true });
    expect(total(past, element).quantity).toBe(128);
    expect(past.notes).toHaveLength(1);
  });

  it('are above 32 h and up to 38.4 h at 0.8', () => {
    const shifts = longWeeks(480, 0).filter((_, index) => index % 5 !== 4);
    expect(total(paid({ shifts, wte: 0.8 }), element).quantity).toBe(0);
    expect(total(paid({ shifts, wte: 0.799 }), element).quantity).toBeGreaterThan(0);
    // Four shifts of 9 h 36 a week are 38.4 h.
    const most = longWeeks(576, 0).filter((_, index) => index % 5 !== 4);
    expect(total(paid({ shifts: most, wte: 0.8 }), element).quantity).toBeCloseTo(8 * 6.4, 9);
    expect(paid({ shifts: most, wte: 0.8 }).notes).toEqual([]);
    const past = longWeeks(576, 1).filter((_, index) => index % 5 !== 4);
    expect(paid({ shifts: past, wte: 0.8 }).notes).toHaveLength(1);
  });

  it('are averaged over the days that are not leave', () => {
    const leave = Array.from({ length: 7 }, (_, day) => addDays(MONDAY, day));
    const shifts = longWeeks(540, 0).filter(({ date }) => !leave.includes(date));
    // 45 h a week in the seven weeks of work; the week of leave is paid as the others.
    expect(total(paid({ shifts, leave }), element).quantity).toBe(40);
    expect(total(paid({ shifts }), element).quantity).toBe(0);
  });

  it('are not made up where everything is leave', () => {
    const leave = Array.from({ length: 56 }, (_, day) => addDays(MONDAY, day));
    const ledger = paid({ leave });
    expect(ledger.entries.map((entry) => entry.element)).toEqual(['doctors2016.basic-pay']);
    expect(ledger.notes).toEqual([
      'The whole line is leave, so there are no hours to average: only basic pay is paid.',
    ]);
  });
});

describe('night enhancement of a line', () => {
  it('is 37 % of the hourly rate for every enhanced hour, and names its shifts', () => {
    const shifts = [
      { date: MONDAY, from: '08:00', to: '21:00' },
      { date: addDays(MONDAY, 3), from: '20:00', to: '08:30' },
      { date: addDays(MONDAY, 8), from: '16:00', to: '00:30' },
    ];
    const ledger = paid({ shifts });
    const night = total(ledger, 'doctors2016.night-enhancement');
    expect(night.quantity).toBeCloseTo(21, 12);
    expect(night.pence).toBe(Math.floor((5_449_900 / 52 / 40) * 0.37 * 21 + 0.5));
    const [entry] = ledger.entries.filter((each) => each.element === 'doctors2016.night-enhancement');
    expect(entry?.shiftIds).toEqual(['s1', 's2']);
    expect(entry?.working).toBe('2.63 h enhanced a week on average, 37 % of the hourly rate');
  });
});

describe('weekend allowance of a line', () => {
  const weekendsWorked = (count: number): ShiftTimes[] =>
    Array.from({ length: count }, (_, week) => ({
      date: addDays(MONDAY, week * 7 + 5),
      from: '08:00',
      to: '20:00',
    }));

  it('is a share of basic pay, pro rata for less than full time', () => {
    const element = 'doctors2016.weekend-allowance';
    const week = 5_449_900 / 52;
    expect(total(paid({ shifts: weekendsWorked(2) }), element)).toEqual({
      quantity: 8,
      pence: Math.floor(week * 8 * 0.075 + 0.5),
    });
    expect(total(paid({ shifts: weekendsWorked(3) }), element).pence).toBe(Math.floor(week * 8 * 0.1 + 0.5));
    expect(total(paid({ shifts: weekendsWorked(0) }), element).pence).toBe(0);
    // 2 of 8 at 0.75 are the share of 1 in 3.
    const shared = paid({ shifts: weekendsWorked(2), wte: 0.75 });
    expect(total(shared, element).pence).toBe(Math.floor(week * 8 * 0.1 * 0.75 + 0.5));
  });
});

describe('non-resident on-call', () => {
  const element = 'doctors2016.on-call-availability';
  const onCall = (estimate: { workMin: number; enhancedMin: number } | null): ShiftTimes => ({
    date: addDays(MONDAY, 1),
    from: '09:00',
    to: '09:00',
    onCall: { estimate, called: null },
  });

  it('pays the printed allowance, not 8 % of basic pay', () => {
    const ledger = paid({ shifts: [onCall({ workMin: 240, enhancedMin: 60 })] });
    expect(total(ledger, element).pence).toBe(Math.floor((436_000 * 8) / 52 + 0.5));
    expect(total(ledger, 'doctors2016.night-enhancement').quantity).toBeCloseTo(1, 12);
    expect(ledger.shifts).toEqual([
      {
        shiftId: 's0',
        workMin: 240,
        enhanced: [{ element: 'doctors2016.night-enhancement', part: 'on-call-estimate', minutes: 60 }],
      },
    ]);
  });

  it('does not pay hours that nobody has estimated, and says so', () => {
    const ledger = paid({ shifts: [...longWeeks(576, 0), { ...onCall(null), date: addDays(MONDAY, 5) }] });
    expect(ledger.entries.map((entry) => entry.element)).toEqual([
      'doctors2016.basic-pay',
      'doctors2016.weekend-allowance',
      element,
    ]);
    expect(ledger.notes[0]).toMatch(/^Nobody has said how much of 1 on-call period is work/);
    expect(ledger.shifts.at(5)).toMatchObject({ workMin: null });
  });

  it('counts what was really done once that is entered', () => {
    const days = lineOf({ firstDate: MONDAY, lastDate: addDays(MONDAY, 55), shifts: [onCall(null)] });
    const [shift] = days.shifts;
    const called = { startMin: shift!.startMin + 720, endMin: shift!.startMin + 840 };
    const line = { ...days, shifts: [{ ...shift!, onCall: { estimate: null, called } }] };
    const ledger = payLine(doctors, line, line);
    // 21:00 to 23:00.
    expect(ledger.shifts).toMatchObject([{ workMin: 120, enhanced: [{ minutes: 120 }] }]);
    expect(ledger.notes).toEqual([]);
  });
});

describe('every entry', () => {
  it('names a clause, a source and how well it is known', () => {
    const shifts = [{ date: addDays(MONDAY, 4), from: '20:00', to: '08:30' }, ...longWeeks(576, 0).slice(5)];
    for (const { element } of paid({ shifts }).entries) {
      const { clause, says, source, evidence } = payElement(element);
      expect(clause).toMatch(/^Schedule 2/);
      expect(says.length).toBeGreaterThan(40);
      expect(source).toMatch(/2016/);
      expect(evidence).toMatch(/^[CQSM]$/);
    }
  });
});

describe('a sum of money', () => {
  it('is rounded once, half a penny upwards', () => {
    expect(roundToPence(new Fraction('1.4999999999'))).toBe(1);
    expect(roundToPence(new Fraction(3, 2))).toBe(2);
    expect(roundToPence(new Fraction(5, 2))).toBe(3);
  });
});
