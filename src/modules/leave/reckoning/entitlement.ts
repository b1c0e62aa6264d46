import { daysAfter, leaveTermsOf } from './leave-terms.js';

/** A substantive placement, as far as leave depends on it. ISO dates, both included; a null last date has no end. */
export interface LeavePlacement {
  readonly unitId: string;
  readonly firstDate: string;
  readonly lastDate: string | null;
  readonly wte: number;
  readonly fullTimeMinPerWeek: number;
  readonly contractCode: string;
}

export interface LeaveYear {
  readonly firstDate: string;
  readonly lastDate: string;
}

const MS_PER_DAY = 86_400_000;
const WORKING_DAYS_A_WEEK = 5;
/** A whole time equivalent has three decimals. */
const WTE_PARTS = 1000;
/** What a day counts for is a whole number of these parts of a minute. */
const PARTS_A_MINUTE = WORKING_DAYS_A_WEEK * WTE_PARTS;

/** The leave year of a date: 1 April to 31 March. */
export function leaveYearOf(date: string): LeaveYear {
  const calendarYear = Number(date.slice(0, 4));
  const first = date.slice(5) >= '04-01' ? calendarYear : calendarYear - 1;
  return { firstDate: `${first}-04-01`, lastDate: `${first + 1}-03-31` };
}

/** Leave years that a period touches, earliest first. */
export function leaveYearsBetween(firstDate: string, lastDate: string): LeaveYear[] {
  const years = [leaveYearOf(firstDate)];
  while (years.at(-1)!.lastDate < lastDate) years.push(leaveYearOf(dayAfter(years.at(-1)!.lastDate)));
  return years;
}

/**
 * Minutes of annual leave that somebody earns in a leave year: for each day of it the day's part of the year's entitlement at the
 * contract, hours and service of that day, added up over all placements and rounded once.
 *
 * @param serviceFrom ISO date since which years of service count.
 */
export function entitlementMin(
  year: LeaveYear,
  placements: readonly LeavePlacement[],
  serviceFrom: string,
): number {
  const days = datesOf(year.firstDate, year.lastDate);
  let parts = 0;
  for (const date of days) {
    for (const placement of placements) {
      if (!coversDate(placement, date)) continue;
      const daysAYear = daysAfter(leaveTermsOf(placement.contractCode), completedYears(serviceFrom, date));
      parts += daysAYear * weekParts(placement);
    }
  }
  return roundHalfUp(parts, PARTS_A_MINUTE * days.length);
}

/**
 * Minutes that annual leave on these days costs: what is planned on days whose rota is published, and otherwise on Mondays to Fridays a
 * fifth of the contracted week. Rounded once.
 *
 * @param planned minutes by date, of days whose rota is published.
 */
export function costMin(
  dates: readonly string[],
  placements: readonly LeavePlacement[],
  planned: Readonly<Record<string, number>>,
): number {
  let parts = 0;
  for (const date of dates) {
    const known = planned[date];
    if (known !== undefined) parts += known * PARTS_A_MINUTE;
    else if (isWorkingDay(date)) {
      for (const placement of placements) {
        if (coversDate(placement, date)) parts += weekParts(placement);
      }
    }
  }
  return roundHalfUp(parts, PARTS_A_MINUTE);
}

/** The ISO dates from one to another, both included. */
export function datesOf(firstDate: string, lastDate: string): string[] {
  const dates: string[] = [];
  for (let ms = Date.parse(firstDate); ms <= Date.parse(lastDate); ms += MS_PER_DAY) {
    dates.push(new Date(ms).toISOString().slice(0, 10));
  }
  return dates;
}

export function coversDate(
  { firstDate, lastDate }: { readonly firstDate: string; readonly lastDate: string | null },
  date: string,
): boolean {
  return firstDate <= date && (lastDate ?? date) >= date;
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + MS_PER_DAY).toISOString().slice(0, 10);
}

/** A contracted week in thousandths of minutes, which is a working day in fifths of those. */
function weekParts({ wte, fullTimeMinPerWeek }: LeavePlacement): number {
  return Math.round(wte * WTE_PARTS) * fullTimeMinPerWeek;
}

function completedYears(from: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(from.slice(0, 4));
  return Math.max(0, date.slice(5) >= from.slice(5) ? years : years - 1);
}

function isWorkingDay(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

/** All numbers are whole and far below 2^53. */
function roundHalfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}
