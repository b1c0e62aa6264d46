import { defineRule } from '../define-rule.js';

/** What a shift type says must not be worked on the day after it. */
export const forbiddenSuccession = defineRule({
  code: 'rota.forbidden-succession',
  name: 'Shifts that must not follow each other',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: {},
  compile: () => [{ kind: 'forbidden-succession', params: {} }],
});
