import { describe, expect, it } from 'vitest';
import { days, describeRules, judge, MINUTE, onCall, run } from '../edges.testing.js';

describeRules({
  'wtr1998.average-weekly-hours': [
    {
      dayCount: 7,
      passes: run(days(6), 8, 16),
      fails: run(days(6), 8, 16 + MINUTE),
      says: [
        '48.10 h a week on average over 1 week; at most 48.00 h allowed: 0.10 h too much. Take out 6 min of work.',
      ],
    },
    {
      of: 'a minute past',
      dayCount: 7,
      passes: run(days(6), 8, 16),
      fails: [...run(days(5), 8, 16), [5, 8, 16 + MINUTE]],
    },
    {
      of: 'any 17 weeks of a longer rota',
      dayCount: 126,
      passes: run(days(102, 24), 8, 16),
      fails: [...run(days(101, 24), 8, 16), [125, 8, 16 + MINUTE]],
    },
    {
      of: '26 weeks for doctors in training',
      dayCount: 126,
      parameters: { referenceWeeks: 26 },
      passes: run(days(108), 8, 16),
      fails: [...run(days(107), 8, 16), [107, 8, 16 + MINUTE]],
    },
  ],
  'wtr1998.night-worker-hours': [
    {
      dayCount: 7,
      context: { nightWorker: true, optedOut: true },
      passes: run(days(6), 22, 30),
      fails: [...run(days(5), 22, 30), [5, 22, 30 + MINUTE]],
      says: [
        '48.02 h a week on average over 1 week; at most 48.00 h allowed: 0.02 h too much. Take out 1 min of work.',
      ],
    },
    {
      of: 'any 17 weeks of a longer rota',
      dayCount: 126,
      context: { nightWorker: true },
      passes: run(days(102, 24), 8, 16),
      fails: [...run(days(101, 24), 8, 16), [125, 8, 16 + MINUTE]],
    },
  ],
});

describe('the limits of the law', () => {
  const tooMuch = run(days(7), 8, 18);

  it('on the average week are not those of who has opted out', () => {
    const told = (optedOut: boolean) =>
      judge('wtr1998.average-weekly-hours', { dayCount: 7, context: { optedOut } }, tooMuch);
    expect(told(false)).toHaveLength(1);
    expect(told(true)).toEqual([]);
  });

  it('on night workers are those of night workers alone', () => {
    const told = (nightWorker: boolean) =>
      judge('wtr1998.night-worker-hours', { dayCount: 7, context: { nightWorker } }, tooMuch);
    expect(told(true)).toHaveLength(1);
    expect(told(false)).toEqual([]);
  });

  it('are kept by on-call in which there is little work', () => {
    expect(judge('wtr1998.average-weekly-hours', { dayCount: 7 }, onCall(days(7), { workMin: 60 }))).toEqual(
      [],
    );
  });
});
