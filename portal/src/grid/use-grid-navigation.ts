import { type KeyboardEvent, useState } from 'react';

/** A place in the grid. Row 0 is the row of unmet demand; columns 0 and 1 are name and hours. */
export interface Place {
  row: number;
  column: number;
}

export interface Extent {
  rows: number;
  columns: number;
  /** Rows that Page Up and Page Down leap over. */
  pageRows: number;
}

/** Where a key leads from a place, or null when the key means nothing to the grid. */
export function placeAfter(key: string, ctrl: boolean, from: Place, extent: Extent): Place | null {
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  switch (key) {
    case 'ArrowUp':
      return at(ctrl ? 0 : from.row - 1, from.column);
    case 'ArrowDown':
      return at(ctrl ? lastRow : from.row + 1, from.column);
    case 'ArrowLeft':
      return at(from.row, ctrl ? 0 : from.column - 1);
    case 'ArrowRight':
      return at(from.row, ctrl ? lastColumn : from.column + 1);
    case 'Home':
      return at(ctrl ? 0 : from.row, 0);
    case 'End':
      return at(ctrl ? lastRow : from.row, lastColumn);
    case 'PageUp':
      return at(from.row - extent.pageRows, from.column);
    case 'PageDown':
      return at(from.row + extent.pageRows, from.column);
    default:
      return null;
  }

  function at(row: number, column: number): Place {
    return { row: clamp(row, 0, lastRow), column: clamp(column, 0, lastColumn) };
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** The grid's one tab stop: which place has it, and the keys that move it. */
export function useGridNavigation(extent: Extent, start: Place, onOpen: (place: Place) => void) {
  const [wanted, setActive] = useState<Place>(start);
  const active = {
    row: clamp(wanted.row, 0, Math.max(0, extent.rows - 1)),
    column: clamp(wanted.column, 0, Math.max(0, extent.columns - 1)),
  };
  const onKeyDown = (event: KeyboardEvent, moveTo: (place: Place) => void) => {
    if (event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ' || event.key === 'F2') {
      event.preventDefault();
      onOpen(active);
      return;
    }
    const next = placeAfter(event.key, event.ctrlKey, active, extent);
    if (next === null) return;
    event.preventDefault();
    moveTo(next);
  };
  return { active, setActive, onKeyDown };
}
