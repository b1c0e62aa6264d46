import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssignmentEntity } from '../../src/modules/rotas/assignment.entity.js';
import { type AssignmentChange } from '../../src/modules/rotas/problem/changed-input.js';
import { addDays, shiftInstants } from '../../src/modules/rotas/problem/rota-clock.js';
import { type RotaInput } from '../../src/modules/rotas/problem/rota-input.js';
import { amendedShifts } from '../../src/modules/rotas/publication/amendment.js';
import { calendarFeed, calendarPart } from '../../src/modules/rotas/publication/calendar-part.js';
import {
  diffPublications,
  type PublishedShift,
} from '../../src/modules/rotas/publication/publication-diff.js';
import { Calendar, readCalendar } from '../support/calendar-reader.js';

// Both changes of the clock fall into the fortnights that begin on these days.
const FIRST_DATES = ['2026-10-19', '2026-03-23'];
const DAYS = 14;
const PEOPLE = ['ann', 'bob', 'cai', 'dee'];
const ZONE = 'Europe/London';
const TYPES = [
  { id: 'D', code: 'D', name: 'Day', startMin: 480, endMin: 960, kind: 'day' as const },
  { id: 'N', code: 'N', name: 'Night', startMin: 1260, endMin: 1920, kind: 'night' as const },
  { id: 'X', code: 'X', name: 'Early', startMin: 60, endMin: 600, kind: 'day' as const },
];
const input = { shiftTypes: TYPES } as unknown as RotaInput;
const HISTORIES = 500;

/** A published rota as rows, a list of what is published of it, and the calendars of its people. */
class World {
  readonly rows = new Map<string, AssignmentEntity>();
  readonly calendars = new Map(PEOPLE.map((each) => [each, new Calendar()]));
  published: PublishedShift[] = [];
  private whole = false;
  private made = 0;
  private minute = 0;

  constructor(private readonly firstDate: string) {}

  /** A change of one cell, or of two people's shifts at once. */
  edit(person: string, day: number, typeIndex: number | null): AssignmentChange[] {
    const date = addDays(this.firstDate, day);
    const before = this.inCell(person, date) ?? null;
    if (typeIndex === null) return before === null ? [] : [{ before, after: null }];
    const type = TYPES[typeIndex]!;
    const id = before?.id ?? `shift-${++this.made}`;
    const place = { id, rotaId: 'r', personId: person, shiftTypeId: type.id, date };
    const rest = { pinned: true, source: 'manual' as const, overrideReason: null };
    return [{ before, after: { ...place, ...shiftInstants(date, type, ZONE), ...rest } }];
  }

  /** Shifts of a day go round among people, as in a swap, a chain or a give-away. */
  round(people: readonly string[], days: readonly number[]): AssignmentChange[] {
    // Staff are told to wait while the coordinator is changing somebody's shifts.
    if (people.some((each) => this.isBeingEdited(each))) return [];
    const given = people.map((person, k) => this.inCell(person, addDays(this.firstDate, days[k]!)));
    const takers = people.map((_, k) => people[(k + 1) % people.length]!);
    const changes = given.flatMap((before, k): AssignmentChange[] =>
      before === undefined ? [] : [{ before, after: { ...before, personId: takers[k]! } }],
    );
    const clash = changes.some(({ before, after }) => {
      const there = this.inCell(after!.personId, after!.date);
      return (
        there !== undefined &&
        !changes.some((other) => other.before?.id === there.id) &&
        there.id !== before!.id
      );
    });
    const cells = changes.map(({ after }) => `${after!.personId} ${after!.date}`);
    return clash || new Set(cells).size < cells.length ? [] : changes;
  }

  apply(changes: readonly AssignmentChange[]): void {
    for (const { before, after } of changes) {
      if (after === null) this.rows.delete(before!.id);
      else this.rows.set(after.id, { ...after, version: (before?.version ?? 0) + 1 });
    }
  }

  publishWhole(): void {
    const now = [...this.rows.values()].map((row) => this.publishedAs(row));
    this.tell(diffPublications(this.whole ? this.published : null, now));
    this.published = now;
    this.whole = true;
  }

  /** Publishes some changes alone, as the door does. */
  amend(changes: readonly AssignmentChange[]): void {
    if (!this.whole) return;
    const touched = new Set(changes.flatMap(({ before, after }) => [before?.personId, after?.personId]));
    const before = this.published.filter(({ personId }) => touched.has(personId));
    const { after } = amendedShifts(input, before, changes);
    this.tell(diffPublications(before, after));
    this.published = [...this.published.filter(({ personId }) => !touched.has(personId)), ...after];
  }

  /** What each person should see. */
  expected(person: string): { start: Date; end: Date; uid: string }[] {
    return this.published
      .filter(({ personId }) => personId === person)
      .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
      .map(({ startsAt, endsAt, assignmentId }) => ({ start: startsAt, end: endsAt, uid: assignmentId }));
  }

  fed(person: string): { start: Date; end: Date; uid: string }[] {
    const shifts = this.published
      .filter(({ personId }) => personId === person)
      .map((shift) => ({ ...shift, unitName: 'Ward', rotaName: 'Rota', publishedAt: new Date(0) }));
    return readCalendar(calendarFeed(shifts))
      .events.toSorted((a, b) => a.start.getTime() - b.start.getTime())
      .map(({ start, end, uid }) => ({ start, end, uid }));
  }

  private isBeingEdited(person: string): boolean {
    const look = (shifts: readonly PublishedShift[]): string =>
      shifts
        .filter(({ personId }) => personId === person)
        .map(({ assignmentId, shiftCode }) => `${assignmentId} ${shiftCode}`)
        .toSorted()
        .join();
    return look([...this.rows.values()].map((row) => this.publishedAs(row))) !== look(this.published);
  }

  private tell(notices: ReturnType<typeof diffPublications>): void {
    const publishedAt = new Date(Date.UTC(2026, 0, 1, 0, ++this.minute));
    const occasion = { unitName: 'Ward', rotaName: 'Rota', publishedAt };
    for (const { personId, shifts, cancelled } of notices) {
      this.calendars.get(personId)!.take(calendarPart({ ...occasion, shifts, cancelled }));
    }
  }

  private publishedAs(row: AssignmentEntity): PublishedShift {
    const type = TYPES.find(({ id }) => id === row.shiftTypeId)!;
    const { id, version, personId, date, startsAt, endsAt } = row;
    const shift = { personId, date, startsAt, endsAt, shiftCode: type.code, shiftName: type.name };
    return { ...shift, assignmentId: id, sequence: version };
  }

  private inCell(person: string, date: string): AssignmentEntity | undefined {
    return [...this.rows.values()].find((row) => row.personId === person && row.date === date);
  }
}

const person = fc.constantFrom(...PEOPLE);
const day = fc.integer({ min: 0, max: DAYS - 1 });
const type = fc.option(fc.nat({ max: TYPES.length - 1 }), { nil: null, freq: 3 });
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), person, day, type, now: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('round' as const),
      people: fc.uniqueArray(person, { minLength: 2, maxLength: 3 }),
      days: fc.array(day, { minLength: 3, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('publish' as const) }) },
);
const history = fc.record({
  firstDate: fc.constantFrom(...FIRST_DATES),
  // Half of the cells are free.
  roster: fc.array(fc.nat({ max: 2 * TYPES.length - 1 }), {
    minLength: PEOPLE.length * DAYS,
    maxLength: PEOPLE.length * DAYS,
  }),
  steps: fc.array(step, { minLength: 1, maxLength: 25 }),
});

describe.each(['UTC', 'Europe/London'])('with the clock of the server in %s', (zone) => {
  const before = process.env.TZ;

  beforeAll(() => {
    process.env.TZ = zone;
    expect(new Date('2026-07-01T12:00:00Z').getTimezoneOffset()).toBe(zone === 'UTC' ? 0 : -60);
  });

  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it(
    `feeds and mails show what is published, after each step of ${HISTORIES} histories of edits, swaps and publications`,
    { timeout: 300_000 },
    () => {
      fc.assert(
        fc.property(history, ({ firstDate, roster, steps }) => {
          const world = new World(firstDate);
          roster.forEach((typeIndex, k) => {
            const who = PEOPLE[Math.floor(k / DAYS)]!;
            if (typeIndex < TYPES.length) world.apply(world.edit(who, k % DAYS, typeIndex));
          });
          world.publishWhole();
          for (const each of steps) {
            if (each.kind === 'publish') world.publishWhole();
            else {
              const now = each.kind === 'round' || each.now;
              const changes =
                each.kind === 'round'
                  ? world.round(each.people, each.days)
                  : world.edit(each.person, each.day, each.type);
              world.apply(changes);
              if (now) world.amend(changes);
            }
            for (const who of PEOPLE) {
              const expected = world.expected(who);
              const shown = world.calendars.get(who)!.standing();
              expect(shown.map(({ start, end, uid }) => ({ start, end, uid }))).toEqual(expected);
            }
          }
          for (const who of PEOPLE) expect(world.fed(who)).toEqual(world.expected(who));
        }),
        { numRuns: HISTORIES },
      );
    },
  );
});
