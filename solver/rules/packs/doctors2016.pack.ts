import { averageWeeklyHours } from '../doctors2016/average-weekly-hours.rule.js';
import { consecutiveLongShifts } from '../doctors2016/consecutive-long-shifts.rule.js';
import { consecutiveNights } from '../doctors2016/consecutive-nights.rule.js';
import { consecutiveShifts } from '../doctors2016/consecutive-shifts.rule.js';
import { hoursInSevenDays } from '../doctors2016/hours-in-seven-days.rule.js';
import { restAfterConsecutiveShifts } from '../doctors2016/rest-after-consecutive-shifts.rule.js';
import { restAfterLongShifts } from '../doctors2016/rest-after-long-shifts.rule.js';
import { restAfterNights } from '../doctors2016/rest-after-nights.rule.js';
import { restBetweenShifts } from '../doctors2016/rest-between-shifts.rule.js';
import { shiftLength } from '../doctors2016/shift-length.rule.js';
import { weekendFrequency } from '../doctors2016/weekend-frequency.rule.js';
import { type PackedRule, type RulePack } from '../rule.js';

const same: readonly PackedRule[] = [
  { rule: averageWeeklyHours },
  { rule: hoursInSevenDays },
  { rule: shiftLength },
  { rule: consecutiveNights },
  { rule: restBetweenShifts },
  { rule: weekendFrequency },
];

/** Doctors in training, England, as the contract began. */
export const doctors2016First: RulePack = {
  code: 'doctors2016',
  name: 'Doctors in training, England (2016 contract)',
  effectiveFrom: '2016-08-03',
  source: 'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, as first in force',
  evidence: 'C',
  rules: [
    ...same,
    { rule: consecutiveLongShifts, parameters: { max: 5 } },
    { rule: restAfterLongShifts, parameters: { afterRun: 5 } },
    { rule: restAfterNights, parameters: { afterRun: 3 } },
    { rule: consecutiveShifts, parameters: { max: 8 } },
    { rule: restAfterConsecutiveShifts, parameters: { afterRun: 8 } },
  ],
};

/** The same after the refresh of 2019; its date in force is not confirmed. */
export const doctors2016Refresh: RulePack = {
  ...doctors2016First,
  effectiveFrom: '2019-08-07',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'M',
  rules: [
    ...same,
    { rule: consecutiveLongShifts },
    { rule: restAfterLongShifts },
    { rule: restAfterNights },
    { rule: consecutiveShifts },
    { rule: restAfterConsecutiveShifts },
  ],
};
