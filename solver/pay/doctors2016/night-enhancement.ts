import { type Day, elapsedMin } from '../../model/index.js';
import { type PayShift } from '../pay-line.js';
import { clipped, commonMin, dailyWindows, type Span, startDay, workSpans } from '../spans.js';
import { type Doctors2016Terms } from '../tables/doctors2016.terms.js';

const MINUTES_PER_DAY = 1440;

/** Part of the clause that enhances some of a shift, and for how long. */
export interface NightPart {
  readonly part: 'late-finish' | 'long-night' | 'night-hours';
  readonly minutes: number;
}

/** Which minutes of a shift at work are enhanced, each by one part of the clause: the widest that holds for it. */
export function nightParts(shift: PayShift, days: readonly Day[], terms: Doctors2016Terms): NightPart[] {
  const work = workSpans(shift);
  const whole = { from: shift.startMin, to: shift.endMin };
  if (endsLate(shift, days, terms)) return counted([['late-finish', work, [whole]]]);
  const { fromMin, toMin } = terms.nightWindow;
  const nights = dailyWindows(shift, days, fromMin, toMin + MINUTES_PER_DAY);
  if (!isLongNight(shift, days, terms)) return counted([['night-hours', work, nights]]);
  const until = elapsedMin(days, startDay(shift, days) + 1, terms.longNight.untilMin);
  const later = nights.flatMap((night) => clipped([night], { from: until, to: shift.endMin }));
  return counted([
    ['long-night', work, [{ from: shift.startMin, to: Math.min(until, shift.endMin) }]],
    ['night-hours', work, later],
  ]);
}

function counted(
  parts: readonly (readonly [NightPart['part'], readonly Span[], readonly Span[]])[],
): NightPart[] {
  return parts
    .map(([part, work, enhanced]) => ({ part, minutes: commonMin(work, enhanced) }))
    .filter(({ minutes }) => minutes > 0);
}

/** Ends from 00:00 to 04:00, both included. */
function endsLate(shift: PayShift, days: readonly Day[], { lateFinish }: Doctors2016Terms): boolean {
  for (let index = startDay(shift, days); elapsedMin(days, index, 0) <= shift.endMin; index++) {
    const from = elapsedMin(days, index, lateFinish.fromMin);
    const to = elapsedMin(days, index, lateFinish.toMin);
    if (from <= shift.endMin && shift.endMin <= to) return true;
  }
  return false;
}

function isLongNight(shift: PayShift, days: readonly Day[], { longNight }: Doctors2016Terms): boolean {
  const day = startDay(shift, days);
  const from = elapsedMin(days, day, longNight.startFromMin);
  const to = elapsedMin(days, day, longNight.startToMin);
  const length = shift.endMin - shift.startMin;
  return from <= shift.startMin && shift.startMin <= to && length >= longNight.minLengthMin;
}
