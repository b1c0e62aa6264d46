import { type RulePack } from '../rule.js';
import { wtrAverageWeeklyHours } from '../wtr1998/average-weekly-hours.rule.js';
import { dailyRest } from '../wtr1998/daily-rest.rule.js';

/** What the law asks of everybody. */
export const wtr1998: RulePack = {
  code: 'wtr1998',
  name: 'Working Time Regulations 1998',
  effectiveFrom: '1998-10-01',
  source: 'Working Time Regulations 1998',
  evidence: 'S',
  rules: [{ rule: dailyRest }, { rule: wtrAverageWeeklyHours }],
};
