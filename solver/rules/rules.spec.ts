import { describe, expect, it } from 'vitest';
import { compileConstraint } from '../constraints/index.js';
import { buildLineContext, lineOfCells } from '../constraints/line.js';
import { type Violation } from '../constraints/violation.js';
import { buildDays, type Person, type Problem, type ShiftType } from '../model/index.js';
import {
  catalogue,
  compilePack,
  coverCatalogue,
  findPack,
  packs,
  redFlags,
  type RuleContext,
  RuleError,
  type RuleOverride,
  type RuleOverrides,
  type RulePack,
} from './index.js';

/** A shift of a case: the day, local start and end as hours (the end may pass 24), and what else is known of it. */
type Case = readonly (readonly [day: number, startH: number, endH: number, more?: Partial<ShiftType>])[];

interface Edge {
  /** What the edge is, where a rule has several. */
  readonly of?: string;
  /** Just keeps the rule. */
  readonly passes: Case;
  /** Just breaks it. */
  readonly fails: Case;
  readonly parameters?: RuleOverride['parameters'];
  /** A Monday unless a case needs otherwise. */
  readonly firstDate?: string;
  readonly dayCount?: number;
  readonly context?: Partial<RuleContext>;
  readonly forbiddenNext?: boolean;
  readonly bankHolidays?: readonly string[];
}

const MINUTE = 1 / 60;
const days = (count: number, from = 0): number[] => Array.from({ length: count }, (_, k) => from + k);
const run = (on: readonly number[], startH: number, endH: number, more?: Partial<ShiftType>): Case =>
  on.map((day) => (more === undefined ? [day, startH, endH] : [day, startH, endH, more]));
const weekends = (count: number): Case => days(count).map((week) => [week * 7 + 5, 9, 17]);
const onCall = (on: readonly number[], more: Partial<ShiftType> = {}): Case =>
  run(on, 9, 33, { kind: 'on-call', ...more });
const estimate = (workH: number, episodes: number, restH = 8, longestRestH = 5): Partial<ShiftType> => ({
  kind: 'on-call',
  workMin: workH * 60,
  onCall: { episodes, restMin: restH * 60, longestRestMin: longestRestH * 60 },
});
/** Days of 8 h spread over so many days, the first longer or shorter by so many hours. */
const spread = (count: number, over: number, moreH = 0): Case =>
  days(count).map((k) => [Math.floor((k * over) / count), 8, 16 + (k === 0 ? moreH : 0)]);
const paid = (min: number): Partial<ShiftType> => ({ paidBreakMin: min });
/** Weeks with a shift each day but the fourth, and so with 40 h of rest at most. */
const busyWeeks = (weeks: readonly number[]): Case =>
  weeks.flatMap((week) =>
    run(
      [0, 1, 2, 4, 5, 6].map((day) => week * 7 + day),
      8,
      16,
    ),
  );

/** The edges of each rule: what just passes and what just fails. */
const cases: Readonly<Record<string, readonly Edge[]>> = {
  'doctors2016.average-weekly-hours': [
    { of: '48 h over 8 weeks', dayCount: 56, passes: spread(48, 56), fails: spread(48, 56, 0.25) },
    { of: 'a minute past', dayCount: 56, passes: spread(48, 56), fails: spread(48, 56, MINUTE) },
    {
      of: 'opted out: 56 h',
      dayCount: 14,
      context: { optedOut: true },
      passes: spread(14, 14),
      fails: spread(14, 14, MINUTE),
    },
    {
      of: '80 % of full time: 38.4 h',
      dayCount: 35,
      context: { wte: 0.8 },
      passes: spread(24, 35),
      fails: spread(24, 35, MINUTE),
    },
    {
      of: 'the last 26 weeks of a longer rota',
      dayCount: 189,
      passes: spread(24, 7 * 27).concat(spread(0, 1)),
      fails: run(days(157, 20), 8, 16),
    },
  ],
  'doctors2016.prospective-cover': [
    {
      of: 'the published case',
      dayCount: 56,
      context: { prospectiveCover: { leaveWeeksPerYear: 6.5, leaveWeekMin: 40 * 60 } },
      passes: spread(47, 56),
      fails: spread(47, 56, 1),
    },
    {
      of: 'a minute past',
      dayCount: 56,
      context: { prospectiveCover: { leaveWeeksPerYear: 6.5, leaveWeekMin: 40 * 60 } },
      passes: spread(47, 56),
      fails: spread(47, 56, MINUTE),
    },
    {
      of: 'opted out, and less than full time',
      dayCount: 28,
      context: {
        optedOut: true,
        wte: 0.5,
        prospectiveCover: { leaveWeeksPerYear: 13, leaveWeekMin: 20 * 60 },
      },
      // 3 weeks of 28 h, and a week of leave of 20 h.
      passes: spread(13, 28),
      fails: spread(13, 28, MINUTE),
    },
  ],
  'doctors2016.hours-in-seven-days': [
    { of: '72 h', passes: run(days(6), 8, 20), fails: [...run(days(5), 8, 20), [5, 8, 20.25]] },
    {
      of: 'a minute past',
      passes: run(days(6), 8, 20),
      fails: [...run(days(5), 8, 20), [5, 8, 20 + MINUTE]],
    },
    {
      of: 'over the turn of the week',
      passes: [...run(days(4, 3), 8, 20), ...run([7, 8], 8, 20)],
      fails: [...run(days(4, 3), 8, 20.5), ...run([7, 8], 8, 20)],
    },
    {
      of: 'clipped at the edge of the window',
      passes: [...run(days(6), 9, 21), [7, 9, 21]],
      fails: [...run(days(6), 9, 21), [7, 9 - MINUTE, 21]],
    },
  ],
  'doctors2016.shift-length': [
    { passes: [[0, 8, 21]], fails: [[0, 8, 21.25]] },
    { of: 'a minute past', passes: [[0, 8, 21]], fails: [[0, 8, 21 + MINUTE]] },
    { of: 'on-call is another matter', passes: onCall([0]), fails: [[0, 9, 33]] },
    {
      of: 'the night on which the clock goes back',
      firstDate: '2026-10-24',
      passes: [[1, 20, 33]],
      fails: [[0, 20, 33]],
    },
    {
      of: 'that night as the last day of the rota',
      firstDate: '2026-10-24',
      dayCount: 1,
      passes: [[0, 20, 32]],
      fails: [[0, 20, 33]],
    },
  ],
  'doctors2016.consecutive-long-shifts': [
    { passes: [...run(days(4), 8, 21), [4, 8, 18]], fails: [...run(days(4), 8, 21), [4, 8, 18.25]] },
    { of: 'a minute past', passes: run(days(5), 8, 18), fails: run(days(5), 8, 18 + MINUTE) },
    { of: 'a fifth day', passes: run(days(4), 8, 21), fails: run(days(5), 8, 21) },
    {
      of: 'on-call is not long',
      passes: [...run(days(4), 8, 18.5), ...onCall([4])],
      fails: run(days(5), 8, 18.5),
    },
  ],
  'doctors2016.rest-after-long-shifts': [
    {
      passes: [...run(days(4), 8, 21), [5, 21, 22]],
      fails: [...run(days(4), 8, 21), [5, 20.75, 22]],
    },
    {
      of: 'a minute past',
      passes: [...run(days(4), 8, 21), [5, 21, 22]],
      fails: [...run(days(4), 8, 21), [5, 21 - MINUTE, 22]],
    },
    {
      of: 'three are not enough',
      passes: [...run(days(3), 8, 21), [3, 8, 16]],
      fails: [...run(days(4), 8, 21), [4, 8, 16]],
    },
  ],
  'doctors2016.consecutive-long-evenings': [
    {
      of: 'ends after 23:00',
      passes: [...run(days(4), 12.5, 23.25), [4, 12.5, 23]],
      fails: run(days(5), 12.5, 23.25),
    },
    {
      of: 'a minute past 23:00',
      passes: [...run(days(4), 12.5, 23.25), [4, 12.5, 23]],
      fails: [...run(days(4), 12.5, 23.25), [4, 12.5, 23 + MINUTE]],
    },
    {
      of: 'is not a night',
      passes: [...run(days(4), 12.5, 23.25), [4, 15.75, 26]],
      fails: [...run(days(4), 12.5, 23.25), [4, 15.75, 25 + 55 * MINUTE]],
    },
    {
      of: 'a minute short of a night',
      passes: [...run(days(4), 12.5, 23.25), [4, 15.75, 26]],
      fails: [...run(days(4), 12.5, 23.25), [4, 15.75, 26 - MINUTE]],
    },
    {
      of: 'starts before 16:00',
      parameters: { longerThanH: 8 },
      passes: [...run(days(4), 15, 23.5), [4, 16, 25]],
      fails: [...run(days(4), 15, 23.5), [4, 16 - MINUTE, 25]],
    },
    {
      of: 'is long',
      passes: [...run(days(4), 13, 23.5), [4, 13.5, 23.5]],
      fails: [...run(days(4), 13, 23.5), [4, 13.5 - MINUTE, 23.5]],
    },
    { of: 'a fifth', passes: run(days(4), 13, 23.5), fails: run(days(5), 13, 23.5) },
  ],
  'doctors2016.rest-after-long-evenings': [
    {
      passes: [...run(days(4), 13, 23.5), [5, 23.5, 24]],
      fails: [...run(days(4), 13, 23.5), [5, 23.5 - MINUTE, 24]],
    },
    {
      of: 'three are not enough',
      passes: [...run(days(3), 13, 23.5), [4, 13, 21]],
      fails: [...run(days(4), 13, 23.5), [5, 13, 21]],
    },
    {
      of: 'ends after 23:00',
      passes: [...run(days(3), 13, 23.5), [3, 12, 23], [4, 13, 21]],
      fails: [...run(days(3), 13, 23.5), [3, 12, 23 + MINUTE], [4, 13, 21]],
    },
  ],
  'doctors2016.consecutive-nights': [
    { of: '2 h 45 min is no night', passes: run(days(5), 13.5, 25.75), fails: run(days(5), 13.5, 26) },
    { of: 'a minute short of 3 h', passes: run(days(5), 13.5, 26 - MINUTE), fails: run(days(5), 13.5, 26) },
    { of: 'an early start', passes: run(days(5), 3 + MINUTE, 11), fails: run(days(5), 3, 11) },
    { of: 'a fifth night', passes: run(days(4), 20, 33), fails: run(days(5), 20, 33) },
    {
      of: 'on-call is no night',
      passes: run(days(5), 20, 33, { kind: 'on-call' }),
      fails: run(days(5), 20, 33),
    },
  ],
  'doctors2016.rest-after-nights': [
    {
      passes: [
        [3, 20, 33],
        [6, 7, 15],
      ],
      fails: [
        [3, 20, 33],
        [6, 6.75, 15],
      ],
    },
    {
      of: 'a minute past',
      passes: [...run(days(4), 20, 33), [6, 7, 15]],
      fails: [...run(days(4), 20, 33), [6, 7 - MINUTE, 15]],
    },
    {
      of: 'what counts as a night',
      passes: [
        [0, 13.5, 25.75],
        [2, 13, 21],
      ],
      fails: [
        [0, 13.5, 26],
        [2, 13, 21],
      ],
    },
    {
      of: 'the weekend on which the clock goes forward',
      firstDate: '2026-03-27',
      passes: [
        [0, 20, 33],
        [3, 8, 16],
      ],
      fails: [
        [0, 20, 33],
        [3, 7, 15],
      ],
    },
    {
      of: 'the weekend on which the clock goes back',
      firstDate: '2026-10-23',
      passes: [
        [0, 20, 33],
        [3, 6, 15],
      ],
      fails: [
        [0, 20, 33],
        [3, 6 - MINUTE, 15],
      ],
    },
  ],
  'doctors2016.consecutive-shifts': [
    { passes: run(days(7), 9, 17), fails: run(days(8), 9, 17) },
    {
      of: 'a weekend of low intensity: 12 days',
      passes: [...run(days(5), 9, 17), ...onCall([5, 6], estimate(3, 3)), ...run(days(5, 7), 9, 17)],
      fails: [...run(days(5), 9, 17), ...onCall([5, 6], estimate(3.25, 3)), ...run(days(5, 7), 9, 17)],
    },
    {
      of: 'a minute more of work',
      passes: [...run(days(5), 9, 17), ...onCall([5, 6], estimate(3, 3)), ...run(days(5, 7), 9, 17)],
      fails: [
        ...run(days(5), 9, 17),
        ...onCall([5], estimate(3, 3)),
        ...onCall([6], estimate(3 + MINUTE, 3)),
        ...run(days(5, 7), 9, 17),
      ],
    },
    {
      of: 'a fourth call',
      passes: [...run(days(5), 9, 17), ...onCall([5, 6], estimate(3, 3)), [7, 9, 17]],
      fails: [...run(days(5), 9, 17), ...onCall([5, 6], estimate(3, 4)), [7, 9, 17]],
    },
    {
      of: 'a thirteenth day',
      passes: [...run(days(5), 9, 17), ...onCall([5, 6], estimate(3, 3)), ...run(days(5, 7), 9, 17)],
      fails: [
        ...run(days(5), 9, 17),
        ...onCall([5, 6], estimate(3, 3)),
        ...run(days(5, 7), 9, 17),
        ...onCall([12], estimate(3, 3)),
      ],
    },
    {
      of: 'on-call that nobody has estimated is not of low intensity',
      passes: [...run(days(5), 9, 17), ...onCall([5, 6])],
      fails: [...run(days(5), 9, 17), ...onCall([5, 6]), [7, 9, 17]],
    },
    { of: 'a weekday has no say', passes: run(days(7), 9, 17), fails: run(days(8, 3), 9, 17) },
    { of: 'locally 8', parameters: { max: 8 }, passes: run(days(8), 9, 17), fails: run(days(9), 9, 17) },
  ],
  'doctors2016.rest-after-consecutive-shifts': [
    {
      passes: [...run(days(7), 9, 17), [8, 17, 20]],
      fails: [...run(days(7), 9, 17), [8, 16.75, 20]],
    },
    {
      of: 'a minute past',
      passes: [...run(days(7), 9, 17), [8, 17, 20]],
      fails: [...run(days(7), 9, 17), [8, 17 - MINUTE, 20]],
    },
    {
      of: 'six are not enough',
      passes: [...run(days(6), 9, 17), [7, 9, 17]],
      fails: [...run(days(7), 9, 17), [8, 9, 16]],
    },
  ],
  'doctors2016.rest-between-shifts': [
    {
      passes: [
        [0, 13, 21],
        [1, 8, 16],
      ],
      fails: [
        [0, 13, 21.25],
        [1, 8, 16],
      ],
    },
    {
      of: 'a minute past',
      passes: [
        [0, 13, 21],
        [1, 8, 16],
      ],
      fails: [
        [0, 13, 21 + MINUTE],
        [1, 8, 16],
      ],
    },
    {
      of: 'on-call is another matter',
      passes: [...onCall([0]), [1, 9, 17]],
      fails: [
        [0, 13, 22],
        [1, 8, 16],
      ],
    },
  ],
  'doctors2016.weekend-frequency': [
    { of: '2 of 8', dayCount: 56, passes: weekends(2), fails: weekends(3) },
    {
      of: 'authorised: 4 of 8',
      dayCount: 56,
      context: { weekendsAuthorised: true },
      passes: weekends(4),
      fails: weekends(5),
    },
    {
      of: 'authorised by the unit',
      dayCount: 56,
      parameters: { authorised: true },
      passes: weekends(4),
      fails: weekends(5),
    },
    {
      of: 'Friday until midnight',
      dayCount: 56,
      passes: [...weekends(2), [18, 16, 24]],
      fails: [...weekends(2), [18, 16, 24 + MINUTE]],
    },
    {
      of: 'a Friday night',
      dayCount: 56,
      passes: [...weekends(2), [18, 16, 24]],
      fails: [...weekends(2), [18, 20.5, 33]],
    },
    {
      of: 'a Sunday',
      dayCount: 56,
      passes: [...weekends(2), [21, 0, 8]],
      fails: [...weekends(2), [20, 16, 24]],
    },
    { of: 'a rota of 4 weeks', passes: weekends(2), fails: weekends(3) },
    {
      of: 'a cycle of 4 weeks',
      context: { cyclic: true },
      passes: weekends(1),
      fails: weekends(2),
    },
    {
      of: 'a cycle of 9 weeks',
      dayCount: 63,
      context: { cyclic: true },
      passes: weekends(3),
      fails: weekends(4),
    },
    { of: '26 weeks of a longer rota', dayCount: 203, passes: weekends(8), fails: weekends(12) },
  ],
  'doctors2016.paid-breaks': [
    { of: '5 h', passes: [[0, 9, 14, paid(0)]], fails: [[0, 9, 14.25, paid(0)]] },
    { of: 'a minute past 5 h', passes: [[0, 9, 14, paid(0)]], fails: [[0, 9, 14 + MINUTE, paid(0)]] },
    { of: '30 min', passes: [[0, 9, 17, paid(30)]], fails: [[0, 9, 17, paid(29)]] },
    { of: '9 h', passes: [[0, 9, 18, paid(30)]], fails: [[0, 9, 18.25, paid(30)]] },
    { of: 'a minute past 9 h', passes: [[0, 9, 18, paid(30)]], fails: [[0, 9, 18 + MINUTE, paid(30)]] },
    { of: '60 min', passes: [[0, 9, 21.5, paid(60)]], fails: [[0, 9, 21.5, paid(59)]] },
    { of: 'a night of 12 h', passes: [[0, 20, 31.75, paid(60)]], fails: [[0, 20, 32, paid(60)]] },
    {
      of: 'a minute short of 12 h',
      passes: [[0, 20, 32 - MINUTE, paid(60)]],
      fails: [[0, 20, 32 - MINUTE, paid(59)]],
    },
    { of: '90 min', passes: [[0, 20, 32, paid(90)]], fails: [[0, 20, 32, paid(89)]] },
    { of: 'a day of 12 h is no night', passes: [[0, 8, 20, paid(60)]], fails: [[0, 8, 20, paid(59)]] },
    { of: 'breaks that are not known', passes: [[0, 9, 18]], fails: [[0, 9, 18, paid(0)]] },
    {
      of: 'on-call',
      passes: [[0, 9, 33, { kind: 'on-call', paidBreakMin: 0 }]],
      fails: [[0, 9, 33, paid(0)]],
    },
  ],
  'doctors2016.on-call-length': [
    { of: '24 h and handover', passes: onCall([5]), fails: [[5, 9, 34.5, { kind: 'on-call' }]] },
    {
      of: 'a minute past',
      passes: [[5, 9, 34, { kind: 'on-call' }]],
      fails: [[5, 9, 34 + MINUTE, { kind: 'on-call' }]],
    },
    { of: 'on-call alone', passes: [[5, 9, 35]], fails: [[5, 9, 35, { kind: 'on-call' }]] },
  ],
  'doctors2016.consecutive-on-call': [
    { of: 'Saturday and Sunday', passes: onCall([5, 6]), fails: onCall([4, 5]) },
    { of: 'Sunday and Monday', passes: onCall([5, 6, 8]), fails: onCall([6, 7]) },
    { of: 'a day between', passes: onCall([0, 2]), fails: onCall([0, 1]) },
    { of: 'on-call alone', passes: [...onCall([0]), [1, 9, 17]], fails: onCall([0, 1]) },
    {
      of: 'locally 7 of low intensity',
      parameters: { localMax: 7 },
      passes: onCall(days(7), estimate(3, 3)),
      fails: onCall(days(8), estimate(3, 3)),
    },
    {
      of: 'locally, but not of low intensity',
      parameters: { localMax: 7 },
      passes: onCall(days(2), estimate(3, 3)),
      fails: [...onCall([0], estimate(3, 3)), ...onCall([1], estimate(3 + MINUTE, 3))],
    },
    {
      of: 'without local agreement low intensity is no excuse',
      passes: onCall([5, 6], estimate(1, 1)),
      fails: onCall([0, 1], estimate(1, 1)),
    },
  ],
  'doctors2016.on-call-in-seven-days': [
    { passes: onCall([0, 2, 4]), fails: onCall([0, 2, 4, 6]) },
    { of: 'the eighth day', passes: onCall([0, 2, 4, 7]), fails: onCall([1, 3, 5, 7]) },
    { of: 'on-call alone', passes: [...onCall([0, 2, 4]), [6, 9, 17]], fails: onCall([0, 2, 4, 6]) },
  ],
  'doctors2016.day-after-on-call': [
    { passes: [...onCall([6]), [7, 8, 18]], fails: [...onCall([6]), [7, 8, 18.25]] },
    {
      of: 'a minute past',
      passes: [...onCall([6]), [7, 8, 18]],
      fails: [...onCall([6]), [7, 8, 18 + MINUTE]],
    },
    { of: 'the day after that', passes: [...onCall([6]), [8, 8, 21]], fails: [...onCall([6]), [7, 8, 21]] },
    {
      of: 'after the last',
      passes: [...onCall([5, 6]), [7, 8, 18]],
      fails: [...onCall([5, 6]), [7, 8, 18 + MINUTE]],
    },
    {
      of: 'rest in all is not expected',
      passes: [...onCall([6], estimate(6, 4, 8 - MINUTE)), [7, 8, 13]],
      fails: [...onCall([6], estimate(6, 4, 8 - MINUTE)), [7, 8, 13 + MINUTE]],
    },
    {
      of: 'rest in one piece is not expected',
      passes: [...onCall([6], estimate(6, 4, 8, 5)), [7, 8, 18]],
      fails: [...onCall([6], estimate(6, 4, 8, 5 - MINUTE)), [7, 8, 18]],
    },
  ],
  'doctors2016.on-call-rest': [
    {
      of: '8 h in all',
      passes: onCall([0], estimate(6, 4, 8, 5)),
      fails: onCall([0], estimate(6, 4, 7.75, 5)),
    },
    {
      of: 'a minute short of 8 h',
      passes: onCall([0], estimate(6, 4, 8, 5)),
      fails: onCall([0], estimate(6, 4, 8 - MINUTE, 5)),
    },
    {
      of: '5 h in one piece',
      passes: onCall([0], estimate(6, 4, 8, 5)),
      fails: onCall([0], estimate(6, 4, 8, 4.75)),
    },
    {
      of: 'a minute short of 5 h',
      passes: onCall([0], estimate(6, 4, 8, 5)),
      fails: onCall([0], estimate(6, 4, 8, 5 - MINUTE)),
    },
    { of: 'no estimate, no verdict', passes: onCall([0]), fails: onCall([0], estimate(6, 4, 0, 0)) },
  ],
  'wtr1998.average-weekly-hours': [
    { dayCount: 7, passes: run(days(6), 8, 16), fails: run(days(6), 8, 16 + MINUTE) },
    {
      of: 'any 17 weeks of a longer rota',
      dayCount: 126,
      passes: run(days(102, 24), 8, 16),
      fails: [...run(days(101, 24), 8, 16), [125, 8, 16 + MINUTE]],
    },
  ],
  'wtr1998.night-worker-hours': [
    {
      dayCount: 7,
      context: { nightWorker: true, optedOut: true },
      passes: run(days(6), 22, 30),
      fails: [...run(days(5), 22, 30), [5, 22, 30 + MINUTE]],
    },
  ],
  'wtr1998.daily-rest': [
    {
      passes: [
        [0, 12, 20],
        [1, 7, 15],
      ],
      fails: [
        [0, 12, 20],
        [1, 7 - MINUTE, 15],
      ],
    },
    {
      of: 'on-call is another matter',
      passes: [...onCall([0]), [1, 9, 17]],
      fails: [
        [0, 9, 33],
        [1, 9, 17],
      ],
    },
  ],
  'wtr1998.compensatory-rest': [
    {
      of: 'within on-call',
      passes: [[0, 9, 22, { kind: 'on-call' }]],
      fails: [[0, 9, 22 + MINUTE, { kind: 'on-call' }]],
    },
    {
      of: 'after on-call',
      passes: [
        [0, 9, 20, { kind: 'on-call' }],
        [1, 7, 15],
      ],
      fails: [
        [0, 9, 20, { kind: 'on-call' }],
        [1, 7 - MINUTE, 15],
      ],
    },
    {
      of: 'before on-call',
      passes: [
        [0, 12, 20],
        [1, 7, 15, { kind: 'on-call' }],
      ],
      fails: [
        [0, 12, 20],
        [1, 7 - MINUTE, 15, { kind: 'on-call' }],
      ],
    },
    {
      of: 'without on-call it is no matter of this rule',
      passes: [
        [0, 12, 20],
        [1, 4, 15],
      ],
      fails: [
        [0, 12, 20],
        [1, 4, 15, { kind: 'on-call' }],
      ],
    },
  ],
  'wtr1998.weekly-rest': [
    {
      of: '24 h in the week',
      dayCount: 21,
      passes: [...busyWeeks([0, 2]), ...run([7, 8, 9], 8, 16), [10, 16, 24], ...run([11, 12, 13], 14, 22)],
      fails: [
        ...busyWeeks([0, 2]),
        ...run([7, 8, 9], 8, 16),
        [10, 16 - MINUTE, 24],
        ...run([11, 12, 13], 14, 22),
      ],
    },
    {
      of: '48 h over the turn to the next week',
      dayCount: 21,
      passes: [...busyWeeks([0]), ...run(days(7, 7), 8, 16), ...run(days(6, 15), 16, 22)],
      fails: [
        ...busyWeeks([0]),
        ...run(days(7, 7), 8, 16),
        [15, 16 - MINUTE, 22],
        ...run(days(5, 16), 16, 22),
      ],
    },
    {
      of: '48 h over the turn from the week before',
      dayCount: 21,
      passes: [...run(days(6), 8, 16), ...run(days(7, 7), 16, 23), ...busyWeeks([2])],
      fails: [...run(days(6), 8, 16), [7, 16 - MINUTE, 23], ...run(days(6, 8), 16, 23), ...busyWeeks([2])],
    },
  ],
  'wtr1998.break-in-shift': [
    { passes: [[0, 9, 15, { breakMin: 0 }]], fails: [[0, 9, 15 + MINUTE, { breakMin: 0 }]] },
    { of: '20 min', passes: [[0, 9, 17, { breakMin: 20 }]], fails: [[0, 9, 17, { breakMin: 19 }]] },
    { of: 'breaks that are not known', passes: [[0, 9, 17]], fails: [[0, 9, 17, { breakMin: 0 }]] },
    {
      of: 'on-call',
      passes: [[0, 9, 33, { kind: 'on-call', breakMin: 0 }]],
      fails: [[0, 9, 33, { breakMin: 0 }]],
    },
  ],
  'afc.contracted-hours': [
    {
      of: 'too few',
      dayCount: 7,
      passes: run(days(5), 8, 15.5),
      fails: [...run(days(4), 8, 15.5), [4, 8, 15.5 - MINUTE]],
    },
    {
      of: 'too many',
      dayCount: 7,
      passes: run(days(5), 8, 15.5),
      fails: [...run(days(4), 8, 15.5), [4, 8, 15.5 + MINUTE]],
    },
    {
      of: 'leave counts as worked',
      dayCount: 7,
      context: { creditedMin: 450 },
      passes: run(days(4), 8, 15.5),
      fails: run(days(5), 8, 15.5),
    },
    {
      of: 'half time',
      dayCount: 14,
      context: { wte: 0.5 },
      passes: run(days(5), 8, 15.5),
      fails: run(days(6), 8, 15.5),
    },
    {
      of: 'a tolerance',
      dayCount: 7,
      parameters: { toleranceH: 1 },
      passes: [...run(days(4), 8, 15.5), [4, 8, 16.5]],
      fails: [...run(days(4), 8, 15.5), [4, 8, 16.5 + MINUTE]],
    },
    {
      of: 'a tolerance of too few',
      dayCount: 7,
      parameters: { toleranceH: 1 },
      passes: [...run(days(4), 8, 15.5), [4, 8, 14.5]],
      fails: [...run(days(4), 8, 15.5), [4, 8, 14.5 - MINUTE]],
    },
  ],
  'rota.forbidden-succession': [
    {
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
  ],
  'rota.max-consecutive-days': [{ passes: run(days(7), 9, 17), fails: run(days(8), 9, 17) }],
  'rota.min-consecutive-days': [{ passes: run([3, 4], 9, 17), fails: [[3, 9, 17]] }],
  'rota.min-days-off': [{ passes: run([3, 6], 9, 17), fails: run([3, 5], 9, 17) }],
  'rota.consecutive-nights': [
    { passes: run(days(4, 2), 20, 33), fails: run(days(5, 2), 20, 33) },
    { of: 'too few', parameters: { min: 2 }, passes: run([3, 4], 20, 33), fails: run([3], 20, 33) },
  ],
  'rota.max-weekends': [
    { passes: weekends(2), fails: weekends(3) },
    { of: 'a Friday night', passes: [...weekends(2), [18, 16, 24]], fails: [...weekends(2), [18, 20, 33]] },
  ],
  'rota.max-shifts': [
    { parameters: { max: 2 }, passes: run([0, 2], 9, 17), fails: run([0, 2, 4], 9, 17) },
    {
      of: 'of named types',
      parameters: { max: 1, shiftTypeIds: ['0', '1'] },
      passes: run([0], 9, 17),
      fails: run([0, 2, 4], 9, 17),
    },
  ],
  'rota.hours': [
    { dayCount: 7, passes: run(days(6), 8, 16), fails: [...run(days(5), 8, 16), [5, 8, 16 + MINUTE]] },
    {
      of: 'pro rata',
      dayCount: 14,
      context: { wte: 0.5 },
      passes: run(days(6), 8, 16),
      fails: [...run(days(5), 8, 16), [5, 8, 16 + MINUTE]],
    },
    {
      of: 'not pro rata',
      dayCount: 7,
      context: { wte: 0.5 },
      parameters: { proRata: false },
      passes: run(days(6), 8, 16),
      fails: [...run(days(5), 8, 16), [5, 8, 16 + MINUTE]],
    },
    {
      of: 'too few',
      dayCount: 7,
      parameters: { minWeeklyH: 8 },
      passes: [[0, 8, 16]],
      fails: [[0, 8, 16 - MINUTE]],
    },
  ],
  'rota.fair-nights': [
    { context: { fullTimeShare: { nights: 2 } }, passes: run([0, 5], 20, 33), fails: run([0, 5, 9], 20, 33) },
  ],
  'rota.fair-weekends': [
    { context: { fullTimeShare: { weekends: 2 } }, passes: weekends(2), fails: weekends(3) },
  ],
  'rota.fair-bank-holidays': [
    {
      firstDate: '2026-12-21',
      bankHolidays: ['2026-12-25', '2026-12-28'],
      context: { fullTimeShare: { bankHolidays: 0.8 } },
      passes: run([4, 8], 9, 17),
      fails: run([4, 7], 9, 17),
    },
  ],
};

function judge(code: string, rule: Edge, shifts: Case): Violation[] {
  const override: RuleOverride = {
    enabled: true,
    ...(rule.parameters === undefined ? {} : { parameters: rule.parameters }),
  };
  return packJudge({ ...packs[0]!, rules: [] }, shifts, rule, { [code]: override });
}

/** What a pack says of somebody's shifts in a rota that begins on a Monday. */
function packJudge(
  pack: RulePack,
  shifts: Case,
  rule: Pick<Edge, 'dayCount' | 'firstDate' | 'bankHolidays' | 'forbiddenNext' | 'context'> = {},
  overrides: RuleOverrides = {},
): Violation[] {
  const { dayCount = 28, firstDate = '2026-06-01' } = rule;
  const shiftTypes = shifts.map(([, startH, endH, more], index): ShiftType => {
    const startMin = Math.round(startH * 60);
    const endMin = Math.round(endH * 60);
    const forbiddenNext = rule.forbiddenNext === true ? [String(index + 1)] : [];
    return {
      id: String(index),
      code: String(index),
      name: '',
      kind: 'day',
      timed: true,
      startMin,
      endMin,
      workMin: endMin - startMin,
      forbiddenNext,
      ...more,
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
  const data = compilePack(pack, { wte: 1, days: horizon, ...rule.context }, overrides);
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

  it.each(
    Object.entries(cases).flatMap(([code, edges]) =>
      edges.map((edge) => [code, edge.of ?? 'as the table says', edge] as const),
    ),
  )('%s: %s', (code, _name, edge) => {
    expect(judge(code, edge, edge.passes).map(({ message }) => message)).toEqual([]);
    const broken = judge(code, edge, edge.fails);
    expect(broken.length).toBeGreaterThan(0);
    for (const violation of broken) {
      expect(violation).toMatchObject({ rule: code, level: catalogue.get(code)!.level });
      expect(violation.margin).toBeLessThan(0);
      expect(violation.amount).toBeGreaterThan(0);
      expect(violation.message).toMatch(/\d.*\.$/);
      expect(violation.mend).not.toBeNull();
      expect(violation.mend!.text).toMatch(/\.$/);
    }
  });
});

describe('what people read', () => {
  it('is a sentence with numbers and the smallest mend, for every rule', async () => {
    const sentences = Object.entries(cases).flatMap(([code, edges]) => {
      const edge = edges[0]!;
      const told = judge(code, edge, edge.fails).map(({ message }) => message);
      return [code, ...told.map((message) => `  ${message}`)];
    });
    await expect(`${sentences.join('\n')}\n`).toMatchFileSnapshot('__snapshots__/sentences.txt');
  });

  it('names when a shift has to start, and when the one before it has to end', () => {
    const edge = { passes: [], fails: [] };
    const after = judge('doctors2016.rest-after-nights', edge, [
      [3, 20, 33],
      [6, 6.75, 15],
    ]);
    expect(after).toHaveLength(1);
    expect(after[0]!.message).toBe(
      '46 h rest needed after the night ending Fri 09:00; next shift 1 starts Sun 06:45: 15 min short. ' +
        'Start at 07:00 or later.',
    );
    expect(after[0]!.mend).toEqual({
      kind: 'start-later',
      dayIndexes: [6],
      atMin: 7 * 60,
      amountMin: null,
      text: 'Start at 07:00 or later.',
    });
    expect(after[0]).toMatchObject({
      measured: 45 * 60 + 45,
      limit: 46 * 60,
      margin: -15,
      fromDay: 3,
      toDay: 6,
    });
  });

  it('tells of lacking breaks once', () => {
    const edge = { passes: [], fails: [] };
    expect(judge('doctors2016.paid-breaks', edge, [[0, 8, 20, paid(59)]])).toHaveLength(1);
    expect(judge('doctors2016.paid-breaks', edge, [[0, 20, 32, paid(29)]])).toHaveLength(1);
    expect(judge('doctors2016.paid-breaks', edge, [[0, 9, 18, paid(29)]])).toHaveLength(1);
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

  const spring = { firstDate: '2026-03-23', passes: [], fails: [] };
  const autumn = { firstDate: '2026-10-19', passes: [], fails: [] };
  /** The clock goes forward in the night to the Sunday. */
  const nightThenSunday = (startH: number): Case => [
    [3, 20, 33],
    [6, startH, 15],
  ];
  const clockChanges = (code: string, edge: Edge, shifts: Case): boolean[] =>
    judge(code, edge, shifts).map(({ clockChange }) => clockChange);

  it('marks what only the clock makes a breach, and nothing else', () => {
    // Saturday night is 14 h in autumn: too long by the clock alone; Friday's 13 h 15 min by itself.
    expect(clockChanges('doctors2016.shift-length', autumn, [[5, 20, 33]])).toEqual([true]);
    expect(clockChanges('doctors2016.shift-length', autumn, [[4, 20, 33.25]])).toEqual([false]);
    expect(clockChanges('doctors2016.shift-length', autumn, [[5, 20, 33.25]])).toEqual([false]);
    const sixNights = run([0, 1, 2, 3, 4, 5], 20, 32);
    expect(clockChanges('doctors2016.hours-in-seven-days', autumn, sixNights)).toEqual([true]);
    expect(
      judge('doctors2016.hours-in-seven-days', { ...autumn, firstDate: '2026-10-12' }, sixNights),
    ).toEqual([]);
    expect(
      clockChanges('doctors2016.hours-in-seven-days', autumn, [...sixNights.slice(1), [0, 20, 32.25]]),
    ).toEqual([false]);
    // 48 h in a week of 169 h.
    const average = { ...autumn, dayCount: 7 };
    const week = run([0, 1, 2, 3, 4, 5], 22, 30);
    expect(clockChanges('doctors2016.average-weekly-hours', average, week)).toEqual([true]);
    expect(judge('doctors2016.average-weekly-hours', { ...average, firstDate: '2026-10-12' }, week)).toEqual(
      [],
    );
    expect(
      clockChanges('wtr1998.weekly-rest', { ...spring, firstDate: '2026-03-16', dayCount: 21 }, [
        ...busyWeeks([0, 2]),
        ...run([7, 8, 9, 10, 11], 8, 16),
        [12, 8, 22],
        [13, 22, 23],
      ]),
    ).toEqual([true]);
    expect(clockChanges('doctors2016.rest-after-nights', spring, nightThenSunday(7))).toEqual([true]);
    expect(clockChanges('doctors2016.rest-after-nights', spring, nightThenSunday(6))).toEqual([false]);
    expect(clockChanges('doctors2016.day-after-on-call', autumn, [...onCall([5]), [6, 0, 10]])).toEqual([
      true,
    ]);
  });

  it('gives a mend that is right on the clock of the day', () => {
    const [late] = judge('doctors2016.rest-after-nights', spring, nightThenSunday(7));
    expect(late!.message).toMatch(/1 h short, because the clock changes\. Start at 08:00 or later\.$/);
    const [long] = judge('doctors2016.shift-length', autumn, [[5, 20, 33]]);
    expect(long!.mend).toMatchObject({ kind: 'end-earlier', dayIndexes: [5], atMin: 32 * 60 });
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
      /"nurses"; known are doctors2016, wtr1998, afc, sg1, rota/,
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

  it('refuse a date that is none, and one before the pack', () => {
    expect(() => findPack('doctors2016@2026-02-30', '2026-01-01')).toThrow('"2026-02-30" is not a date');
    expect(() => findPack('doctors2016@soon', '2026-01-01')).toThrow('"soon" is not a date');
    expect(() => findPack('doctors2016@2016-08-02', '2026-01-01')).toThrow(
      'rule pack "doctors2016" begins on 2016-08-03; 2016-08-02 is before that',
    );
    expect(findPack('doctors2016@2019-08-06', '2026-01-01').effectiveFrom).toBe('2016-08-03');
    expect(findPack('doctors2016@2019-08-07', '2026-01-01').effectiveFrom).toBe('2019-08-07');
  });

  it('keep to the values of their time', () => {
    const of2016 = findPack('doctors2016', '2018-01-01');
    const of2019 = findPack('doctors2016', '2020-01-01');
    const broken = (pack: RulePack, shifts: Case): string[] => {
      const found = packJudge(pack, shifts).filter(({ level }) => level === 'hard');
      return [...new Set(found.map(({ rule }) => rule))];
    };
    const fiveLong = run(days(5), 8, 18.5);
    expect(broken(of2016, fiveLong)).toEqual([]);
    expect(broken(of2019, fiveLong)).toContain('doctors2016.consecutive-long-shifts');
    expect(broken(of2016, run(days(6), 8, 18.5))).toContain('doctors2016.consecutive-long-shifts');
    const eight = [...run(days(8), 9, 17)];
    expect(broken(of2016, eight)).toEqual([]);
    expect(broken(of2019, eight)).toEqual(['doctors2016.consecutive-shifts']);
    expect(broken(of2016, run(days(9), 9, 15))).toContain('doctors2016.consecutive-shifts');
    const nights = (count: number, next: number): Case => [
      ...run(days(count), 21, 31),
      [count + 1, next, 16],
    ];
    expect(broken(of2016, nights(2, 7))).toEqual([]);
    expect(broken(of2019, nights(2, 7))).toEqual(['doctors2016.rest-after-nights']);
    expect(broken(of2016, nights(3, 7))).toEqual(['doctors2016.rest-after-nights']);
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
    const [rest] = compilePack(
      { ...pack, rules: [{ rule: catalogue.get('wtr1998.daily-rest')! }] },
      context,
      {
        'wtr1998.daily-rest': { level: 'soft', weight: 7 },
      },
    );
    expect(rest).toMatchObject({ level: 'soft', weight: 7 });
  });
});

describe('averages', () => {
  const first = { dayCount: 14, passes: [], fails: [] };
  const code = 'doctors2016.average-weekly-hours';

  it('look back over the edge of the rota as far as work is known', () => {
    const context = (knownFromDay: number) => ({
      wte: 1,
      days: buildDays('2026-06-01', 28, null),
      knownFromDay,
    });
    const pack = findPack('doctors2016', '2026-06-01');
    const params = (knownFromDay: number) =>
      compilePack(pack, context(knownFromDay)).find(({ rule }) => rule === code)!.params;
    expect(params(0)).toMatchObject({ fromDay: 0, toDay: 27, weeks: 4, max: 192 * 60 });
    expect(params(-14)).toMatchObject({ fromDay: -14, toDay: 27, weeks: 6, max: 288 * 60 });
    // 26 weeks and no more.
    expect(params(-400)).toMatchObject({ fromDay: 28 - 182, weeks: 26, max: 26 * 48 * 60 });
    expect(params(5)).toMatchObject({ fromDay: 0 });
  });

  it('are told in hours a week', () => {
    const [violation] = judge(code, { ...first, dayCount: 56 }, spread(48, 56, 0.25));
    expect(violation).toMatchObject({
      measured: 2881.88,
      limit: 2880,
      unit: 'minutes-a-week',
      margin: -1.88,
    });
    expect(violation!.message).toMatch(/^48\.03 h a week on average over 8 weeks; at most 48\.00 h allowed/);
  });

  it('tell of prospective cover: the published case is 47.857 h, and 377 h are 48.14', () => {
    const context = { prospectiveCover: { leaveWeeksPerYear: 6.5, leaveWeekMin: 40 * 60 } };
    const edge = { ...first, dayCount: 56, context };
    const [violation] = judge('doctors2016.prospective-cover', edge, spread(47, 56, 1));
    expect(violation!.measured / 60).toBeCloseTo(48.14, 2);
    expect(violation!.message).toContain('48.14 h a week on average over 7 weeks, with prospective cover');
  });
});

describe('red flags of safe staffing', () => {
  const pack = findPack('sg1', '2026-06-01');
  const flags = (registeredNurses: number, neededH: number, presentH: number): string[] =>
    redFlags(pack, { registeredNurses, neededMin: neededH * 60, presentMin: presentH * 60 }).map(
      ({ rule }) => rule,
    );

  it('are raised for fewer than two registered nurses', () => {
    expect(flags(2, 8, 8)).toEqual([]);
    expect(flags(1, 8, 8)).toEqual(['sg1.registered-minimum']);
    expect(redFlags(pack, { registeredNurses: 1, neededMin: 0, presentMin: 0 })[0]!.message).toBe(
      '1 registered nurse on the shift; at least 2 needed: 1 short.',
    );
    expect(redFlags(pack, { registeredNurses: 0, neededMin: 0, presentMin: 0 })[0]!.message).toMatch(
      /^0 registered nurses/,
    );
  });

  it('are raised for a shortfall of more than 8 h or 25 %, whichever comes first', () => {
    expect(flags(2, 40, 32)).toEqual([]);
    expect(flags(2, 40, 31.9)).toEqual(['sg1.registered-shortfall']);
    expect(flags(2, 40, 32 - MINUTE)).toEqual(['sg1.registered-shortfall']);
    expect(flags(2, 20, 15)).toEqual([]);
    expect(flags(2, 20, 14.9)).toEqual(['sg1.registered-shortfall']);
    expect(flags(2, 20, 15 - MINUTE)).toEqual(['sg1.registered-shortfall']);
    expect(redFlags(pack, { registeredNurses: 2, neededMin: 2400, presentMin: 1914 })[0]).toMatchObject({
      level: 'advisory',
      message: '31.9 h of registered nursing of 40 h needed; at most 8 h may be missing: 0.1 h too much.',
    });
  });

  it('can be set stricter by a unit, not laxer', () => {
    const shift = { registeredNurses: 2, neededMin: 0, presentMin: 0 };
    const minimum = (value: number) => () =>
      redFlags(pack, shift, { 'sg1.registered-minimum': { parameters: { minimum: value } } });
    expect(minimum(3)()).toHaveLength(1);
    expect(minimum(1)).toThrow('must be at least 2, not 1');
    expect(
      redFlags(pack, { ...shift, registeredNurses: 0 }, { 'sg1.registered-minimum': { enabled: false } }),
    ).toEqual([]);
    expect([...coverCatalogue.keys()]).toEqual(['sg1.registered-minimum', 'sg1.registered-shortfall']);
  });
});
