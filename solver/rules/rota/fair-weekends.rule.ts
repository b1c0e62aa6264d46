import { defineRule } from '../define-rule.js';

/** Weekends near the share that a person of this WTE would have if all were shared evenly. */
export const fairWeekends = defineRule({
  code: 'rota.fair-weekends',
  name: 'Fair share of weekends',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'soft',
  weight: 20,
  parameters: { tolerance: 0 },
  compile: ({ tolerance }, { fullTimeShare, wte }) => {
    if (fullTimeShare?.weekends === undefined) return [];
    const share = fullTimeShare.weekends * wte;
    const params = {
      min: Math.max(0, Math.floor(share) - tolerance),
      max: Math.ceil(share) + tolerance,
      byTime: true,
    };
    return [{ kind: 'weekend-count', params }];
  },
});
