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

function event(content: CalendarContent, shift: PublishedShift, status: ICalEventStatus): ICalEventData {
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
