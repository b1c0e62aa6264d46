import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A3. No shift longer than 13 h, on-call periods apart. */
export const shiftLength = defineRule({
  code: 'doctors2016.shift-length',
  name: 'Longest shift',
  clause: 'A3',
  source: SCHEDULE_3,
  evidence: 'C',
  level: 'hard',
  weight: 1,
  edges: { passes: '08:00 to 21:00', fails: '08:00 to 21:15' },
  parameters: { maxH: 13 },
  bounds: { maxH: { atMost: 13 } },
  compile: ({ maxH }) => [{ kind: 'shift-length', params: { maxMin: maxH * 60, exceptKinds: ['on-call'] } }],
});
