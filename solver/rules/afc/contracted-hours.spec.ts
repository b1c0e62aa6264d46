import { days, describeRules, MINUTE, run } from '../edges.testing.js';

const WEEK = 7;
/** So many days of 7.5 h, the last longer or shorter. */
const weekOf = (count: number, moreH = 0) =>
  [...run(days(count - 1), 8, 15.5), [count - 1, 8, 15.5 + moreH]] as const;

describeRules({
  'afc.contracted-hours': [
    {
      of: 'too few',
      dayCount: WEEK,
      passes: weekOf(5),
      fails: weekOf(5, -MINUTE),
      says: [
        '37 h 29 min of contracted work in 7 days; at least 37 h 30 min of contracted work needed: 1 min short. ' +
          'Add 1 min of work.',
      ],
    },
    {
      of: 'too many',
      dayCount: WEEK,
      passes: weekOf(5),
      fails: weekOf(5, MINUTE),
      says: [
        '37 h 31 min of contracted work in 7 days; at most 37 h 30 min of contracted work allowed: 1 min too much. ' +
          'Take out 1 min of work.',
      ],
    },
    {
      of: 'leave counts as worked',
      dayCount: WEEK,
      context: { creditedMin: 450 },
      passes: weekOf(4),
      fails: weekOf(4, MINUTE),
    },
    {
      of: 'leave counts as worked, no more than it is',
      dayCount: WEEK,
      context: { creditedMin: 450 },
      passes: weekOf(4),
      fails: weekOf(4, -MINUTE),
    },
    {
      of: 'more leave than work is due',
      dayCount: WEEK,
      context: { creditedMin: 40 * 60 },
      passes: [],
      fails: [[0, 8, 8 + MINUTE]],
    },
    {
      of: 'half time',
      dayCount: 14,
      context: { wte: 0.5 },
      passes: weekOf(5),
      fails: weekOf(5, MINUTE),
    },
    {
      of: 'a tolerance of too many',
      dayCount: WEEK,
      parameters: { toleranceH: 1 },
      passes: weekOf(5, 1),
      fails: weekOf(5, 1 + MINUTE),
    },
    {
      of: 'a tolerance of too few',
      dayCount: WEEK,
      parameters: { toleranceH: 1 },
      passes: weekOf(5, -1),
      fails: weekOf(5, -1 - MINUTE),
    },
  ],
});
