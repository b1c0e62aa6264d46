import { defineRule, NIGHT } from '../define-rule.js';
import { fairRange } from './fair-range.js';

/** Nights near the share that a person of this WTE would have if all were shared evenly, with what they carried before. */
export const fairNights = defineRule({
  code: 'rota.fair-nights',
  name: 'Fair share of nights',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'soft',
  weight: 20,
  parameters: { tolerance: 0 },
  compile: ({ tolerance }, { fullTimeShare, carried, wte }) => {
    if (fullTimeShare?.nights === undefined) return [];
    const range = fairRange(fullTimeShare.nights * wte, carried?.nights, tolerance);
    return [{ kind: 'total', params: { measure: 'shifts', ...range, ...NIGHT, name: 'night' } }];
  },
});
