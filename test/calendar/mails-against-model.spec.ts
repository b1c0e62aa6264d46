import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarPart } from '../../src/modules/rotas/publication/calendar-part.js';
import { rotaMail } from '../../src/modules/rotas/publication/mail-content.js';
import {
  diffPublications,
  type PublishedShift,
} from '../../src/modules/rotas/publication/publication-diff.js';
import { addDays, shiftInstants } from '../../src/modules/rotas/problem/rota-clock.js';
import { Calendar, readCalendar } from '../support/calendar-reader.js';

// Both changes of the clock fall into the fortnights that begin on these days.
const FIRST_DATES = ['2026-10-19', '2026-03-23', '2026-06-01'];
const DAYS = 14;
const PEOPLE = ['ann', 'bob', 'cai'];
const TYPES = [
  { code: 'D', name: 'Day', startMin: 480, endMin: 960 },
  { code: 'N', name: 'Night; "long", \\ odd', startMin: 1200, endMin: 1980 },
  {
    code: 'E',
    name: 'Early, ünïcode 🩺 with a name that is long enough to be folded in the calendar',
    startMin: 60,
    endMin: 600,
  },
];

/** The smallest rota that behaves as the real one: ids stay with a shift, versions move on with each change. */
class ModelRota {
  private readonly rows = new Map<string, PublishedShift>();
  private made = 0;

  constructor(private readonly firstDate: string) {}

  set(person: string, day: number, typeIndex: number): void {
    const date = addDays(this.firstDate, day);
    const type = TYPES[typeIndex]!;
    const standing = this.inCell(person, date);
    const times = shiftInstants(date, type, 'Europe/London');
    const shift = { personId: person, date, shiftCode: type.code, shiftName: type.name, ...times };
    if (standing === undefined) {
      const assignmentId = `shift-${++this.made}`;
      this.rows.set(assignmentId, { ...shift, assignmentId, sequence: 1 });
    } else {
      const { assignmentId, sequence } = standing;
      this.rows.set(assignmentId, { ...shift, assignmentId, sequence: sequence + 1 });
    }
  }

  remove(person: string, day: number): void {
    const standing = this.inCell(person, addDays(this.firstDate, day));
    if (standing !== undefined) this.rows.delete(standing.assignmentId);
  }

  /** Hands a shift to somebody who is free that day: it keeps its id. */
  handOver(person: string, day: number, to: string): void {
    const date = addDays(this.firstDate, day);
    const standing = this.inCell(person, date);
    if (standing === undefined || this.inCell(to, date) !== undefined) return;
    this.rows.set(standing.assignmentId, { ...standing, personId: to, sequence: standing.sequence + 1 });
  }

  shifts(): PublishedShift[] {
    return [...this.rows.values()];
  }

  private inCell(person: string, date: string): PublishedShift | undefined {
    return this.shifts().find((row) => row.personId === person && row.date === date);
  }
}

const person = fc.constantFrom(...PEOPLE);
const day = fc.integer({ min: 0, max: DAYS - 1 });
const edit = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      person,
      day,
      type: fc.nat({ max: TYPES.length - 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), person, day }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('hand-over' as const), person, day, to: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('publish' as const) }) },
);
const history = fc.record({
  firstDate: fc.constantFrom(...FIRST_DATES),
  edits: fc.array(edit, { maxLength: 60 }),
});

const occasion = {
  unitName: 'Ward A',
  rotaName: 'Rota',
  publishedAt: new Date('2026-02-01T10:00:00Z'),
};

describe('calendars that take in every mail', () => {
  it('always show the rota that was published last, whatever was edited and published before', () => {
    fc.assert(
      fc.property(history, ({ firstDate, edits }) => {
        const rota = new ModelRota(firstDate);
        const calendars = new Map(PEOPLE.map((each) => [each, new Calendar()]));
        let before: PublishedShift[] | null = null;
        for (const step of [...edits, { kind: 'publish' as const }]) {
          if (step.kind === 'set') rota.set(step.person, step.day, step.type);
          if (step.kind === 'remove') rota.remove(step.person, step.day);
          if (step.kind === 'hand-over') rota.handOver(step.person, step.day, step.to);
          if (step.kind !== 'publish') continue;
          const now = rota.shifts();
          for (const { personId, shifts, cancelled } of diffPublications(before, now)) {
            calendars.get(personId)!.take(calendarPart({ ...occasion, shifts, cancelled }));
          }
          before = now;
          for (const each of PEOPLE) {
            const published = now
              .filter(({ personId }) => personId === each)
              .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
              .map(({ startsAt, endsAt, shiftCode, shiftName }) => ({
                start: startsAt,
                end: endsAt,
                summary: `${shiftName} (${shiftCode}), Ward A`,
              }));
            const shown = calendars
              .get(each)!
              .standing()
              .map(({ start, end, summary }) => ({ start, end, summary }));
            expect(shown).toEqual(published);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are told of nothing when nothing changed for them, and mails say what did', () => {
    fc.assert(
      fc.property(history, ({ firstDate, edits }) => {
        const rota = new ModelRota(firstDate);
        const half = Math.floor(edits.length / 2);
        const play = (steps: typeof edits): void => {
          for (const step of steps) {
            if (step.kind === 'set') rota.set(step.person, step.day, step.type);
            if (step.kind === 'remove') rota.remove(step.person, step.day);
          }
        };
        play(edits.slice(0, half));
        const before = rota.shifts();
        play(edits.slice(half));
        const after = rota.shifts();
        const look = (shifts: PublishedShift[], each: string): string =>
          JSON.stringify(
            shifts
              .filter(({ personId }) => personId === each)
              .map(({ assignmentId, date, shiftCode }) => [assignmentId, date, shiftCode])
              .toSorted(),
          );
        const told = diffPublications(before, after);
        expect(told.map(({ personId }) => personId).toSorted()).toEqual(
          PEOPLE.filter((each) => look(before, each) !== look(after, each)),
        );
        for (const notice of told) {
          const { text, html } = rotaMail(
            {
              ...occasion,
              firstDate,
              lastDate: addDays(firstDate, DAYS - 1),
              timeZone: 'Europe/London',
              version: 2,
              why: null,
            },
            'Jo',
            notice,
          );
          const changes = notice.added.length + notice.changed.length + notice.withdrawn.length;
          const listed = text.split('\n').filter((line) => line.startsWith('- ')).length;
          expect(listed).toBe(Math.max(changes, 1) + notice.shifts.length);
          expect(html.match(/<tr>/g) ?? []).toHaveLength(
            notice.shifts.length === 0 ? 0 : notice.shifts.length + 1,
          );
        }
      }),
    );
  });
});

describe('a calendar part', () => {
  const shift = (date: string, typeIndex: number): PublishedShift => ({
    assignmentId: `3f2c9a70-${date}`,
    sequence: 3,
    personId: 'ann',
    date,
    shiftCode: TYPES[typeIndex]!.code,
    shiftName: TYPES[typeIndex]!.name,
    ...shiftInstants(date, TYPES[typeIndex]!, 'Europe/London'),
  });

  it('is in UTC, with lines of at most 75 bytes, and the same each time', () => {
    const content = {
      ...occasion,
      shifts: [shift('2026-07-01', 1), shift('2026-10-24', 2)],
      cancelled: [shift('2026-07-03', 0)],
    };
    const text = calendarPart(content);
    expect(calendarPart(content)).toBe(text);
    expect(text).toContain('DTSTART:20260701T190000Z');
    expect(text).toContain('DTSTAMP:20260201T100000Z');
    expect(text).not.toMatch(/TZID|VTIMEZONE/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(readCalendar(text)).toMatchObject({
      method: 'PUBLISH',
      events: [
        { uid: '3f2c9a70-2026-07-01', sequence: 3, cancelled: false },
        { uid: '3f2c9a70-2026-10-24', cancelled: false },
        { uid: '3f2c9a70-2026-07-03', cancelled: true },
      ],
    });
  });
});
