import { busyWeeks, days, describeRules, MINUTE, onCall, run } from '../edges.testing.js';

describeRules({
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
      says: [
        '11 h rest needed after 0 ending Mon 20:00; next shift 1 starts Tue 06:59: 1 min short. Start at 07:00 or later.',
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
    {
      of: 'over the edge of the rota',
      passes: [
        [-1, 12, 20],
        [0, 7, 15],
      ],
      fails: [
        [-1, 12, 20],
        [0, 7 - MINUTE, 15],
      ],
    },
    {
      of: 'nobody opts out of rest',
      context: { optedOut: true },
      passes: [
        [0, 12, 20],
        [1, 7, 15],
      ],
      fails: [
        [0, 12, 20],
        [1, 7 - MINUTE, 15],
      ],
    },
  ],
  'wtr1998.compensatory-rest': [
    {
      of: 'within on-call',
      passes: [[0, 9, 22, { kind: 'on-call' }]],
      fails: [[0, 9, 22 + MINUTE, { kind: 'on-call' }]],
      says: ['0 on Mon 1 Jun lasts 13 h 1 min; at most 13 h allowed. Give as much rest in exchange.'],
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
      says: [
        '11 h rest needed after 0 ending Mon 20:00; next shift 1 starts Tue 06:59: 1 min short. ' +
          'Give as much rest in exchange.',
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
    {
      of: 'of other kinds a shift may last longer',
      passes: [[0, 9, 23]],
      fails: [[0, 9, 23, { kind: 'on-call' }]],
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
      says: [
        'The longest rest in the week from Mon 8 Jun is 23 h 59 min; 24 h needed, or 48 h in a fortnight: 1 min short. ' +
          'Leave Mon 8 Jun free.',
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
    {
      of: 'with the week before the rota',
      dayCount: 14,
      passes: [...run(days(6, -7), 8, 16), ...run(days(7), 16, 23), ...busyWeeks([1])],
      fails: [
        ...run(days(6, -7), 8, 16),
        [0, 16 - MINUTE, 23],
        ...run(days(6, 1), 16, 23),
        ...busyWeeks([1]),
      ],
    },
    {
      of: 'from Monday 00:00',
      dayCount: 21,
      passes: [...busyWeeks([0, 2]), [8, 0, 16], ...run([9, 10, 11, 12, 13], 8, 16)],
      fails: [...busyWeeks([0, 2]), [7, 24 - MINUTE, 40], ...run([9, 10, 11, 12, 13], 8, 16)],
    },
    {
      of: 'to Sunday 24:00',
      dayCount: 21,
      passes: [...busyWeeks([0, 2]), ...run(days(5, 7), 8, 16), [12, 8, 24]],
      fails: [...busyWeeks([0, 2]), ...run(days(5, 7), 8, 16), [12, 8, 24 + MINUTE]],
    },
  ],
});
