import { defineRule } from '../define-rule.js';
import { fairRange } from './fair-range.js';

/** Weekends near the share that a person of this WTE would have if all were shared evenly, with what they carried before. */
export const fairWeekends = defineRule({
  code: 'rota.fair-weekends',
  name: 'Fair share of weekends',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'soft',
  weight: 20,
  parameters: { tolerance: 0 },
  compile: ({ tolerance }, { fullTimeShare, carried, wte }) => {
    if (fullTimeShare?.weekends === undefined) return [];
    const range = fairRange(fullTimeShare.weekends * wte, carried?.weekends, tolerance);
    return [{ kind: 'weekend-count', params: { ...range, byTime: true } }];
  },
});
