import ICAL from 'ical.js';

/** An event as a calendar program reads it. */
export interface ReadEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly start: Date;
  readonly end: Date;
  readonly summary: string;
  readonly cancelled: boolean;
}

export interface ReadCalendar {
  readonly method: string;
  readonly events: readonly ReadEvent[];
}

/** Reads iCalendar text with a parser that knows nothing of the one who wrote it. */
export function readCalendar(text: string): ReadCalendar {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: Number(component.getFirstPropertyValue('sequence')),
      start: event.startDate.toJSDate(),
      end: event.endDate.toJSDate(),
      summary: event.summary,
      cancelled: component.getFirstPropertyValue('status') === 'CANCELLED',
    };
  });
  return { method: String(calendar.getFirstPropertyValue('method')), events };
}

/** A calendar that takes in one mail after the other, as RFC 5546 says: an event of a lower SEQUENCE is old news. */
export class Calendar {
  private readonly byUid = new Map<string, ReadEvent>();

  take(text: string): void {
    for (const event of readCalendar(text).events) {
      const known = this.byUid.get(event.uid);
      if (known === undefined || event.sequence >= known.sequence) this.byUid.set(event.uid, event);
    }
  }

  /** What stands in it, in the order of time. */
  standing(): ReadEvent[] {
    return [...this.byUid.values()]
      .filter(({ cancelled }) => !cancelled)
      .toSorted((a, b) => a.start.getTime() - b.start.getTime());
  }
}
