import { defineRule, NIGHT } from '../define-rule.js';

/** Nights near the share that a person of this WTE would have if all were shared evenly. */
export const fairNights = defineRule({
  code: 'rota.fair-nights',
  name: 'Fair share of nights',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'soft',
  weight: 20,
  parameters: { tolerance: 0 },
  compile: ({ tolerance }, { fullTimeShare, wte }) => {
    if (fullTimeShare?.nights === undefined) return [];
    const share = fullTimeShare.nights * wte;
    const params = {
      measure: 'shifts',
      min: Math.max(0, Math.floor(share) - tolerance),
      max: Math.ceil(share) + tolerance,
    };
    return [{ kind: 'total', params: { ...params, ...NIGHT, name: 'night' } }];
  },
});
