import { defineRule, NIGHT } from '../define-rule.js';

/** A6. A night has at least 3 h within 23:00 to 06:00 (on-call apart); at most 4 in a row. */
export const consecutiveNights = defineRule({
  code: 'doctors2016.consecutive-nights',
  name: 'Nights in a row',
  clause: 'A6',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: { max: 4 },
  compile: ({ max }) => [{ kind: 'run-length', params: { of: 'shifts', max, ...NIGHT, runName: 'night' } }],
});
