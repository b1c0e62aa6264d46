import { defineRule } from '../define-rule.js';

/** At most so many shifts of the named types in the horizon; none named means any shift. */
export const maxShifts = defineRule({
  code: 'rota.max-shifts',
  name: 'Most shifts of a sort',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: { shiftTypeIds: [], max: 28 },
  compile: ({ shiftTypeIds, max }) => [
    {
      kind: 'total',
      params: { measure: 'shifts', max, ...(shiftTypeIds.length === 0 ? {} : { shiftTypeIds }) },
    },
  ],
});
