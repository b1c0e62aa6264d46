import { defineRule, weeksOf } from '../define-rule.js';

/** A1. At most 48 h a week on average over the reference period, 56 for who has opted out; the period is the horizon. Less than full time: pro rata. */
export const averageWeeklyHours = defineRule({
  code: 'doctors2016.average-weekly-hours',
  name: 'Average weekly hours',
  clause: 'A1',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: { limitH: 48, optedOutLimitH: 56, proRata: true },
  compile: ({ limitH, optedOutLimitH, proRata }, context) => {
    const weekly =
      (context.optedOut === true ? optedOutLimitH : limitH) * (proRata ? Math.min(1, context.wte) : 1);
    return [
      {
        kind: 'total',
        params: { measure: 'minutes', max: Math.floor(weekly * 60 * weeksOf(context)), name: 'work' },
      },
    ];
  },
});
