import fc from 'fast-check';
import highsModule from 'highs';
import { describe, expect, it } from 'vitest';
import { checkCapacity, type CapacityInput } from './capacity.js';

// The package types its ES module as if it were CommonJS: what is imported is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

const day = { id: 'D', workMin: 480 };
const night = { id: 'N', workMin: 720 };

function person(id: string, maxWorkMin: number, days: number, types = ['D', 'N']) {
  return { id, name: id, maxWorkMin, days, daysByShiftType: Object.fromEntries(types.map((t) => [t, days])) };
}

describe('capacity check', () => {
  it('says how many shifts are short when hours run out', () => {
    const verdict = checkCapacity({
      people: [person('a', 4800, 28), person('b', 4800, 28)],
      shiftTypes: [day],
      lines: [{ id: 'l', name: 'Day', shiftTypeIds: ['D'], personIds: ['a', 'b'], needed: 25 }],
    });
    expect(verdict.enough).toBe(false);
    expect(verdict.totalShort).toBeCloseTo(5);
    expect(verdict.hoursUsedShare).toBeCloseTo(1);
  });

  it('lets a person count in every line that they match', () => {
    const verdict = checkCapacity({
      people: [person('senior', 4800, 10), person('junior', 4800, 10)],
      shiftTypes: [day],
      lines: [
        { id: 'all', name: 'Two doctors', shiftTypeIds: ['D'], personIds: ['senior', 'junior'], needed: 20 },
        { id: 'st3', name: 'ST3 or above', shiftTypeIds: ['D'], personIds: ['senior'], needed: 10 },
      ],
    });
    expect(verdict).toMatchObject({ enough: true, shortfalls: [], totalShort: 0 });
  });

  it('names the line that its skills leave short', () => {
    const verdict = checkCapacity({
      people: [person('a', 1e6, 10, ['D']), person('b', 1e6, 10)],
      shiftTypes: [day, night],
      lines: [
        { id: 'd', name: 'Day', shiftTypeIds: ['D'], personIds: ['a', 'b'], needed: 10 },
        { id: 'n', name: 'Night', shiftTypeIds: ['N'], personIds: ['a', 'b'], needed: 12 },
      ],
    });
    expect(verdict.shortfalls).toEqual([{ lineId: 'n', name: 'Night', needed: 12, short: 2 }]);
  });

  it('finds the same shortfall as an independent solver on random units', async () => {
    const highs = await loadHighs();
    fc.assert(
      fc.property(randomInput, (input) => {
        const expected = shortBy(highs, input);
        expect(checkCapacity(input).totalShort).toBeCloseTo(expected, 3);
      }),
      { numRuns: 150 },
    );
  });
});

const randomInput: fc.Arbitrary<CapacityInput> = fc
  .record({
    people: fc.array(
      fc.record({
        maxWorkMin: fc.integer({ min: 0, max: 9000 }),
        days: fc.integer({ min: 0, max: 14 }),
        types: fc.subarray(['D', 'N']),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    lines: fc.array(
      fc.record({
        types: fc.subarray(['D', 'N'], { minLength: 1 }),
        mask: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        needed: fc.integer({ min: 0, max: 60 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ people, lines }) => ({
    people: people.map((p, i) => person(`p${String(i)}`, p.maxWorkMin, p.days, p.types)),
    shiftTypes: [day, night],
    lines: lines.map((line, i) => ({
      id: `l${String(i)}`,
      name: `line ${String(i)}`,
      shiftTypeIds: line.types,
      personIds: people.flatMap((_, p) => (line.mask[p] ? [`p${String(p)}`] : [])),
      needed: line.needed,
    })),
  }));

type Highs = Awaited<ReturnType<typeof loadHighs>>;

/** The same relaxation, written down a second time for another solver. */
function shortBy(highs: Highs, input: CapacityInput): number {
  const rows: string[] = [];
  const bounds: string[] = [];
  input.lines.forEach((line, l) => {
    const terms = input.people.flatMap((p) =>
      line.personIds.includes(p.id) ? line.shiftTypeIds.map((t) => `${p.id}${t}`) : [],
    );
    rows.push(`l${String(l)}: ${[`short${String(l)}`, ...terms].join(' + ')} >= ${String(line.needed)}`);
  });
  for (const p of input.people) {
    rows.push(`h${p.id}: 480 ${p.id}D + 720 ${p.id}N <= ${String(p.maxWorkMin)}`);
    rows.push(`d${p.id}: ${p.id}D + ${p.id}N <= ${String(p.days)}`);
    for (const t of ['D', 'N']) bounds.push(`0 <= ${p.id}${t} <= ${String(p.daysByShiftType[t] ?? 0)}`);
  }
  const objective = input.lines.map((_, l) => `short${String(l)}`).join(' + ');
  const model = `Minimize\n obj: ${objective}\nSubject To\n ${rows.join('\n ')}\nBounds\n ${bounds.join('\n ')}\nEnd\n`;
  return highs.solve(model).ObjectiveValue;
}
