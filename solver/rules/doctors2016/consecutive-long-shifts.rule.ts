import { defineRule } from '../define-rule.js';

/** A4. A long shift lasts more than 10 h; at most 4 on consecutive days. */
export const consecutiveLongShifts = defineRule({
  code: 'doctors2016.consecutive-long-shifts',
  name: 'Long shifts in a row',
  clause: 'A4',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  parameters: { longerThanH: 10, max: 4 },
  compile: ({ longerThanH, max }) => [
    {
      kind: 'run-length',
      params: {
        of: 'shifts',
        max,
        longerThanMin: longerThanH * 60,
        exceptKinds: ['on-call'],
        runName: 'long shift',
      },
    },
  ],
});
