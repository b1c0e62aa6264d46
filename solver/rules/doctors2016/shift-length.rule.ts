import { defineRule } from '../define-rule.js';

/** A3. No shift longer than 13 h, on-call periods apart. */
export const shiftLength = defineRule({
  code: 'doctors2016.shift-length',
  name: 'Longest shift',
  clause: 'A3',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: { maxH: 13 },
  compile: ({ maxH }) => [{ kind: 'shift-length', params: { maxMin: maxH * 60, exceptKinds: ['on-call'] } }],
});
