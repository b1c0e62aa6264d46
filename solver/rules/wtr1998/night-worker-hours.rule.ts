import { averageLimit, DAYS_PER_WEEK, defineRule, referencePeriods } from '../define-rule.js';

/** Who works at night as a normal course works at most 8 h on average in each 24 h, a day of rest a week left out, over 17 weeks. Nobody opts out of it. */
export const nightWorkerHours = defineRule({
  code: 'wtr1998.night-worker-hours',
  name: 'Hours of a night worker',
  clause: 'regulation 6',
  source: 'Working Time Regulations 1998',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  edges: { passes: '48 h a week for a night worker', fails: '48 h 1 min in one of the weeks' },
  parameters: { dailyH: 8, restDaysAWeek: 1, referenceWeeks: 17 },
  bounds: { dailyH: { atMost: 8 }, restDaysAWeek: { atLeast: 1 }, referenceWeeks: { atMost: 17 } },
  compile: ({ dailyH, restDaysAWeek, referenceWeeks }, context) =>
    context.nightWorker === true
      ? referencePeriods(context, referenceWeeks).map((period) =>
          averageLimit(period, period.weeks, dailyH * (DAYS_PER_WEEK - restDaysAWeek) * 60),
        )
      : [],
});
