import { averageWeeklyHours } from '../doctors2016/average-weekly-hours.rule.js';
import { consecutiveLongEvenings } from '../doctors2016/consecutive-long-evenings.rule.js';
import { consecutiveLongShifts } from '../doctors2016/consecutive-long-shifts.rule.js';
import { consecutiveNights } from '../doctors2016/consecutive-nights.rule.js';
import { consecutiveOnCall } from '../doctors2016/consecutive-on-call.rule.js';
import { consecutiveShifts } from '../doctors2016/consecutive-shifts.rule.js';
import { dayAfterOnCall } from '../doctors2016/day-after-on-call.rule.js';
import { hoursInSevenDays } from '../doctors2016/hours-in-seven-days.rule.js';
import { onCallInSevenDays } from '../doctors2016/on-call-in-seven-days.rule.js';
import { onCallLength } from '../doctors2016/on-call-length.rule.js';
import { onCallRest } from '../doctors2016/on-call-rest.rule.js';
import { paidBreaks } from '../doctors2016/paid-breaks.rule.js';
import { prospectiveCover } from '../doctors2016/prospective-cover.rule.js';
import { restAfterConsecutiveShifts } from '../doctors2016/rest-after-consecutive-shifts.rule.js';
import { restAfterLongEvenings } from '../doctors2016/rest-after-long-evenings.rule.js';
import { restAfterLongShifts } from '../doctors2016/rest-after-long-shifts.rule.js';
import { restAfterNights } from '../doctors2016/rest-after-nights.rule.js';
import { restBetweenShifts } from '../doctors2016/rest-between-shifts.rule.js';
import { shiftLength } from '../doctors2016/shift-length.rule.js';
import { weekendFrequency } from '../doctors2016/weekend-frequency.rule.js';
import { type PackedRule, type RulePack } from '../rule.js';

const same: readonly PackedRule[] = [
  { rule: averageWeeklyHours },
  { rule: prospectiveCover },
  { rule: hoursInSevenDays },
  { rule: shiftLength },
  { rule: consecutiveLongEvenings },
  { rule: restAfterLongEvenings },
  { rule: consecutiveNights },
  { rule: restBetweenShifts },
  { rule: weekendFrequency },
  { rule: paidBreaks },
  { rule: onCallLength },
  { rule: consecutiveOnCall },
  { rule: onCallInSevenDays },
  { rule: dayAfterOnCall },
  { rule: onCallRest },
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
    {
      rule: consecutiveLongShifts,
      parameters: { max: 5 },
      evidence: 'C',
      edges: { passes: 'five long shifts', fails: 'a sixth day of 08:00 to 18:15' },
    },
    {
      rule: restAfterLongShifts,
      parameters: { afterRun: 5 },
      evidence: 'C',
      edges: {
        passes: 'the fifth ends on Friday at 21:00, the next shift starts on Sunday at 21:00',
        fails: 'it starts at 20:45',
      },
    },
    {
      rule: restAfterNights,
      parameters: { afterRun: 3 },
      evidence: 'C',
      edges: {
        passes: 'two nights, and then 22 h of rest; three nights, and then 46 h',
        fails: 'three nights, and then 45 h 45 min',
      },
    },
    {
      rule: consecutiveShifts,
      parameters: { max: 8 },
      evidence: 'C',
      edges: { passes: 'eight days in a row', fails: 'a ninth day' },
    },
    {
      rule: restAfterConsecutiveShifts,
      parameters: { afterRun: 8 },
      evidence: 'C',
      edges: {
        passes: 'Monday to Monday, the last ends at 17:00, the next starts on Wednesday at 17:00',
        fails: 'it starts at 16:45',
      },
    },
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
