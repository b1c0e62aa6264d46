import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AllocationContent,
  allocationLines,
  type LineShiftType,
  personalLines,
  type Place,
} from './allocated-line.js';
import { cycleDay, datesFrom, plusDays } from './cycle.js';
import { cellsOf, freeParts, seatFor, slotKey, slotsOf, workFromLines } from './slots.js';

const FIRST = '2026-08-05';
const LAST = '2026-10-06';
const type = (id: string, kind: LineShiftType['kind']): LineShiftType => ({
  id,
  code: id,
  name: id,
  kind,
  startMin: 480,
  endMin: 960,
  paidBreakMin: 0,
  unpaidBreakMin: 0,
  onCallEstimate: null,
});
const shiftTypes = [type('D', 'day'), type('N', 'night'), type('L', 'long-day'), type('O', 'off')];

/** Lines with people on them: each is put where there is room, as an allocation does. */
const anyContent: fc.Arbitrary<AllocationContent> = fc
  .record({
    weeks: fc.integer({ min: 1, max: 4 }),
    lines: fc.integer({ min: 1, max: 3 }),
    // A second template, with a cycle of its own that begins on another Monday.
    others: fc.integer({ min: 0, max: 2 }),
    otherWeeks: fc.integer({ min: 1, max: 4 }),
    keys: fc.array(fc.constantFrom('D', 'N', 'L', 'O', null), { minLength: 84, maxLength: 84 }),
    wants: fc.array(
      fc.record({
        at: fc.nat(),
        share: fc.constantFrom(300, 500, 600, 1000),
        from: fc.integer({ min: 0, max: 50 }),
        days: fc.integer({ min: 0, max: 62 }),
        daysOff: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 2 }),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ weeks, lines: count, others, otherWeeks, keys, wants }) => {
    const linesOf = (template: string, length: number, cycleWeeks: number) =>
      Array.from({ length }, (_, index) => ({
        id: `${template} line ${index}`,
        templateVersionId: template,
        name: `Line ${index}`,
        wteThousandths: index === 1 ? 600 : 1000,
        cells: keys.slice(index * 7, index * 7 + cycleWeeks * 7),
      }));
    const origin = (name: string, cycleStart: string) => {
      return { templateId: name, templateVersionId: name, templateName: name, cycleStart };
    };
    const lines = allocationLines(
      [origin('Senior', '2026-08-03'), ...(others === 0 ? [] : [origin('Junior', '2026-07-20')])],
      [...linesOf('Junior', others, otherWeeks), ...linesOf('Senior', count, weeks)],
    );
    const slots = slotsOf(lines);
    const places: Place[] = [];
    for (const [index, { at, share, from, days, daysOff }] of wants.entries()) {
      const slot = slots[at % slots.length]!;
      const firstDate = plusDays(FIRST, from);
      const end = plusDays(firstDate, days);
      const lastDate = end < LAST ? end : LAST;
      const seat = seatFor(slot, { firstDate, lastDate, share }, places);
      if (seat === null) continue;
      const place = {
        lineId: slot.line.id,
        startWeek: slot.startWeek,
        firstDate,
        lastDate,
        ...seat,
        daysOff,
      };
      places.push({ id: `place ${index}`, personId: `person ${index}`, ...place });
    }
    return { lines, shiftTypes, places };
  });

describe('lines and who is on them', () => {
  it('give every shift of every line on every day to one person, or to nobody with the reason', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const { worked, open } = workFromLines(content, FIRST, LAST);
        const told = [...worked, ...open].map(
          ({ lineName, date, shiftTypeId }) => `${lineName} ${date} ${shiftTypeId}`,
        );
        const expected = slotsOf(content.lines).flatMap((slot) => {
          const cells = cellsOf(content, slot);
          return datesFrom(FIRST, LAST).flatMap((date) => {
            const cell = cells[cycleDay(slot.line.cycleStart, cells.length / 7, date)] ?? null;
            return cell === null || cell.kind === 'off' ? [] : [`${slot.name} ${date} ${cell.id}`];
          });
        });
        expect(told.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  it('say the same of each person as their personal lines', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const { worked } = workFromLines(content, FIRST, LAST);
        const own = personalLines(content).flatMap(
          ({ personId, firstDate, lastDate, cycleStart, cycleWeeks, cells }) =>
            datesFrom(firstDate, lastDate).flatMap((date) => {
              const id = cells[cycleDay(cycleStart, cycleWeeks, date)] ?? null;
              return id === null || id === 'O' ? [] : [`${personId} ${date} ${id}`];
            }),
        );
        expect(own.toSorted()).toEqual(
          worked.map(({ personId, date, shiftTypeId }) => `${personId} ${date} ${shiftTypeId}`).toSorted(),
        );
      }),
    );
  });

  it('are told apart by their names, whichever template they are of', () => {
    fc.assert(
      fc.property(anyContent, ({ lines }) => {
        const names = slotsOf(lines).map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it('are free as far as nobody has them', () => {
    fc.assert(
      fc.property(anyContent, fc.integer({ min: 0, max: 62 }), (content, day) => {
        const date = plusDays(FIRST, day);
        const slots = slotsOf(content.lines);
        const parts = freeParts(slots, content.places, FIRST, LAST);
        for (const slot of slots) {
          const used = content.places
            .filter(
              (place) => slotKey(place) === slot.key && place.firstDate <= date && date <= place.lastDate,
            )
            .reduce((sum, { shareFrom, shareUntil }) => sum + shareUntil - shareFrom, 0);
          const free = parts
            .filter((part) => part.slot.key === slot.key && part.firstDate <= date && date <= part.lastDate)
            .reduce((sum, part) => sum + part.free, 0);
          expect(used + free).toBe(slot.capacity);
        }
      }),
    );
  });
});
