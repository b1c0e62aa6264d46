import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A4. 48 h rest after the fourth long shift on consecutive days. */
export const restAfterLongShifts = defineRule({
  code: 'doctors2016.rest-after-long-shifts',
  name: 'Rest after long shifts',
  clause: 'A4',
  source: SCHEDULE_3,
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  edges: {
    passes: 'the fourth ends on Thursday at 21:00, the next shift starts on Saturday at 21:00',
    fails: 'it starts at 20:45',
  },
  parameters: { longerThanH: 10, afterRun: 4, restH: 48 },
  bounds: { longerThanH: { atMost: 10 }, afterRun: { atMost: 4 }, restH: { atLeast: 48 } },
  compile: ({ longerThanH, afterRun, restH }) => [
    {
      kind: 'rest-after-run',
      params: {
        minRun: afterRun,
        minRestMin: restH * 60,
        longerThanMin: longerThanH * 60,
        exceptKinds: ['on-call'],
        runName: 'long shift',
      },
    },
  ],
});
