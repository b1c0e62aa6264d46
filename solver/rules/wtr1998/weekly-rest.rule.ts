import { defineRule } from '../define-rule.js';

/** 24 h of unbroken rest in each week from Monday to Sunday, or 48 h in a fortnight. */
export const wtrWeeklyRest = defineRule({
  code: 'wtr1998.weekly-rest',
  name: 'Weekly rest',
  clause: 'regulation 11',
  source: 'Working Time Regulations 1998',
  evidence: 'S',
  level: 'hard',
  weight: 1,
  edges: {
    passes: '24 h from Saturday 20:00 to Sunday 20:00; no 24 h, but 48 h over the turn to the next week',
    fails: '23 h 59 min, and less than 48 h in either fortnight',
  },
  parameters: { weekRestH: 24, fortnightRestH: 48 },
  compile: ({ weekRestH, fortnightRestH }) => [
    {
      kind: 'weekly-rest',
      params: { weekRestMin: weekRestH * 60, fortnightRestMin: fortnightRestH * 60 },
    },
  ],
});
