import { type DemoRuleOverride } from '../demo-types.js';

const WARD_MANAGER = 'Bernadette Lockhart, ward manager';

/** What the ward has agreed beside the contract. */
export const ruleOverrides: readonly DemoRuleOverride[] = [
  {
    ruleCode: 'rota.max-weekends',
    parameters: { max: 2 },
    reason: 'Every second weekend is free',
    approvedBy: WARD_MANAGER,
  },
  {
    ruleCode: 'rota.max-consecutive-days',
    parameters: { max: 4 },
    reason: 'Shifts of twelve and a half hours are tiring',
    approvedBy: WARD_MANAGER,
  },
  {
    ruleCode: 'rota.consecutive-nights',
    parameters: { min: 2, max: 4 },
    reason: 'A single night costs as much sleep as two',
    approvedBy: WARD_MANAGER,
  },
  {
    ruleCode: 'rota.min-days-off',
    parameters: { min: 2 },
    reason: 'A single day off is no rest',
    approvedBy: WARD_MANAGER,
  },
];
