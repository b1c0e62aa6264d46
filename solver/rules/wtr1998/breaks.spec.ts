import { describeRules, MINUTE } from '../edges.testing.js';

describeRules({
  'wtr1998.break-in-shift': [
    {
      passes: [[0, 9, 15, { breakMin: 0 }]],
      fails: [[0, 9, 15 + MINUTE, { breakMin: 0 }]],
      says: [
        '0 on Mon 1 Jun has 0 h of breaks; at least 20 min needed: 20 min short. Plan at least 20 min of it.',
      ],
    },
    { of: '20 min', passes: [[0, 9, 17, { breakMin: 20 }]], fails: [[0, 9, 17, { breakMin: 19 }]] },
    { of: 'breaks that are not known', passes: [[0, 9, 17]], fails: [[0, 9, 17, { breakMin: 0 }]] },
    {
      of: 'on-call',
      passes: [[0, 9, 33, { kind: 'on-call', breakMin: 0 }]],
      fails: [[0, 9, 33, { breakMin: 0 }]],
    },
  ],
});
