import { elapsedMin } from '../../model/index.js';
import { exactWte, Fraction } from '../exact.js';
import { type PayLine, type PayShift } from '../pay-line.js';
import { type Doctors2016Terms } from '../tables/doctors2016.terms.js';

const SATURDAY = 5;
const SUNDAY = 6;
const MINUTES_PER_DAY = 1440;

export interface Weekends {
  readonly total: number;
  readonly worked: number;
  /** Ids of the shifts that fall on a weekend. */
  readonly shiftIds: readonly string[];
}

/**
 * Weekends of a line: worked if any work falls from Saturday 00:01 to Sunday 23:59. One that lies outside the line but for
 * a day counts as well; one that is leave from end to end does not.
 */
export function weekendsOf(line: PayLine): Weekends {
  const leave = new Set(line.leaveDays);
  const shiftIds = new Set<string>();
  let total = 0;
  let worked = 0;
  for (let saturday = line.firstDay - 1; saturday <= line.lastDay; saturday++) {
    if (line.days[saturday]?.weekday !== SATURDAY) continue;
    const own = line.shifts.filter((shift) => fallsOn(shift, line, saturday));
    const inside = [saturday, saturday + SUNDAY - SATURDAY].filter(
      (day) => day >= line.firstDay && day <= line.lastDay,
    );
    if (own.length === 0 && inside.every((day) => leave.has(day))) continue;
    total++;
    if (own.length > 0) worked++;
    own.forEach(({ id }) => shiftIds.add(id));
  }
  return { total, worked, shiftIds: [...shiftIds] };
}

function fallsOn(shift: PayShift, { days }: PayLine, saturday: number): boolean {
  const from = elapsedMin(days, saturday, 1);
  const to = elapsedMin(days, saturday + 1, MINUTES_PER_DAY - 1);
  return shift.startMin < to && shift.endMin > from;
}

/**
 * How often weekends are worked, as the full-time line that this one is a share of would: 2 of 10 at 80 % are 1 in 4.
 * Null for a line without weekends.
 */
export function fullTimeFrequency(
  { total, worked }: Omit<Weekends, 'shiftIds'>,
  wte: number,
): Fraction | null {
  return total === 0 ? null : new Fraction(worked, total).div(exactWte(wte));
}

/** Percentage of basic pay for a frequency: the step of "1 in n" holds from 1 in n up to the next; rarer than the last, nothing. */
export function weekendPercent(frequency: Fraction, terms: Doctors2016Terms): number {
  return terms.weekends.find(({ oneIn }) => frequency.gte(new Fraction(1, oneIn)))?.percent ?? 0;
}
