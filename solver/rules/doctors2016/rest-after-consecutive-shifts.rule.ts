import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A7. 48 h rest after the seventh shift on consecutive days. */
export const restAfterConsecutiveShifts = defineRule({
  code: 'doctors2016.rest-after-consecutive-shifts',
  name: 'Rest after shifts in a row',
  clause: 'A7',
  source: SCHEDULE_3,
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  edges: {
    passes: 'Monday to Sunday, the last ends at 17:00, the next starts on Tuesday at 17:00',
    fails: 'it starts at 16:45',
  },
  localAgreement: 'after the eighth, with the same approvals as eight shifts in a row (S)',
  parameters: { afterRun: 7, restH: 48 },
  bounds: { afterRun: { atMost: 8 }, restH: { atLeast: 48 } },
  compile: ({ afterRun, restH }) => [
    { kind: 'rest-after-run', params: { minRun: afterRun, minRestMin: restH * 60, runName: 'shift' } },
  ],
});
