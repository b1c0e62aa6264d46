import { defineRule, weeksOf } from '../define-rule.js';

/** Hours a week on average between two limits, pro rata. */
export const hours = defineRule({
  code: 'rota.hours',
  name: 'Hours in the rota',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'soft',
  weight: 5,
  parameters: { minWeeklyH: 0, maxWeeklyH: 48, proRata: true },
  compile: ({ minWeeklyH, maxWeeklyH, proRata }, context) => {
    const minutes = 60 * weeksOf(context) * (proRata ? context.wte : 1);
    return [
      {
        kind: 'total',
        params: {
          measure: 'minutes',
          min: Math.round(minWeeklyH * minutes),
          max: Math.round(maxWeeklyH * minutes),
          name: 'work',
        },
      },
    ];
  },
});
