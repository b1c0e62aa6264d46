import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A14. On the day after the last of on-call at most 10 h; 5 h where rest is not expected in it. */
export const dayAfterOnCall = defineRule({
  code: 'doctors2016.day-after-on-call',
  name: 'The day after on-call',
  clause: 'A14',
  source: SCHEDULE_3,
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  edges: {
    passes: 'Monday 08:00 to 18:00; 08:00 to 13:00 where rest is not expected',
    fails: '08:00 to 18:15; 08:00 to 13:15 where rest is not expected',
  },
  parameters: { maxH: 10, unrestedMaxH: 5, restH: 8, longestRestH: 5 },
  bounds: {
    maxH: { atMost: 10 },
    unrestedMaxH: { atMost: 5 },
    restH: { atLeast: 8 },
    longestRestH: { atLeast: 5 },
  },
  compile: ({ maxH, unrestedMaxH, restH, longestRestH }) => [
    {
      kind: 'day-after',
      params: {
        kinds: ['on-call'],
        maxMin: maxH * 60,
        unrestedMaxMin: unrestedMaxH * 60,
        restMin: restH * 60,
        longestRestMin: longestRestH * 60,
      },
    },
  ],
});
