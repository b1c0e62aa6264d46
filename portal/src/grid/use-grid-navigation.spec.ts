import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Extent, placeAfter } from './use-grid-navigation';

const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];
const grid: Extent = { rows: 29, columns: 30, pageRows: 10 };

describe('the keys of the grid', () => {
  it('lead to a place inside the grid, whatever is pressed', () => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 200 }), columns: fc.integer({ min: 1, max: 60 }) }),
        fc.array(fc.record({ key: fc.constantFrom(...KEYS), ctrl: fc.boolean() }), { maxLength: 40 }),
        (size, presses) => {
          const extent = { ...size, pageRows: 10 };
          let place = { row: 0, column: 0 };
          for (const { key, ctrl } of presses) {
            place = placeAfter(key, ctrl, place, extent)!;
            expect(place.row).toBeGreaterThanOrEqual(0);
            expect(place.row).toBeLessThan(extent.rows);
            expect(place.column).toBeGreaterThanOrEqual(0);
            expect(place.column).toBeLessThan(extent.columns);
          }
        },
      ),
    );
  });

  it.each([
    ['ArrowRight', false, { row: 3, column: 6 }],
    ['ArrowUp', false, { row: 2, column: 5 }],
    ['Home', false, { row: 3, column: 0 }],
    ['End', false, { row: 3, column: 29 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 28, column: 29 }],
    ['PageDown', false, { row: 13, column: 5 }],
  ])('%s (with Ctrl: %s) leads from row 3, column 5 to %o', (key, ctrl, expected) => {
    expect(placeAfter(key, ctrl, { row: 3, column: 5 }, grid)).toEqual(expected);
  });

  it('leave every other key to the browser', () => {
    for (const key of ['Tab', 'a', 'Escape', 'F5']) {
      expect(placeAfter(key, false, { row: 3, column: 5 }, grid)).toBeNull();
    }
  });
});
