import { averageLimit, defineRule, referencePeriods } from '../define-rule.js';

/** At most 48 h a week on average over 17 weeks (26 for doctors in training), unless the person has opted out. */
export const wtrAverageWeeklyHours = defineRule({
  code: 'wtr1998.average-weekly-hours',
  name: 'Average weekly hours',
  clause: 'regulation 4',
  source: 'Working Time Regulations 1998',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  edges: { passes: '48 h a week', fails: '48 h 1 min in one of the weeks' },
  localAgreement: '26 weeks for doctors in training',
  parameters: { limitH: 48, referenceWeeks: 17 },
  bounds: { limitH: { atMost: 48 }, referenceWeeks: { atMost: 26 } },
  compile: ({ limitH, referenceWeeks }, context) =>
    context.optedOut === true
      ? []
      : referencePeriods(context, referenceWeeks).map((period) =>
          averageLimit(period, period.weeks, limitH * 60),
        ),
});
