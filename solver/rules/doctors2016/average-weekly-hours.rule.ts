import { averageLimit, defineRule, referencePeriods, SCHEDULE_3 } from '../define-rule.js';

/** A1. At most 48 h a week on average over the reference period, 56 for who has opted out. Less than full time: pro rata. */
export const averageWeeklyHours = defineRule({
  code: 'doctors2016.average-weekly-hours',
  name: 'Average weekly hours',
  clause: 'A1',
  source: SCHEDULE_3,
  evidence: 'C',
  level: 'hard',
  weight: 1,
  edges: { passes: '8 weeks of 384 h: 48.00 h a week', fails: '384 h 15 min: 48.03 h a week' },
  parameters: { limitH: 48, optedOutLimitH: 56, referenceWeeks: 26, proRata: true },
  bounds: { limitH: { atMost: 48 }, optedOutLimitH: { atMost: 56 }, referenceWeeks: { atMost: 26 } },
  compile: ({ limitH, optedOutLimitH, referenceWeeks, proRata }, context) => {
    const weeklyH =
      (context.optedOut === true ? optedOutLimitH : limitH) * (proRata ? Math.min(1, context.wte) : 1);
    return referencePeriods(context, referenceWeeks).map((period) =>
      averageLimit(period, period.weeks, weeklyH * 60),
    );
  },
});
