import { type PackedRule, type RulePack } from '../rule.js';
import { wtrAverageWeeklyHours } from '../wtr1998/average-weekly-hours.rule.js';
import { breakInShift } from '../wtr1998/break-in-shift.rule.js';
import { compensatoryRest } from '../wtr1998/compensatory-rest.rule.js';
import { dailyRest } from '../wtr1998/daily-rest.rule.js';
import { nightWorkerHours } from '../wtr1998/night-worker-hours.rule.js';
import { wtrWeeklyRest } from '../wtr1998/weekly-rest.rule.js';

/** The rules of the law, which other packs can take up. */
export const lawOfWorkingTime: readonly PackedRule[] = [
  { rule: wtrAverageWeeklyHours },
  { rule: nightWorkerHours },
  { rule: dailyRest },
  { rule: compensatoryRest },
  { rule: wtrWeeklyRest },
  { rule: breakInShift },
];

/** What the law asks of everybody. */
export const wtr1998: RulePack = {
  code: 'wtr1998',
  name: 'Working Time Regulations 1998',
  effectiveFrom: '1998-10-01',
  source: 'Working Time Regulations 1998',
  evidence: 'S',
  rules: lawOfWorkingTime,
};
