import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A11. A non-resident on-call period lasts 24 h at most, and up to 1 h of handover. */
export const onCallLength = defineRule({
  code: 'doctors2016.on-call-length',
  name: 'Longest on-call period',
  clause: 'A11',
  source: SCHEDULE_3,
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  edges: { passes: 'Saturday 09:00 to Sunday 09:00, and handover to 10:00', fails: '24 h and 1 h 1 min' },
  parameters: { maxH: 24, handoverH: 1 },
  bounds: { maxH: { atMost: 24 }, handoverH: { atMost: 1 } },
  compile: ({ maxH, handoverH }) => [
    { kind: 'shift-length', params: { maxMin: (maxH + handoverH) * 60, kinds: ['on-call'] } },
  ],
});
