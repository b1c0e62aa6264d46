import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A15. In each 24 h of non-resident on-call 8 h of rest are expected, 5 h of it in one piece between 22:00 and 07:00. Judged where there is an estimate. */
export const onCallRest = defineRule({
  code: 'doctors2016.on-call-rest',
  name: 'Rest expected in on-call',
  clause: 'A15',
  source: SCHEDULE_3,
  evidence: 'C',
  level: 'hard',
  weight: 1,
  edges: {
    passes: 'free from 01:00 to 06:00 and for 3 h elsewhere',
    fails: 'the longest piece is 4 h 45 min; 7 h 45 min in all',
  },
  parameters: { restH: 8, longestRestH: 5 },
  bounds: { restH: { atLeast: 8 }, longestRestH: { atLeast: 5 } },
  compile: ({ restH, longestRestH }) => [
    { kind: 'shift-fact', params: { kinds: ['on-call'], fact: 'restMin', minMin: restH * 60 } },
    { kind: 'shift-fact', params: { kinds: ['on-call'], fact: 'longestRestMin', minMin: longestRestH * 60 } },
  ],
});
