import { days, describeRules, MINUTE, run } from '../edges.testing.js';

describeRules({
  'doctors2016.consecutive-long-evenings': [
    {
      of: 'ends after 23:00',
      passes: [...run(days(4), 12.5, 23.25), [4, 12.5, 23]],
      fails: run(days(5), 12.5, 23.25),
      says: [
        '5 long evenings in a row from Mon 1 Jun to Fri 5 Jun; at most 4 allowed: 1 too many. Leave Fri 5 Jun free.',
      ],
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
    {
      of: 'over the edge of the rota',
      passes: run(days(4, -2), 13, 23.5),
      fails: run(days(5, -2), 13, 23.5),
    },
    {
      of: 'on-call is no evening',
      passes: [...run(days(4), 13, 23.5), [4, 13, 23.5, { kind: 'on-call' }]],
      fails: run(days(5), 13, 23.5),
    },
  ],
  'doctors2016.rest-after-long-evenings': [
    {
      passes: [...run(days(4), 13, 23.5), [5, 23.5, 24]],
      fails: [...run(days(4), 13, 23.5), [5, 23.5 - MINUTE, 24]],
      says: [
        '48 h rest needed after 4 long evenings in a row ending Thu 23:30; next shift 4 starts Sat 23:29: 1 min short. ' +
          'Start at 23:30 or later.',
      ],
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
    {
      of: 'is long',
      passes: [...run(days(4), 13.5, 23.5), [4, 13, 21]],
      fails: [...run(days(4), 13.5 - MINUTE, 23.5), [4, 13, 21]],
    },
    {
      of: 'is not a night',
      passes: [...run(days(3), 13, 23.5), [3, 15.75, 26], [5, 13, 21]],
      fails: [...run(days(3), 13, 23.5), [3, 15.75, 26 - MINUTE], [5, 13, 21]],
    },
    {
      of: 'over the edge of the rota',
      passes: [...run(days(4, -3), 13, 23.5), [2, 23.5, 24]],
      fails: [...run(days(4, -3), 13, 23.5), [2, 23.5 - MINUTE, 24]],
    },
  ],
});
