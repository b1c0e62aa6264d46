import { days, describeRules, estimate, MINUTE, onCall } from '../edges.testing.js';

describeRules({
  'doctors2016.on-call-length': [
    {
      of: '24 h and handover',
      passes: onCall([5]),
      fails: [[5, 9, 34.5, { kind: 'on-call' }]],
      says: [
        '0 on Sat 6 Jun lasts 25 h 30 min; at most 25 h allowed. End 0 of Sat 6 Jun at 10:00 or earlier.',
      ],
    },
    {
      of: 'a minute past',
      passes: [[5, 9, 34, { kind: 'on-call' }]],
      fails: [[5, 9, 34 + MINUTE, { kind: 'on-call' }]],
    },
    { of: 'on-call alone', passes: [[5, 9, 35]], fails: [[5, 9, 35, { kind: 'on-call' }]] },
  ],
  'doctors2016.consecutive-on-call': [
    {
      of: 'Saturday and Sunday',
      passes: onCall([5, 6]),
      fails: onCall([4, 5]),
      says: [
        '1 on Sat 6 Jun follows 0 on Fri 5 Jun; they must not be on two days in a row. Leave Sat 6 Jun free.',
      ],
    },
    { of: 'Sunday and Monday', passes: onCall([5, 6, 8]), fails: onCall([6, 7]) },
    { of: 'a day between', passes: onCall([0, 2]), fails: onCall([0, 1]) },
    { of: 'on-call alone', passes: [...onCall([0]), [1, 9, 17]], fails: onCall([0, 1]) },
    { of: 'over the edge of the rota', passes: onCall([-1, 1]), fails: onCall([-1, 0]) },
    {
      of: 'locally 7 of low intensity',
      parameters: { localMax: 7 },
      passes: onCall(days(7), estimate(3, 3)),
      fails: onCall(days(8), estimate(3, 3)),
    },
    {
      of: 'locally 2 of low intensity',
      parameters: { localMax: 2 },
      passes: onCall(days(2), estimate(3, 3)),
      fails: onCall(days(3), estimate(3, 3)),
      says: [
        '3 on-call periods in a row from Mon 1 Jun to Wed 3 Jun; at most 2 allowed: 1 too many. Leave Wed 3 Jun free.',
      ],
    },
    {
      of: 'locally, but not of low intensity',
      parameters: { localMax: 7 },
      passes: onCall(days(2), estimate(3, 3)),
      fails: [...onCall([0], estimate(3, 3)), ...onCall([1], estimate(3 + MINUTE, 3))],
    },
    {
      of: 'locally, but with a fourth call',
      parameters: { localMax: 7 },
      passes: onCall(days(2), estimate(3, 3)),
      fails: [...onCall([0], estimate(3, 3)), ...onCall([1], estimate(3, 4))],
    },
    {
      of: 'locally, days apart are no run',
      parameters: { localMax: 2 },
      passes: [...onCall([0, 1, 3, 4], estimate(3, 3)), [2, 9, 17]],
      fails: onCall(days(3), estimate(3, 3)),
    },
    {
      of: 'without local agreement low intensity is no excuse',
      passes: onCall([5, 6], estimate(1, 1)),
      fails: onCall([0, 1], estimate(1, 1)),
    },
  ],
  'doctors2016.on-call-in-seven-days': [
    {
      passes: onCall([0, 2, 4]),
      fails: onCall([0, 2, 4, 6]),
      says: [
        '4 on-call periods in the 7 days to Sun 7 Jun; at most 3 allowed: 1 too many. Leave Sun 7 Jun free.',
      ],
    },
    { of: 'the eighth day', passes: onCall([0, 2, 4, 7]), fails: onCall([1, 3, 5, 7]) },
    { of: 'on-call alone', passes: [...onCall([0, 2, 4]), [6, 9, 17]], fails: onCall([0, 2, 4, 6]) },
    { of: 'over the edge of the rota', passes: onCall([-4, -2, 0, 3]), fails: onCall([-4, -2, 0, 2]) },
  ],
  'doctors2016.day-after-on-call': [
    {
      passes: [...onCall([6]), [7, 8, 18]],
      fails: [...onCall([6]), [7, 8, 18.25]],
      says: [
        '1 on Mon 8 Jun lasts 10 h 15 min on the day after 0; at most 10 h allowed: 15 min too long. ' +
          'End 1 of Mon 8 Jun at 18:00 or earlier.',
      ],
    },
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
    {
      of: 'over the edge of the rota',
      passes: [...onCall([-1]), [0, 8, 18]],
      fails: [...onCall([-1]), [0, 8, 18 + MINUTE]],
    },
  ],
  'doctors2016.on-call-rest': [
    {
      of: '8 h in all',
      passes: onCall([0], estimate(6, 4, 8, 5)),
      fails: onCall([0], estimate(6, 4, 7.75, 5)),
      says: [
        '0 on Mon 1 Jun has 7 h 45 min of rest expected in 24 h; at least 8 h needed: 15 min short. ' +
          'Plan at least 8 h of it.',
      ],
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
      says: [
        '0 on Mon 1 Jun has 4 h 45 min of unbroken rest expected at night; at least 5 h needed: 15 min short. ' +
          'Plan at least 5 h of it.',
      ],
    },
    {
      of: 'a minute short of 5 h',
      passes: onCall([0], estimate(6, 4, 8, 5)),
      fails: onCall([0], estimate(6, 4, 8, 5 - MINUTE)),
    },
    { of: 'no estimate, no verdict', passes: onCall([0]), fails: onCall([0], estimate(6, 4, 0, 0)) },
  ],
});
