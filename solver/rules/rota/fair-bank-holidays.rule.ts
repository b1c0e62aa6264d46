import { defineRule } from '../define-rule.js';
import { fairRange } from './fair-range.js';

/** Bank holidays near the share that a person of this WTE would have if all were shared evenly, with what they carried before. */
export const fairBankHolidays = defineRule({
  code: 'rota.fair-bank-holidays',
  name: 'Fair share of bank holidays',
  clause: 'unit',
  source: 'Rule of the unit',
  evidence: 'C',
  level: 'soft',
  weight: 20,
  parameters: { tolerance: 0 },
  compile: ({ tolerance }, { days, fullTimeShare, carried, wte }) => {
    const onDays = days.filter(({ bankHoliday }) => bankHoliday).map(({ index }) => index);
    if (fullTimeShare?.bankHolidays === undefined || onDays.length === 0) return [];
    const range = fairRange(fullTimeShare.bankHolidays * wte, carried?.bankHolidays, tolerance);
    return [{ kind: 'shifts-on-days', params: { ...range, onDays, name: 'bank holiday' } }];
  },
});
