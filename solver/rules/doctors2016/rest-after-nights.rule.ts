import { defineRule, NIGHT, SCHEDULE_3 } from '../define-rule.js';

/** A6. 46 h rest after any run of nights, even one. */
export const restAfterNights = defineRule({
  code: 'doctors2016.rest-after-nights',
  name: 'Rest after nights',
  clause: 'A6',
  source: SCHEDULE_3,
  evidence: 'C',
  level: 'hard',
  weight: 1,
  edges: {
    passes: 'the run ends on Friday at 09:00, the next shift starts on Sunday at 07:00',
    fails: 'it starts at 06:45',
  },
  parameters: { afterRun: 1, restH: 46 },
  bounds: { afterRun: { atMost: 1 }, restH: { atLeast: 46 } },
  compile: ({ afterRun, restH }) => [
    {
      kind: 'rest-after-run',
      params: { minRun: afterRun, minRestMin: restH * 60, ...NIGHT, runName: 'night' },
    },
  ],
});
