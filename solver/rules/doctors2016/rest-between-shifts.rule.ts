import { defineRule } from '../define-rule.js';

/** A8. 11 h rest between rostered shifts, on-call periods apart. */
export const restBetweenShifts = defineRule({
  code: 'doctors2016.rest-between-shifts',
  name: 'Rest between shifts',
  clause: 'A8',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  parameters: { minRestH: 11 },
  compile: ({ minRestH }) => [
    { kind: 'rest-between', params: { minRestMin: minRestH * 60, exceptKinds: ['on-call'] } },
  ],
});
