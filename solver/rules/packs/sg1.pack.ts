import { coverRules } from '../catalogue.js';
import { type RulePack } from '../rule.js';

/** Red flags of safe staffing on adult wards. */
export const sg1: RulePack = {
  code: 'sg1',
  name: 'Safe staffing of adult wards (NICE SG1)',
  effectiveFrom: '2014-07-15',
  source: 'NICE guideline SG1, safe staffing for nursing in adult inpatient wards',
  evidence: 'C',
  rules: [],
  coverRules,
};
