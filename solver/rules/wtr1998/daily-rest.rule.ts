import { defineRule } from '../define-rule.js';

/** 11 h rest in each 24 h; on-call periods are judged by their own rules. */
export const dailyRest = defineRule({
  code: 'wtr1998.daily-rest',
  name: 'Daily rest',
  clause: 'regulation 10',
  source: 'Working Time Regulations 1998',
  evidence: 'S',
  level: 'hard',
  weight: 1,
  edges: { passes: '20:00 and then 07:00', fails: '20:00 and then 06:59' },
  parameters: { minRestH: 11 },
  compile: ({ minRestH }) => [
    { kind: 'rest-between', params: { minRestMin: minRestH * 60, exceptKinds: ['on-call'] } },
  ],
});
