import { type Case, days, describeRules, estimate, MINUTE, onCall, run } from '../edges.testing.js';

const WORK_DAYS = run(days(5), 9, 17);
const NEXT_WORK_DAYS = run(days(5, 7), 9, 17);
const QUIET = estimate(3, 3);

/** Twelve days whose Saturday and Sunday are on-call, as estimated. */
const twelveDays = (saturday: ReturnType<typeof estimate>, sunday = saturday): Case => [
  ...WORK_DAYS,
  ...onCall([5], saturday),
  ...onCall([6], sunday),
  ...NEXT_WORK_DAYS,
];

describeRules({
  'doctors2016.consecutive-shifts': [
    {
      passes: run(days(7), 9, 17),
      fails: run(days(8), 9, 17),
      says: [
        '8 shifts in a row from Mon 1 Jun to Mon 8 Jun; at most 7 allowed: 1 too many. Leave Mon 8 Jun free.',
      ],
    },
    {
      of: 'a weekend of low intensity: 12 days',
      passes: twelveDays(QUIET),
      fails: twelveDays(estimate(3.25, 3)),
      says: [
        '12 shifts in a row from Mon 1 Jun to Fri 12 Jun; at most 7 allowed, because Sat 6 Jun is not low-intensity on-call: ' +
          '5 too many. Leave Mon 8 Jun free.',
      ],
    },
    {
      of: 'a minute more of work',
      passes: twelveDays(QUIET),
      fails: twelveDays(QUIET, estimate(3 + MINUTE, 3)),
    },
    {
      of: 'a fourth call',
      passes: [...WORK_DAYS, ...onCall([5, 6], QUIET), [7, 9, 17]],
      fails: [...WORK_DAYS, ...onCall([5, 6], estimate(3, 4)), [7, 9, 17]],
    },
    {
      of: 'a thirteenth day',
      passes: twelveDays(QUIET),
      fails: [...twelveDays(QUIET), ...onCall([12], QUIET)],
      says: [
        '13 shifts in a row from Mon 1 Jun to Sat 13 Jun; at most 12 allowed where its weekend is low-intensity on-call: ' +
          '1 too many. Leave Sat 13 Jun free.',
      ],
    },
    {
      of: 'on-call that nobody has estimated is not of low intensity',
      passes: [...WORK_DAYS, ...onCall([5, 6])],
      fails: [...WORK_DAYS, ...onCall([5, 6]), [7, 9, 17]],
    },
    { of: 'a weekday has no say', passes: run(days(7), 9, 17), fails: run(days(8, 3), 9, 17) },
    { of: 'locally 8', parameters: { max: 8 }, passes: run(days(8), 9, 17), fails: run(days(9), 9, 17) },
    { of: 'over the edge of the rota', passes: run(days(7, -4), 9, 17), fails: run(days(8, -4), 9, 17) },
  ],
  'doctors2016.rest-after-consecutive-shifts': [
    {
      passes: [...run(days(7), 9, 17), [8, 17, 20]],
      fails: [...run(days(7), 9, 17), [8, 16.75, 20]],
      says: [
        '48 h rest needed after 7 shifts in a row ending Sun 17:00; next shift 7 starts Tue 16:45: 15 min short. ' +
          'Start at 17:00 or later.',
      ],
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
    {
      of: 'locally after the eighth',
      parameters: { afterRun: 8 },
      passes: [...run(days(7), 9, 17), [8, 9, 17]],
      fails: [...run(days(8), 9, 17), [9, 17 - MINUTE, 20]],
    },
    {
      of: 'on-call counts as a shift',
      passes: [...run(days(6), 9, 17), ...onCall([6]), [9, 9, 17]],
      fails: [...run(days(6), 9, 17), ...onCall([6]), [9, 9 - MINUTE, 17]],
    },
    {
      of: 'over the edge of the rota',
      passes: [...run(days(7, -6), 9, 17), [2, 17, 20]],
      fails: [...run(days(7, -6), 9, 17), [2, 17 - MINUTE, 20]],
    },
  ],
});
