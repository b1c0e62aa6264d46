import { defineRule, NIGHT } from '../define-rule.js';

/** A6. 46 h rest after any run of nights, even one. */
export const restAfterNights = defineRule({
  code: 'doctors2016.rest-after-nights',
  name: 'Rest after nights',
  clause: 'A6',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: { afterRun: 1, restH: 46 },
  compile: ({ afterRun, restH }) => [
    {
      kind: 'rest-after-run',
      params: { minRun: afterRun, minRestMin: restH * 60, ...NIGHT, runName: 'night' },
    },
  ],
});
