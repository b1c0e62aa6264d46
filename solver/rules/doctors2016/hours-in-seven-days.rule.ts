import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A2. At most 72 h of work in any 168 consecutive hours, shifts clipped at the edge of the window. Nobody opts out of it. */
export const hoursInSevenDays = defineRule({
  code: 'doctors2016.hours-in-seven-days',
  name: 'Hours in any seven days',
  clause: 'A2',
  source: SCHEDULE_3,
  evidence: 'C',
  level: 'hard',
  weight: 1,
  edges: {
    passes: 'six shifts of 12 h: 72 h',
    fails: '15 min more; Thursday to Sunday 4 × 12.5 h and then Monday and Tuesday 2 × 12 h: 74 h',
  },
  parameters: { maxH: 72, windowH: 168 },
  bounds: { maxH: { atMost: 72 }, windowH: { atLeast: 168 } },
  compile: ({ maxH, windowH }) => [
    { kind: 'windowed-sum', params: { windowMin: windowH * 60, maxMin: maxH * 60 } },
  ],
});
