import { defineRule } from '../define-rule.js';

/** A4. 48 h rest after the fourth long shift on consecutive days. */
export const restAfterLongShifts = defineRule({
  code: 'doctors2016.rest-after-long-shifts',
  name: 'Rest after long shifts',
  clause: 'A4',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  parameters: { longerThanH: 10, afterRun: 4, restH: 48 },
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
