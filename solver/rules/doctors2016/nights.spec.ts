import { describe, expect, it } from 'vitest';
import { days, describeRules, judge, MINUTE, run } from '../edges.testing.js';

describeRules({
  'doctors2016.consecutive-nights': [
    {
      of: '2 h 45 min is no night',
      passes: run(days(5), 13.5, 25.75),
      fails: run(days(5), 13.5, 26),
      says: [
        '5 nights in a row from Mon 1 Jun to Fri 5 Jun; at most 4 allowed: 1 too many. Leave Fri 5 Jun free.',
      ],
    },
    { of: 'a minute short of 3 h', passes: run(days(5), 13.5, 26 - MINUTE), fails: run(days(5), 13.5, 26) },
    { of: 'an early start', passes: run(days(5), 3 + MINUTE, 11), fails: run(days(5), 3, 11) },
    { of: 'a fifth night', passes: run(days(4), 20, 33), fails: run(days(5), 20, 33) },
    {
      of: 'on-call is no night',
      passes: run(days(5), 20, 33, { kind: 'on-call' }),
      fails: run(days(5), 20, 33),
    },
    { of: 'over the edge of the rota', passes: run(days(4, -1), 20, 33), fails: run(days(5, -1), 20, 33) },
    {
      of: 'four nights are four, though they touch five dates',
      passes: [...run(days(4), 20, 33), [5, 20, 33]],
      fails: run(days(6), 20, 33),
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
      says: [
        '46 h rest needed after the night ending Fri 09:00; next shift 1 starts Sun 06:45: 15 min short. ' +
          'Start at 07:00 or later.',
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
    {
      of: 'over the edge of the rota',
      passes: [
        [-1, 20, 33],
        [2, 7, 15],
      ],
      fails: [
        [-1, 20, 33],
        [2, 7 - MINUTE, 15],
      ],
    },
    {
      of: 'before on-call as before any shift',
      passes: [
        [3, 20, 33],
        [6, 7, 31, { kind: 'on-call' }],
      ],
      fails: [
        [3, 20, 33],
        [6, 7 - MINUTE, 31, { kind: 'on-call' }],
      ],
    },
  ],
});

describe('a breach of the rest after nights', () => {
  it('names when the next shift has to start', () => {
    const found = judge('doctors2016.rest-after-nights', {}, [
      [3, 20, 33],
      [6, 6.75, 15],
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]!.mend).toEqual({
      kind: 'start-later',
      dayIndexes: [6],
      atMin: 7 * 60,
      amountMin: null,
      text: 'Start at 07:00 or later.',
    });
    expect(found[0]).toMatchObject({
      measured: 45 * 60 + 45,
      limit: 46 * 60,
      unit: 'minutes',
      margin: -15,
      fromDay: 3,
      toDay: 6,
    });
  });
});
