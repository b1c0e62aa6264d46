import { averageLimit, defineRule, SCHEDULE_3, weeksOf } from '../define-rule.js';

/** A1 where colleagues cover leave: of B weeks with D hours, E are leave of C hours each; (D − E·C) / (B − E) is at most 48 h. */
export const prospectiveCover = defineRule({
  code: 'doctors2016.prospective-cover',
  name: 'Average weekly hours with prospective cover',
  clause: 'A1p',
  source: SCHEDULE_3,
  evidence: 'S',
  level: 'hard',
  weight: 1,
  edges: {
    passes: '376 h in 8 weeks, 6.5 weeks of leave a year of 40 h: 48.00 h a week',
    fails: '377 h: 48.14 h a week',
  },
  parameters: { limitH: 48, optedOutLimitH: 56, weeksInYear: 52, proRata: true },
  bounds: { limitH: { atMost: 48 }, optedOutLimitH: { atMost: 56 } },
  compile: ({ limitH, optedOutLimitH, weeksInYear, proRata }, context) => {
    if (context.prospectiveCover === undefined) return [];
    const { leaveWeeksPerYear, leaveWeekMin } = context.prospectiveCover;
    const weeks = weeksOf(context);
    const leaveWeeks = (leaveWeeksPerYear * weeks) / weeksInYear;
    const weeklyH =
      (context.optedOut === true ? optedOutLimitH : limitH) * (proRata ? Math.min(1, context.wte) : 1);
    const period = { fromDay: 0, toDay: context.days.length - 1 };
    return [averageLimit(period, weeks - leaveWeeks, weeklyH * 60, leaveWeeks * leaveWeekMin)];
  },
});
