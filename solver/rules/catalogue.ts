import { contractedHours } from './afc/contracted-hours.rule.js';
import { averageWeeklyHours } from './doctors2016/average-weekly-hours.rule.js';
import { consecutiveLongEvenings } from './doctors2016/consecutive-long-evenings.rule.js';
import { consecutiveLongShifts } from './doctors2016/consecutive-long-shifts.rule.js';
import { consecutiveNights } from './doctors2016/consecutive-nights.rule.js';
import { consecutiveOnCall } from './doctors2016/consecutive-on-call.rule.js';
import { consecutiveShifts } from './doctors2016/consecutive-shifts.rule.js';
import { dayAfterOnCall } from './doctors2016/day-after-on-call.rule.js';
import { hoursInSevenDays } from './doctors2016/hours-in-seven-days.rule.js';
import { onCallInSevenDays } from './doctors2016/on-call-in-seven-days.rule.js';
import { onCallLength } from './doctors2016/on-call-length.rule.js';
import { onCallRest } from './doctors2016/on-call-rest.rule.js';
import { paidBreaks } from './doctors2016/paid-breaks.rule.js';
import { prospectiveCover } from './doctors2016/prospective-cover.rule.js';
import { restAfterConsecutiveShifts } from './doctors2016/rest-after-consecutive-shifts.rule.js';
import { restAfterLongEvenings } from './doctors2016/rest-after-long-evenings.rule.js';
import { restAfterLongShifts } from './doctors2016/rest-after-long-shifts.rule.js';
import { restAfterNights } from './doctors2016/rest-after-nights.rule.js';
import { restBetweenShifts } from './doctors2016/rest-between-shifts.rule.js';
import { shiftLength } from './doctors2016/shift-length.rule.js';
import { weekendFrequency } from './doctors2016/weekend-frequency.rule.js';
import { rotaConsecutiveNights } from './rota/consecutive-nights.rule.js';
import { fairBankHolidays } from './rota/fair-bank-holidays.rule.js';
import { fairNights } from './rota/fair-nights.rule.js';
import { fairWeekends } from './rota/fair-weekends.rule.js';
import { forbiddenSuccession } from './rota/forbidden-succession.rule.js';
import { hours } from './rota/hours.rule.js';
import { maxConsecutiveDays } from './rota/max-consecutive-days.rule.js';
import { maxShifts } from './rota/max-shifts.rule.js';
import { maxWeekends } from './rota/max-weekends.rule.js';
import { minConsecutiveDays } from './rota/min-consecutive-days.rule.js';
import { minDaysOff } from './rota/min-days-off.rule.js';
import { wtrAverageWeeklyHours } from './wtr1998/average-weekly-hours.rule.js';
import { breakInShift } from './wtr1998/break-in-shift.rule.js';
import { compensatoryRest } from './wtr1998/compensatory-rest.rule.js';
import { dailyRest } from './wtr1998/daily-rest.rule.js';
import { nightWorkerHours } from './wtr1998/night-worker-hours.rule.js';
import { wtrWeeklyRest } from './wtr1998/weekly-rest.rule.js';
import { type CoverRule, type Rule } from './rule.js';
import { registeredMinimum } from './sg1/registered-minimum.rule.js';
import { registeredShortfall } from './sg1/registered-shortfall.rule.js';

/** Every rule about a person. A new rule is one file and one line here, and one in a pack if a contract has it. */
export const rules: readonly Rule[] = [
  averageWeeklyHours,
  prospectiveCover,
  hoursInSevenDays,
  shiftLength,
  consecutiveLongShifts,
  restAfterLongShifts,
  consecutiveLongEvenings,
  restAfterLongEvenings,
  consecutiveNights,
  restAfterNights,
  consecutiveShifts,
  restAfterConsecutiveShifts,
  restBetweenShifts,
  weekendFrequency,
  paidBreaks,
  onCallLength,
  consecutiveOnCall,
  onCallInSevenDays,
  dayAfterOnCall,
  onCallRest,
  wtrAverageWeeklyHours,
  nightWorkerHours,
  dailyRest,
  compensatoryRest,
  wtrWeeklyRest,
  breakInShift,
  contractedHours,
  forbiddenSuccession,
  maxConsecutiveDays,
  minConsecutiveDays,
  minDaysOff,
  rotaConsecutiveNights,
  maxWeekends,
  maxShifts,
  hours,
  fairNights,
  fairWeekends,
  fairBankHolidays,
];

/** Every rule about a ward. */
export const coverRules: readonly CoverRule[] = [registeredMinimum, registeredShortfall];
