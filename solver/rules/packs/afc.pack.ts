import { contractedHours } from '../afc/contracted-hours.rule.js';
import { type RulePack } from '../rule.js';
import { lawOfWorkingTime } from './wtr1998.pack.js';

/** Nurses and most other staff: contracted hours, and the law's rest. */
export const afc: RulePack = {
  code: 'afc',
  name: 'Agenda for Change',
  effectiveFrom: '2004-12-01',
  source: 'Agenda for Change handbook, and the Working Time Regulations 1998 for rest',
  evidence: 'S',
  rules: [{ rule: contractedHours }, ...lawOfWorkingTime],
};
