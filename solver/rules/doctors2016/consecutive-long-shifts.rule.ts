import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A4. A long shift lasts more than 10 h; at most 4 on consecutive days. */
export const consecutiveLongShifts = defineRule({
  code: 'doctors2016.consecutive-long-shifts',
  name: 'Long shifts in a row',
  clause: 'A4',
  source: SCHEDULE_3,
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  edges: {
    passes: 'four long shifts; a fifth day of 08:00 to 18:00 is not long',
    fails: 'a fifth day of 08:00 to 18:15',
  },
  parameters: { longerThanH: 10, max: 4 },
  bounds: { longerThanH: { atMost: 10 }, max: { atMost: 4 } },
  compile: ({ longerThanH, max }) => [
    {
      kind: 'run-length',
      params: {
        of: 'shifts',
        max,
        longerThanMin: longerThanH * 60,
        exceptKinds: ['on-call'],
        runName: 'long shift',
      },
    },
  ],
});
