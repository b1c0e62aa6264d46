import { defineRule, NIGHT } from '../define-rule.js';

/** Runs of nights are neither too short nor too long. */
export const rotaConsecutiveNights = defineRule({
  code: 'rota.consecutive-nights',
  name: 'Nights in a row',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'soft',
  weight: 10,
  parameters: { min: 1, max: 4 },
  compile: ({ min, max }) => [
    { kind: 'run-length', params: { of: 'shifts', min, max, ...NIGHT, runName: 'night' } },
  ],
});
