import { defineRule, NIGHT, SCHEDULE_3 } from '../define-rule.js';

/** A6. A night has at least 3 h within 23:00 to 06:00 (on-call apart); at most 4 in a row. */
export const consecutiveNights = defineRule({
  code: 'doctors2016.consecutive-nights',
  name: 'Nights in a row',
  clause: 'A6',
  source: SCHEDULE_3,
  evidence: 'C',
  level: 'hard',
  weight: 1,
  edges: {
    passes: 'four nights; a fifth of 13:30 to 01:45 is no night',
    fails: 'a fifth of 13:30 to 02:00, or of 03:00 to 11:00',
  },
  parameters: { max: 4 },
  bounds: { max: { atMost: 4 } },
  compile: ({ max }) => [{ kind: 'run-length', params: { of: 'shifts', max, ...NIGHT, runName: 'night' } }],
});
