import { defineRule } from '../define-rule.js';

/** At most so many worked days in a row. */
export const maxConsecutiveDays = defineRule({
  code: 'rota.max-consecutive-days',
  name: 'Most days in a row',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: { max: 7 },
  compile: ({ max }) => [{ kind: 'run-length', params: { of: 'work', max } }],
});
