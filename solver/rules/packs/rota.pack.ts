import { fairBankHolidays } from '../rota/fair-bank-holidays.rule.js';
import { fairNights } from '../rota/fair-nights.rule.js';
import { fairWeekends } from '../rota/fair-weekends.rule.js';
import { forbiddenSuccession } from '../rota/forbidden-succession.rule.js';
import { type RulePack } from '../rule.js';

/** What every rota keeps whatever the contract; units switch on more of the `rota.` rules by overrides. */
export const rota: RulePack = {
  code: 'rota',
  name: 'Good rota',
  effectiveFrom: '2000-01-01',
  source: 'Rule of the unit',
  evidence: 'C',
  rules: [
    { rule: forbiddenSuccession },
    { rule: fairNights },
    { rule: fairWeekends },
    { rule: fairBankHolidays },
  ],
};
