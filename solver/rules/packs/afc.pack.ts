import { contractedHours } from '../afc/contracted-hours.rule.js';
import { type RulePack } from '../rule.js';
import { wtrAverageWeeklyHours } from '../wtr1998/average-weekly-hours.rule.js';
import { dailyRest } from '../wtr1998/daily-rest.rule.js';

/** Nurses and most other staff: contracted hours, and the law's rest. */
export const afc: RulePack = {
  code: 'afc',
  name: 'Agenda for Change',
  effectiveFrom: '2004-12-01',
  source: 'Agenda for Change handbook, and the Working Time Regulations 1998 for rest',
  evidence: 'S',
  rules: [{ rule: contractedHours }, { rule: dailyRest }, { rule: wtrAverageWeeklyHours }],
};
