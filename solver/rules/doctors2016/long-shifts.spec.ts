import { days, describeRules, MINUTE, onCall, run } from '../edges.testing.js';

describeRules({
  'doctors2016.consecutive-long-shifts': [
    {
      passes: [...run(days(4), 8, 21), [4, 8, 18]],
      fails: [...run(days(4), 8, 21), [4, 8, 18.25]],
      says: [
        '5 long shifts in a row from Mon 1 Jun to Fri 5 Jun; at most 4 allowed: 1 too many. Leave Fri 5 Jun free.',
      ],
    },
    { of: 'a minute past', passes: run(days(5), 8, 18), fails: run(days(5), 8, 18 + MINUTE) },
    { of: 'a fifth day', passes: run(days(4), 8, 21), fails: run(days(5), 8, 21) },
    {
      of: 'on-call is not long',
      passes: [...run(days(4), 8, 18.5), ...onCall([4])],
      fails: run(days(5), 8, 18.5),
    },
    { of: 'over the edge of the rota', passes: run(days(4, -3), 8, 21), fails: run(days(5, -3), 8, 21) },
    {
      of: 'what was worked before the rota is nobody’s fault any more',
      passes: run(days(5, -6), 8, 21),
      fails: run(days(6, -5), 8, 21),
    },
  ],
  'doctors2016.rest-after-long-shifts': [
    {
      passes: [...run(days(4), 8, 21), [5, 21, 22]],
      fails: [...run(days(4), 8, 21), [5, 20.75, 22]],
      says: [
        '48 h rest needed after 4 long shifts in a row ending Thu 21:00; next shift 4 starts Sat 20:45: 15 min short. ' +
          'Start at 21:00 or later.',
      ],
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
    {
      of: 'four of 10 h are not long, of a minute more they are',
      passes: [...run(days(4), 8, 18), [4, 8, 16]],
      fails: [...run(days(4), 8, 18 + MINUTE), [4, 8, 16]],
    },
    {
      of: 'on-call is not long',
      passes: [...run(days(3), 8, 21), ...onCall([3]), [4, 9, 17]],
      fails: [...run(days(4), 8, 21), ...onCall([4])],
    },
    {
      of: 'over the edge of the rota',
      passes: [...run(days(4, -4), 8, 21), [1, 21, 22]],
      fails: [...run(days(4, -4), 8, 21), [1, 21 - MINUTE, 22]],
    },
  ],
});
