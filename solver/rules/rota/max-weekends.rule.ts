import { defineRule } from '../define-rule.js';

/** At most so many weekends worked in the horizon. */
export const maxWeekends = defineRule({
  code: 'rota.max-weekends',
  name: 'Most weekends',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: { max: 2 },
  compile: ({ max }) => [{ kind: 'weekend-count', params: { max, byTime: true } }],
});
