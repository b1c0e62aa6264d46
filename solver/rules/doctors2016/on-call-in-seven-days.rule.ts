import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A13. At most 3 non-resident on-call periods in any 7 days. */
export const onCallInSevenDays = defineRule({
  code: 'doctors2016.on-call-in-seven-days',
  name: 'On-call in seven days',
  clause: 'A13',
  source: SCHEDULE_3,
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  edges: { passes: 'Monday, Wednesday, Friday', fails: 'Monday, Wednesday, Friday, Sunday' },
  parameters: { max: 3, windowDays: 7 },
  bounds: { max: { atMost: 3 }, windowDays: { atLeast: 7 } },
  compile: ({ max, windowDays }) => [
    { kind: 'windowed-count', params: { kinds: ['on-call'], max, windowDays, name: 'on-call period' } },
  ],
});
