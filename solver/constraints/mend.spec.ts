import { describe, expect, it } from 'vitest';
import { type Case, explain, MINUTE, onCall, run, type Setting } from './case.testing.js';
import { type Mend } from './mend.js';

const SHORT: Setting = { dayCount: 7 };
/** Night and day on which the London clock goes forward, and back: Sundays. */
const SPRING: Setting = { firstDate: '2026-03-28', dayCount: 3 };
const AUTUMN: Setting = { firstDate: '2026-10-24', dayCount: 3 };

const mends = (
  kind: string,
  params: Parameters<typeof explain>[1],
  shifts: Case,
  setting: Setting = SHORT,
): (Mend | null)[] => explain(kind, params, shifts, setting).map(({ mend }) => mend);

describe('rest that is short', () => {
  const rest = (shifts: Case, setting?: Setting, minRestMin = 660) =>
    mends('rest-between', { minRestMin }, shifts, setting);

  it('is mended by a later start on the same day', () => {
    expect(
      rest([
        [0, 13, 22],
        [1, 8, 16],
      ]),
    ).toEqual([
      { kind: 'start-later', dayIndexes: [1], atMin: 540, amountMin: null, text: 'Start at 09:00 or later.' },
    ]);
  });

  it('names the day where the start moves past midnight', () => {
    expect(
      rest(
        [
          [0, 10, 15],
          [1, 14, 16],
        ],
        SHORT,
        34 * 60,
      ),
    ).toMatchObject([{ kind: 'start-later', atMin: 25 * 60, text: 'Start at Wed 01:00 or later.' }]);
  });

  it('is mended by a start up to 12 h later, and by a day off beyond that', () => {
    const after = (restH: number) =>
      rest(
        [
          [0, 10, 20],
          [1, 8, 16],
        ],
        SHORT,
        restH * 60,
      );
    expect(after(24)).toMatchObject([{ kind: 'start-later', atMin: 20 * 60 }]);
    expect(after(24 + MINUTE)).toEqual([
      {
        kind: 'day-off',
        dayIndexes: [1],
        atMin: null,
        amountMin: null,
        text: 'Leave Tue 2 Jun free; work again from Tue 2 Jun 20:01.',
      },
    ]);
    expect(after(30)).toMatchObject([{ text: 'Leave Tue 2 Jun free; work again from Wed 3 Jun 02:00.' }]);
  });

  it('is mended by an earlier end where the later shift stands already', () => {
    expect(
      rest([
        [6, 13, 22],
        [7, 8, 16],
      ]),
    ).toEqual([
      {
        kind: 'end-earlier',
        dayIndexes: [6],
        atMin: 21 * 60,
        amountMin: null,
        text: 'End 0 of Sun 7 Jun at 21:00 or earlier.',
      },
    ]);
    // It would have to end before it begins.
    expect(
      rest([
        [6, 21, 22],
        [7, 8, 16],
      ]),
    ).toEqual([
      { kind: 'day-off', dayIndexes: [6], atMin: null, amountMin: null, text: 'Leave Sun 7 Jun free.' },
    ]);
    expect(
      rest([
        [6, 21 - MINUTE, 22],
        [7, 8, 16],
      ]),
    ).toMatchObject([{ kind: 'end-earlier', atMin: 21 * 60 }]);
  });

  it('names the day where the end moves back over midnight', () => {
    expect(
      rest([
        [6, 18, 26],
        [7, 10, 16],
      ]),
    ).toMatchObject([
      { kind: 'end-earlier', atMin: 23 * 60, text: 'End 0 of Sun 7 Jun at Sun 23:00 or earlier.' },
    ]);
    expect(
      rest([
        [6, 18, 27],
        [7, 12, 16],
      ]),
    ).toMatchObject([
      { kind: 'end-earlier', atMin: 25 * 60, text: 'End 0 of Sun 7 Jun at 01:00 or earlier.' },
    ]);
  });

  it('is counted on the clock of the night: in spring an hour later, in autumn an hour earlier', () => {
    const nightAround = (startH: number): Case => [
      [0, 14, 22],
      [1, startH, startH + 8],
    ];
    expect(rest(nightAround(9), SPRING)).toMatchObject([{ atMin: 10 * 60 }]);
    expect(rest(nightAround(10), SPRING)).toEqual([]);
    expect(rest(nightAround(7), AUTUMN)).toMatchObject([{ atMin: 8 * 60 }]);
    expect(rest(nightAround(8), AUTUMN)).toEqual([]);
  });
});

describe('a shift that is too long', () => {
  const length = (shifts: Case, setting?: Setting) => mends('shift-length', { maxMin: 480 }, shifts, setting);

  it('is mended by an earlier end, on the clock of the night', () => {
    expect(length([[0, 9, 18]])).toMatchObject([
      { atMin: 17 * 60, text: 'End 0 of Mon 1 Jun at 17:00 or earlier.' },
    ]);
    expect(length([[0, 22, 31]])).toMatchObject([{ atMin: 30 * 60 }]);
    expect(length([[0, 22, 31]], AUTUMN)).toMatchObject([{ atMin: 29 * 60 }]);
    expect(length([[0, 22, 32]], SPRING)).toMatchObject([{ atMin: 31 * 60 }]);
    expect(length([[0, 22, 31]], SPRING)).toEqual([]);
  });
});

describe('a run that is too long', () => {
  const tooLong = (shifts: Case, max: number, of = 'work') =>
    explain('run-length', { of, max }, shifts, { dayCount: 14 }).map(({ mend }) => mend?.text ?? null);

  it('is split by the day that leaves two short ones, the latest that does', () => {
    expect(tooLong(run([0, 1, 2], 9, 17), 2)).toEqual(['Leave Wed 3 Jun free.']);
    expect(tooLong(run([0, 1, 2, 3, 4], 9, 17), 2)).toEqual(['Leave Wed 3 Jun free.']);
    expect(tooLong(run([0, 1, 2, 3], 9, 17), 2)).toEqual(['Leave Wed 3 Jun free.']);
    // Six days cannot be split into two of two.
    expect(tooLong(run([0, 1, 2, 3, 4, 5], 9, 17), 2)).toEqual(['Leave Wed 3 Jun free.']);
  });

  it('loses a day that can be changed', () => {
    expect(tooLong(run([-2, -1, 0, 1], 9, 17), 2)).toEqual(['Leave Mon 1 Jun free.']);
    expect(tooLong(run([-3, -2, -1, 0], 9, 17), 2)).toEqual(['Leave Mon 1 Jun free.']);
    expect(tooLong(run([-3, -2, -1], 9, 17), 2)).toEqual([]);
  });

  it('of days off is split by work', () => {
    expect(
      tooLong([...run([0, 4], 9, 17), ...run([5, 6, 7, 8, 9, 10, 11, 12, 13], 9, 17)], 2, 'off'),
    ).toEqual(['Put a shift on Thu 4 Jun.']);
  });
});

describe('a run that is too short', () => {
  const tooShort = (shifts: Case, of = 'work') =>
    explain('run-length', { of, min: 2 }, shifts, { dayCount: 7 }).map(({ mend }) => mend);

  it('goes on for a day, backwards where the rota ends', () => {
    expect(tooShort([[2, 9, 17]])).toEqual([
      { kind: 'work', dayIndexes: [3], atMin: null, amountMin: null, text: 'Work on Thu 4 Jun as well.' },
    ]);
    // The shift of the next rota lies beyond the last day.
    expect(
      tooShort([
        [6, 9, 17],
        [8, 9, 17],
      ]),
    ).toMatchObject([{ dayIndexes: [5], text: 'Work on Sat 6 Jun as well.' }]);
  });

  it('of days off takes the next shift away, unless it stands already', () => {
    expect(tooShort(run([1, 3], 9, 17), 'off')).toEqual([
      { kind: 'day-off', dayIndexes: [3], atMin: null, amountMin: null, text: 'Leave Thu 4 Jun free.' },
    ]);
    expect(tooShort([...run([5], 9, 17), ...run([7], 9, 17)], 'off')).toMatchObject([
      { dayIndexes: [5], text: 'Leave Sat 6 Jun free.' },
    ]);
  });
});

describe('too much work in a window', () => {
  const window = (shifts: Case, maxH: number, windowH = 168) =>
    mends('windowed-sum', { windowMin: windowH * 60, maxMin: maxH * 60 }, shifts);

  it('of up to 3 h is taken out of a shift, for more the shortest shift goes that is enough', () => {
    expect(window(run([0, 1, 2], 8, 20), 33)).toEqual([
      { kind: 'shorten', dayIndexes: [], atMin: null, amountMin: 180, text: 'Take out 3 h of work.' },
    ]);
    const uneven: Case = [
      [0, 8, 20],
      [1, 8, 13],
      [2, 8, 16],
    ];
    expect(window(uneven, 20)).toMatchObject([{ kind: 'day-off', dayIndexes: [1] }]);
    expect(window(uneven, 20 - MINUTE)).toMatchObject([{ kind: 'day-off', dayIndexes: [2] }]);
    expect(window(uneven, 1)).toMatchObject([{ kind: 'day-off', dayIndexes: [0] }]);
  });

  it('is told once for windows that overlap, at the worst', () => {
    const found = explain(
      'windowed-sum',
      { windowMin: 48 * 60, maxMin: 20 * 60 },
      run([0, 1, 2, 5, 6], 8, 20),
      SHORT,
    );
    expect(found.map(({ fromDay, toDay, measured, amount }) => [fromDay, toDay, measured, amount])).toEqual([
      [0, 1, 24 * 60, 8],
      [5, 6, 24 * 60, 4],
    ]);
    expect(found[0]!.message).toBe(
      '24 h of work in the 48 h from Mon 08:00; at most 20 h allowed: 4 h too much. Leave Mon 1 Jun free.',
    );
  });
});

describe('too many shifts', () => {
  it('in so many days lose the last', () => {
    expect(
      mends('windowed-count', { windowDays: 3, max: 1, kinds: ['on-call'] }, onCall([0, 2])),
    ).toMatchObject([{ kind: 'day-off', dayIndexes: [2] }]);
  });

  it('in all lose the first, and shifts that are too few are added', () => {
    expect(mends('total', { measure: 'shifts', max: 1 }, run([0, 2], 9, 17))).toMatchObject([
      { kind: 'day-off', dayIndexes: [0] },
    ]);
    expect(mends('total', { measure: 'shifts', min: 4 }, run([0, 2], 9, 17))).toEqual([
      { kind: 'work', dayIndexes: [], atMin: null, amountMin: null, text: 'Add 2 shifts.' },
    ]);
  });

  it('in minutes are shortened, or lengthened where they are too few', () => {
    expect(mends('total', { max: 600 }, run([0, 2], 9, 17))).toMatchObject([
      { kind: 'shorten', amountMin: 360, text: 'Take out 6 h of work.' },
    ]);
    expect(mends('total', { min: 1000 }, run([0, 2], 9, 17))).toMatchObject([
      { kind: 'lengthen', amountMin: 40, text: 'Add 40 min of work.' },
    ]);
  });

  it('on a weekend go where the fewest are', () => {
    const shifts: Case = [...run([5, 6], 9, 17), [13, 9, 17], ...run([19, 20], 9, 17)];
    const setting = { dayCount: 28 };
    expect(mends('weekend-count', { max: 2 }, shifts, setting)).toMatchObject([
      { dayIndexes: [13], text: 'Leave Sun 14 Jun free.' },
    ]);
    const pairs: Case = run([5, 6, 12, 13], 9, 17);
    expect(mends('weekend-count', { max: 1 }, pairs, setting)).toEqual([
      {
        kind: 'day-off',
        dayIndexes: [5, 6],
        atMin: null,
        amountMin: null,
        text: 'Leave Sat 6 Jun and Sun 7 Jun free.',
      },
    ]);
  });
});

describe('a lack in a shift', () => {
  it('is mended by giving it', () => {
    expect(mends('shift-fact', { fact: 'breakMin', minMin: 60 }, [[0, 9, 17, { breakMin: 30 }]])).toEqual([
      {
        kind: 'give-break',
        dayIndexes: [0],
        atMin: null,
        amountMin: 60,
        text: 'Plan at least 1 h of it.',
      },
    ]);
    const onCallEstimate = { episodes: 3, restMin: 400, longestRestMin: 200 };
    for (const fact of ['restMin', 'longestRestMin'])
      expect(
        mends('shift-fact', { fact, minMin: 500 }, onCall([0], { onCall: onCallEstimate })),
      ).toMatchObject([{ kind: 'give-rest', amountMin: 500 }]);
  });

  it('of rest in a week is mended by a day off, or by two that follow each other', () => {
    const rest = (weekRestMin: number) =>
      mends('weekly-rest', { weekRestMin, fortnightRestMin: 20000 }, run([0, 1, 2, 3, 4, 5, 6], 8, 16));
    expect(rest(40 * 60)).toMatchObject([
      { kind: 'day-off', dayIndexes: [1], text: 'Leave Tue 2 Jun free.' },
    ]);
    expect(rest(40 * 60 + 1)).toMatchObject([
      { kind: 'day-off', dayIndexes: [0, 1], text: 'Leave Mon 1 Jun and Tue 2 Jun free.' },
    ]);
    expect(rest(80 * 60)).toEqual([null]);
  });
});

describe('a rule with advice of its own', () => {
  it('gives it in place of the mend', () => {
    const [found] = explain('shift-length', { maxMin: 480, advice: 'Ask.' }, [[0, 9, 18]], SHORT);
    expect(found!.message).toBe('0 on Mon 1 Jun lasts 9 h; at most 8 h allowed. Ask.');
    expect(found!.mend!.kind).toBe('end-earlier');
  });
});

describe('the days of a pattern that repeats', () => {
  it('are called by week and weekday', () => {
    const setting: Setting = { dayCount: 21, cycleDays: 14, timeZone: null };
    const told = (day: number) =>
      explain('shift-length', { maxMin: 480 }, [[day, 9, 18]], setting)[0]!.message;
    expect(told(0)).toMatch(/^0 on week 1 Mon lasts/);
    expect(told(13)).toMatch(/^0 on week 2 Sun lasts/);
    expect(told(14)).toMatch(/^0 on week 1 Mon lasts/);
  });
});
