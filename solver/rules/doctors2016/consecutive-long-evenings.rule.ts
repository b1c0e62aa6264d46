import { defineRule, longEvening, SCHEDULE_3 } from '../define-rule.js';

/** A5. A long evening is long, starts before 16:00, ends after 23:00 and is not a night; at most 4 on consecutive days. */
export const consecutiveLongEvenings = defineRule({
  code: 'doctors2016.consecutive-long-evenings',
  name: 'Long evenings in a row',
  clause: 'A5',
  source: SCHEDULE_3,
  evidence: 'S',
  level: 'hard',
  weight: 1,
  edges: {
    passes:
      'four long evenings; a fifth of 12:30 to 23:00 does not count, nor does a night of 15:45 to 02:00',
    fails: 'a fifth of 12:30 to 23:15, or of 15:45 to 01:55',
  },
  parameters: { longerThanH: 10, startsBeforeH: 16, endsAfterH: 23, max: 4 },
  bounds: {
    longerThanH: { atMost: 10 },
    startsBeforeH: { atLeast: 16 },
    endsAfterH: { atMost: 23 },
    max: { atMost: 4 },
  },
  compile: ({ longerThanH, startsBeforeH, endsAfterH, max }) => [
    {
      kind: 'run-length',
      params: {
        of: 'shifts',
        max,
        ...longEvening(longerThanH, startsBeforeH, endsAfterH),
        runName: 'long evening',
      },
    },
  ],
});
