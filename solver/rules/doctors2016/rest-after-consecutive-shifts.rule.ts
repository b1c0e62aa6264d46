import { defineRule } from '../define-rule.js';

/** A7. 48 h rest after the seventh shift on consecutive days. */
export const restAfterConsecutiveShifts = defineRule({
  code: 'doctors2016.rest-after-consecutive-shifts',
  name: 'Rest after shifts in a row',
  clause: 'A7',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  parameters: { afterRun: 7, restH: 48 },
  compile: ({ afterRun, restH }) => [
    { kind: 'rest-after-run', params: { minRun: afterRun, minRestMin: restH * 60, runName: 'shift' } },
  ],
});
