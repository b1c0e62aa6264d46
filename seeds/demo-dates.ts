import { DateTime } from 'luxon';

/** A duty roster is owed six weeks before it begins, so the first draft begins then. */
const NOTICE_DAYS = 42;

/** Dates of one loading of the demo; see DemoDay. */
export class DemoDates {
  /** Day 0: the first Monday that leaves six weeks' notice. */
  private readonly dayZero: DateTime;

  constructor(now: Date, timeZone: string) {
    const earliest = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day').plus({ days: NOTICE_DAYS });
    this.dayZero = earliest.plus({ days: (8 - earliest.weekday) % 7 });
  }

  /** ISO date of a demo day. */
  date(day: number): string {
    return this.dayZero.plus({ days: day }).toISODate()!;
  }

  /** The instant of a local time on a demo day; more than 1440 minutes reach into the next. */
  instant(day: number, localMin: number): Date {
    const midnight = this.dayZero.plus({ days: day + Math.floor(localMin / 1440) });
    const minOfDay = localMin % 1440;
    return midnight.set({ hour: Math.floor(minOfDay / 60), minute: minOfDay % 60 }).toJSDate();
  }

  /** "4 January to 31 January 2027" */
  period(firstDay: number, lastDay: number): string {
    const first = this.dayZero.plus({ days: firstDay });
    const last = this.dayZero.plus({ days: lastDay });
    return `${first.toFormat(first.year === last.year ? 'd MMMM' : 'd MMMM yyyy')} to ${last.toFormat('d MMMM yyyy')}`;
  }
}
