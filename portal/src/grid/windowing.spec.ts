import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withGaps } from './windowing';

it('puts each drawn row where it would stand if all were drawn', () => {
  const size = 44;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }).chain((rows) =>
        fc.record({
          rows: fc.constant(rows),
          drawn: fc
            .uniqueArray(fc.integer({ min: 0, max: rows - 1 }))
            .map((list) => list.sort((a, b) => a - b)),
          margin: fc.integer({ min: 0, max: 200 }),
        }),
      ),
      ({ rows, drawn, margin }) => {
        const items = drawn.map((index) => ({ index, start: margin + index * size, size }));
        let offset = 0;
        const seen: number[] = [];
        for (const part of withGaps(items, margin, rows * size)) {
          if (part.index !== null) {
            seen.push(part.index);
            expect(offset).toBe(part.index * size);
          }
          offset += part.size;
        }
        expect(seen).toEqual(drawn);
        expect(offset).toBe(rows * size);
      },
    ),
  );
});
