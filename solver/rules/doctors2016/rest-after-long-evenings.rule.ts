import { defineRule, longEvening, SCHEDULE_3 } from '../define-rule.js';

/** A5. 48 h rest after the fourth long evening on consecutive days. */
export const restAfterLongEvenings = defineRule({
  code: 'doctors2016.rest-after-long-evenings',
  name: 'Rest after long evenings',
  clause: 'A5',
  source: SCHEDULE_3,
  evidence: 'S',
  level: 'hard',
  weight: 1,
  edges: {
    passes: 'the fourth ends on Thursday at 23:30, the next shift starts on Saturday at 23:30',
    fails: 'it starts at 23:29',
  },
  parameters: { longerThanH: 10, startsBeforeH: 16, endsAfterH: 23, afterRun: 4, restH: 48 },
  bounds: {
    longerThanH: { atMost: 10 },
    startsBeforeH: { atLeast: 16 },
    endsAfterH: { atMost: 23 },
    afterRun: { atMost: 4 },
    restH: { atLeast: 48 },
  },
  compile: ({ longerThanH, startsBeforeH, endsAfterH, afterRun, restH }) => [
    {
      kind: 'rest-after-run',
      params: {
        minRun: afterRun,
        minRestMin: restH * 60,
        ...longEvening(longerThanH, startsBeforeH, endsAfterH),
        runName: 'long evening',
      },
    },
  ],
});
