import { defineRule, weeksOf } from '../define-rule.js';

/** At most 48 h a week on average over the reference period, unless the person has opted out; the period is the horizon. */
export const wtrAverageWeeklyHours = defineRule({
  code: 'wtr1998.average-weekly-hours',
  name: 'Average weekly hours',
  clause: 'regulation 4',
  source: 'Working Time Regulations 1998',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: { limitH: 48 },
  compile: ({ limitH }, context) =>
    context.optedOut === true
      ? []
      : [
          {
            kind: 'total',
            params: { measure: 'minutes', max: Math.floor(limitH * 60 * weeksOf(context)), name: 'work' },
          },
        ],
});
