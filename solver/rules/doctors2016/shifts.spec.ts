import { describe, expect, it } from 'vitest';
import { describeRules, judge, MINUTE, onCall } from '../edges.testing.js';

const paid = (min: number) => ({ paidBreakMin: min });

describeRules({
  'doctors2016.shift-length': [
    {
      passes: [[0, 8, 21]],
      fails: [[0, 8, 21.25]],
      says: [
        '0 on Mon 1 Jun lasts 13 h 15 min; at most 13 h allowed. End 0 of Mon 1 Jun at 21:00 or earlier.',
      ],
    },
    { of: 'a minute past', passes: [[0, 8, 21]], fails: [[0, 8, 21 + MINUTE]] },
    { of: 'on-call is another matter', passes: onCall([0]), fails: [[0, 9, 33]] },
    {
      of: 'the night on which the clock goes back',
      firstDate: '2026-10-24',
      passes: [[1, 20, 33]],
      fails: [[0, 20, 33]],
      says: [
        '0 on Sat 24 Oct lasts 14 h; at most 13 h allowed (the clock changes in it). ' +
          'End 0 of Sat 24 Oct at 08:00 or earlier.',
      ],
    },
    {
      of: 'that night as the last day of the rota',
      firstDate: '2026-10-24',
      dayCount: 1,
      passes: [[0, 20, 32]],
      fails: [[0, 20, 33]],
    },
    {
      of: 'the night on which the clock goes forward',
      firstDate: '2026-03-28',
      passes: [[0, 20, 34]],
      fails: [[0, 20, 34 + MINUTE]],
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
      says: [
        '11 h rest needed after 0 ending Mon 21:15; next shift 1 starts Tue 08:00: 15 min short. ' +
          'Start at 08:15 or later.',
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
    {
      of: 'over the edge of the rota',
      passes: [
        [-1, 13, 21],
        [0, 8, 16],
      ],
      fails: [
        [-1, 13, 21],
        [0, 8 - MINUTE, 16],
      ],
    },
    {
      of: 'nobody opts out of rest',
      context: { optedOut: true },
      passes: [
        [0, 13, 21],
        [1, 8, 16],
      ],
      fails: [
        [0, 13, 21],
        [1, 8 - MINUTE, 16],
      ],
    },
  ],
  'doctors2016.paid-breaks': [
    {
      of: '5 h',
      passes: [[0, 9, 14, paid(0)]],
      fails: [[0, 9, 14.25, paid(0)]],
      says: [
        '0 on Mon 1 Jun has 0 h of paid breaks; at least 30 min needed: 30 min short. Plan at least 30 min of it.',
      ],
    },
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
    {
      of: '13:30 to 01:59 is no night',
      passes: [[0, 13.5, 26 - MINUTE, paid(60)]],
      fails: [[0, 13.5, 26, paid(60)]],
    },
    { of: 'breaks that are not known', passes: [[0, 9, 18]], fails: [[0, 9, 18, paid(0)]] },
    {
      of: 'on-call',
      passes: [[0, 9, 33, { kind: 'on-call', paidBreakMin: 0 }]],
      fails: [[0, 9, 33, paid(0)]],
    },
  ],
});

describe('lacking breaks', () => {
  it.each([
    ['a long day', [0, 8, 20, paid(59)]],
    ['a long night', [0, 20, 32, paid(29)]],
    ['a day of 9 h', [0, 9, 18, paid(29)]],
  ] as const)('of %s are told of once', (_name, shift) => {
    expect(judge('doctors2016.paid-breaks', {}, [shift])).toHaveLength(1);
  });
});
