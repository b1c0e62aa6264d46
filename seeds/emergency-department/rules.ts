import { type DemoRuleOverride } from '../demo-types.js';

const CLINICAL_DIRECTOR = 'Margaret Threlkeld, clinical director';

/** What the department has agreed beside its contracts. */
export const ruleOverrides: readonly DemoRuleOverride[] = [
  {
    ruleCode: 'doctors2016.weekend-frequency',
    parameters: { usuallyOneIn: 2 },
    reason: 'The department is as busy at weekends as on other days; clinical need agreed with the guardian',
    approvedBy: `${CLINICAL_DIRECTOR}; Obinna Castell, guardian of safe working hours`,
  },
  {
    ruleCode: 'rota.max-weekends',
    parameters: { max: 2 },
    reason: 'Every second weekend is free, for all grades',
    approvedBy: CLINICAL_DIRECTOR,
  },
  {
    ruleCode: 'rota.max-consecutive-days',
    parameters: { max: 6 },
    reason: 'No seventh day in a row, for all grades',
    approvedBy: CLINICAL_DIRECTOR,
  },
  {
    ruleCode: 'rota.consecutive-nights',
    parameters: { min: 2, max: 4 },
    reason: 'A single night costs as much sleep as two',
    approvedBy: CLINICAL_DIRECTOR,
  },
  {
    ruleCode: 'rota.min-days-off',
    parameters: { min: 2 },
    reason: 'A single day off is no rest',
    approvedBy: CLINICAL_DIRECTOR,
  },
];
