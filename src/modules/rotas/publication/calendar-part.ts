import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus } from 'ical-generator';
import { type PublishedShift } from './publication-diff.js';

export interface CalendarContent {
  readonly unitName: string;
  readonly rotaName: string;
  readonly publishedAt: Date;
  readonly shifts: readonly PublishedShift[];
  readonly cancelled: readonly PublishedShift[];
}

/**
 * The calendar part of a mail: all shifts of a person, and what is taken away. The same content gives the same bytes.
 * A UID is the assignment's id alone: with an address in it, calendars would double when the service moves.
 */
export function calendarPart(content: CalendarContent): string {
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Rotawright', product: 'Rota', language: 'EN' },
  });
  for (const shift of content.shifts) calendar.createEvent(event(content, shift, ICalEventStatus.CONFIRMED));
  for (const shift of content.cancelled)
    calendar.createEvent(event(content, shift, ICalEventStatus.CANCELLED));
  return calendar.toString();
}

/** A shift in a feed, with what its own publication says of it. */
export type FedShift = PublishedShift & Omit<CalendarContent, 'shifts' | 'cancelled'>;

const REFRESH_SECONDS = 3600;

/** What calendars fetch: all of a person's shifts, and how soon to look again. What is gone from it is gone from the calendar. */
export function calendarFeed(shifts: readonly FedShift[]): string {
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Rotawright', product: 'Rota', language: 'EN' },
    name: 'My shifts',
    ttl: REFRESH_SECONDS,
  });
  for (const shift of shifts) calendar.createEvent(event(shift, shift, ICalEventStatus.CONFIRMED));
  return calendar.toString();
}

function event(
  content: Omit<CalendarContent, 'shifts' | 'cancelled'>,
  shift: PublishedShift,
  status: ICalEventStatus,
): ICalEventData {
  return {
    id: shift.assignmentId,
    sequence: shift.sequence,
    stamp: content.publishedAt,
    start: shift.startsAt,
    end: shift.endsAt,
    summary: `${shift.shiftName} (${shift.shiftCode}), ${content.unitName}`,
    description: content.rotaName,
    status,
  };
}
