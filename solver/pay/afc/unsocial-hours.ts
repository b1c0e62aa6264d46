import { type Day } from '../../model/index.js';
import { type PayShift, PayError } from '../pay-line.js';
import { clipped, commonMin, dailyWindows, dayStart, lengthMin, startDay, workSpans } from '../spans.js';
import { type AfcTerms } from '../tables/afc.terms.js';

const SATURDAY = 5;
const SUNDAY = 6;
const MINUTES_PER_DAY = 1440;

/** Minutes of a shift by the rate that they are paid at; plain time is left out. */
export interface UnsocialMinutes {
  readonly weekdayNight: number;
  readonly saturday: number;
  readonly sundayOrHoliday: number;
}

/**
 * Splits a shift at every midnight. When more than half of its working time falls from 20:00 to 06:00, all of its weekday
 * hours are enhanced.
 */
export function unsocialMinutes(shift: PayShift, days: readonly Day[], terms: AfcTerms): UnsocialMinutes {
  const work = workSpans(shift);
  const { fromMin, toMin } = terms.weekdayWindow;
  const evenings = dailyWindows(shift, days, fromMin, toMin + MINUTES_PER_DAY);
  const mostly = 2 * commonMin(work, evenings) > lengthMin(work);
  const minutes = { weekdayNight: 0, saturday: 0, sundayOrHoliday: 0 };
  for (let index = startDay(shift, days); dayStart(days, index) < shift.endMin; index++) {
    const ofDay = clipped(work, { from: dayStart(days, index), to: dayStart(days, index + 1) });
    const rate = rateOf(days, index);
    if (rate !== 'weekdayNight') minutes[rate] += lengthMin(ofDay);
    else minutes.weekdayNight += mostly ? lengthMin(ofDay) : commonMin(ofDay, evenings);
  }
  return minutes;
}

function rateOf(days: readonly Day[], index: number): keyof UnsocialMinutes {
  const day = days[index];
  if (day === undefined)
    throw new PayError(`The calendar ends before day ${index}, on which a shift is worked.`);
  if (day.bankHoliday || day.weekday === SUNDAY) return 'sundayOrHoliday';
  return day.weekday === SATURDAY ? 'saturday' : 'weekdayNight';
}
