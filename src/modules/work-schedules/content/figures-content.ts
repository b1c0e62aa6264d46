import { type LineAnalysis } from '../../../../solver/explain/template/index.js';
import { type doctors2016Terms, exactWte, Fraction, type LineFigures } from '../../../../solver/pay/index.js';
import { type ProspectiveCover } from '../../../../solver/rules/rule.js';
import { entitlementMin, leaveYearOf, leaveYearsBetween } from '../../leave/reckoning/entitlement.js';
import { leaveTermsOf } from '../../leave/reckoning/leave-terms.js';
import { countOf, toHundredth } from './pattern-content.js';
import { shiftsById } from './pattern-line.js';
import {
  type HoursContent,
  type LeaveContent,
  type OnCallContent,
  type OutOfHoursContent,
} from './schedule-content.js';
import { type ScheduleInput } from './schedule-input.js';

/** What leave is to be expected, of a whole leave year as it stands on the first day. */
export function leaveWeek({ placement, serviceFrom }: ScheduleInput): ProspectiveCover {
  const year = leaveYearOf(placement.firstDate);
  const wholeYear = { ...placement, firstDate: year.firstDate, lastDate: year.lastDate };
  const leaveWeekMin = placement.wte * placement.fullTimeMinPerWeek;
  return { leaveWeeksPerYear: entitlementMin(year, [wholeYear], serviceFrom) / leaveWeekMin, leaveWeekMin };
}

/** @param clauses of pay that are in force */
export function hoursOf(
  input: ScheduleInput,
  analysis: LineAnalysis,
  { averages }: LineFigures,
  clauses: (typeof doctors2016Terms)[number],
): HoursContent {
  const { leaveWeeksPerYear, leaveWeekMin } = leaveWeek(input);
  const hours = (minutes: Fraction | undefined): number | null =>
    minutes === undefined ? null : toHundredth(minutes.div(60));
  const covered = analysis.averageWeeklyHoursWithProspectiveCover;
  return {
    average: hours(averages?.workMin),
    averageWithProspectiveCover: covered === null ? null : Math.round(covered * 100) / 100,
    leaveWeeksAYear: Math.round(leaveWeeksPerYear * 100) / 100,
    leaveWeekHours: toHundredth(new Fraction(Math.round(leaveWeekMin), 60)),
    contracted: toHundredth(exactWte(input.placement.wte).mul(clauses.basicHoursPerWeek)),
    additional: hours(averages?.additionalMin),
    enhanced: hours(averages?.enhancedMin),
    unpaid: hours(averages?.unpaidMin),
  };
}

export function outOfHoursOf(
  analysis: LineAnalysis,
  { weekends, weekendFrequency }: LineFigures,
): OutOfHoursContent {
  return {
    weekendsWorked: weekends.worked,
    weekends: weekends.total,
    frequency: oneIn(weekends.total === 0 ? null : new Fraction(weekends.worked, weekends.total)),
    fullTimeFrequency: oneIn(weekendFrequency),
    nights: analysis.nights,
    longShifts: analysis.longShifts,
  };
}

/** `1 in 4`, `1 in 3.5` */
function oneIn(frequency: Fraction | null): string {
  if (frequency === null || frequency.equals(0)) return 'none';
  return `1 in ${toHundredth(frequency.inverse())}`;
}

export function onCallOf({ pattern }: ScheduleInput, { onCallPeriods }: LineAnalysis): OnCallContent {
  const shifts = [...shiftsById(pattern).values()].filter(({ kind }) => kind === 'on-call');
  const hours = (minutes: number | undefined): number | null =>
    minutes === undefined ? null : toHundredth(new Fraction(minutes, 60));
  return {
    periods: onCallPeriods,
    shifts: shifts.flatMap((shift) => {
      const count = countOf(pattern, shift);
      const estimate = shift.onCallEstimate;
      if (count === 0) return [];
      return [
        {
          code: shift.code,
          name: shift.name,
          count,
          availableHours: toHundredth(new Fraction(shift.endMin - shift.startMin, 60)),
          workHours: hours(estimate?.workMin),
          enhancedHours: hours(estimate?.enhancedMin),
          calls: estimate?.episodes ?? null,
        },
      ];
    }),
  };
}

/** Of every leave year that the placement touches; of one without an end, of the first. */
export function leaveOf({ placement, serviceFrom }: ScheduleInput): LeaveContent {
  const { source, evidence } = leaveTermsOf(placement.contractCode);
  const lastDate = placement.lastDate ?? leaveYearOf(placement.firstDate).lastDate;
  const years = leaveYearsBetween(placement.firstDate, lastDate).map((year) => ({
    from: year.firstDate,
    to: year.lastDate,
    hours: toHundredth(new Fraction(entitlementMin(year, [placement], serviceFrom), 60)),
  }));
  return { years, serviceFrom, source, evidence };
}
