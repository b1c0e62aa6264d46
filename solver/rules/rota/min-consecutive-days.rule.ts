import { defineRule } from '../define-rule.js';

/** No lone working days: runs of worked days have at least so many. */
export const minConsecutiveDays = defineRule({
  code: 'rota.min-consecutive-days',
  name: 'Fewest days in a row',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'soft',
  weight: 10,
  parameters: { min: 2 },
  compile: ({ min }) => [{ kind: 'run-length', params: { of: 'work', min } }],
});
