import { defineRule } from '../define-rule.js';

/** A2. At most 72 h of work in any 168 consecutive hours, shifts clipped at the edge of the window. Nobody opts out of it. */
export const hoursInSevenDays = defineRule({
  code: 'doctors2016.hours-in-seven-days',
  name: 'Hours in any seven days',
  clause: 'A2',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: { maxH: 72, windowH: 168 },
  compile: ({ maxH, windowH }) => [
    { kind: 'windowed-sum', params: { windowMin: windowH * 60, maxMin: maxH * 60 } },
  ],
});
