import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A8. 11 h rest between rostered shifts, on-call periods apart. */
export const restBetweenShifts = defineRule({
  code: 'doctors2016.rest-between-shifts',
  name: 'Rest between shifts',
  clause: 'A8',
  source: SCHEDULE_3,
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  edges: { passes: '21:00 and then 08:00', fails: '21:15 and then 08:00' },
  parameters: { minRestH: 11 },
  bounds: { minRestH: { atLeast: 11 } },
  compile: ({ minRestH }) => [
    { kind: 'rest-between', params: { minRestMin: minRestH * 60, exceptKinds: ['on-call'] } },
  ],
});
