import { type Case, describeRules, MINUTE, weekends } from '../edges.testing.js';

const EIGHT_WEEKS = 56;
/** Two weekends of eight, and a shift that may make it three. */
const two = (...more: Case): Case => [...weekends(2), ...more];

describeRules({
  'doctors2016.weekend-frequency': [
    {
      of: '2 of 8',
      dayCount: EIGHT_WEEKS,
      passes: weekends(2),
      fails: weekends(3),
      says: ['3 weekends worked of 8; at most 2 allowed: 1 too many. Leave Sat 6 Jun free.'],
    },
    {
      of: 'authorised: 4 of 8',
      dayCount: EIGHT_WEEKS,
      context: { weekendsAuthorised: true },
      passes: weekends(4),
      fails: weekends(5),
    },
    {
      of: 'authorised by the unit',
      dayCount: EIGHT_WEEKS,
      parameters: { authorised: true },
      passes: weekends(4),
      fails: weekends(5),
    },
    {
      of: 'Friday until midnight',
      dayCount: EIGHT_WEEKS,
      passes: two([18, 16, 24]),
      fails: two([18, 16, 24 + 2 * MINUTE]),
    },
    {
      of: 'work from Saturday 00:01',
      dayCount: EIGHT_WEEKS,
      passes: two([18, 16, 24 + MINUTE]),
      fails: two([18, 16, 24 + 2 * MINUTE]),
    },
    {
      of: 'a Friday night',
      dayCount: EIGHT_WEEKS,
      passes: two([18, 16, 24]),
      fails: two([18, 20.5, 33]),
    },
    {
      of: 'a Sunday',
      dayCount: EIGHT_WEEKS,
      passes: two([21, 0, 8]),
      fails: two([20, 16, 24]),
    },
    {
      of: 'work until Sunday 23:59',
      dayCount: EIGHT_WEEKS,
      passes: two([20, 24 - MINUTE, 32]),
      fails: two([20, 24 - 2 * MINUTE, 32]),
    },
    {
      of: 'Saturday and Sunday are one weekend',
      dayCount: EIGHT_WEEKS,
      passes: two([6, 9, 17], [4, 20, 32]),
      fails: two([20, 9, 17]),
    },
    { of: 'a rota of 4 weeks', passes: weekends(2), fails: weekends(3) },
    { of: 'a rota of 7 weeks', dayCount: 49, passes: weekends(3), fails: weekends(4) },
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
    { of: '26 weeks of a longer rota', dayCount: 203, passes: weekends(8), fails: weekends(9) },
    {
      of: 'over the edge of the rota',
      dayCount: 28,
      context: { knownFromDay: -28 },
      passes: [
        [-9, 9, 17],
        [5, 9, 17],
      ],
      fails: [[-9, 9, 17], ...weekends(2)],
    },
  ],
});
