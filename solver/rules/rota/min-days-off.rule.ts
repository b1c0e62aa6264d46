import { defineRule } from '../define-rule.js';

/** Runs of days off have at least so many days. */
export const minDaysOff = defineRule({
  code: 'rota.min-days-off',
  name: 'Fewest days off in a row',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'soft',
  weight: 10,
  parameters: { min: 2 },
  compile: ({ min }) => [{ kind: 'run-length', params: { of: 'off', min } }],
});
