import { defineRule } from '../define-rule.js';

/** A7. At most 7 shifts on consecutive days. */
export const consecutiveShifts = defineRule({
  code: 'doctors2016.consecutive-shifts',
  name: 'Shifts in a row',
  clause: 'A7',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  parameters: { max: 7 },
  compile: ({ max }) => [{ kind: 'run-length', params: { of: 'work', max, runName: 'shift' } }],
});
