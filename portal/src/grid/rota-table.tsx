import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef, type MouseEvent } from 'react';
import { GridHead } from './grid-head';
import { type GridModel } from './grid-model';
import { GridRow } from './grid-row';
import { DAY_PX, FIXED_COLUMNS, HEAD_PX, HEAD_ROWS, HOURS_PX, nameWidthPx, ROW_PX } from './grid-sizes';
import { type Place, useGridNavigation } from './use-grid-navigation';
import { withGaps } from './windowing';

export interface RotaTableHandle {
  /** Moves the grid's tab stop, and the focus, to a person's day. */
  focusCell(personId: string, date: string): void;
}

/** A person's day, a person (`date` null), a day's cover (`personId` null), or the whole rota's cover (both null). */
export interface OpenedCell {
  personId: string | null;
  date: string | null;
}

/**
 * The rota by person: a plain table, of which only the rows and columns in sight are drawn. One tab stop; arrows, Home,
 * End, Page Up and Down (with Ctrl to the very ends) move, Enter opens.
 */
export function RotaTable({
  model,
  onOpen,
  ref,
}: {
  model: GridModel;
  onOpen: (opened: OpenedCell) => void;
  ref?: Ref<RotaTableHandle>;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const takesFocus = useRef(false);
  const { people, days } = model;
  const namePx = nameWidthPx();
  const extent = {
    rows: people.length + 1,
    columns: days.length + FIXED_COLUMNS,
    pageRows: Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 600) - HEAD_PX) / ROW_PX) - 1),
  };
  const open = (place: Place) => onOpen(openedAt(model, place));
  const { active, setActive, onKeyDown } = useGridNavigation(extent, { row: 1, column: FIXED_COLUMNS }, open);

  // eslint-disable-next-line react-hooks/incompatible-library -- nothing it returns goes to a memoized component
  const rows = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 4,
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
    rangeExtractor: (range) => including(range, active.row - 1),
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: days.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => DAY_PX,
    overscan: 3,
    scrollMargin: namePx + HOURS_PX,
    scrollPaddingStart: namePx,
    rangeExtractor: (range) => including(range, active.column - FIXED_COLUMNS),
  });

  const moveTo = (place: Place) => {
    takesFocus.current = true;
    setActive({ ...place });
    if (place.row > 0) rows.scrollToIndex(place.row - 1, { align: 'auto' });
    if (place.column >= FIXED_COLUMNS) columns.scrollToIndex(place.column - FIXED_COLUMNS, { align: 'auto' });
  };
  useLayoutEffect(() => {
    if (!takesFocus.current) return;
    takesFocus.current = false;
    cellAt(scroller.current, active)?.focus({ preventScroll: true });
  });
  useImperativeHandle(ref, () => ({
    focusCell: (personId, date) => {
      const row = people.findIndex(({ id }) => id === personId) + 1;
      const column = days.findIndex((day) => day.date === date) + FIXED_COLUMNS;
      if (row > 0 && column >= FIXED_COLUMNS) moveTo({ row, column });
    },
  }));

  const columnItems = columns.getVirtualItems();
  const columnKey = columnItems.map(({ index }) => index).join();
  const drawnColumns = useMemo(
    () => withGaps(columnItems, namePx + HOURS_PX, columns.getTotalSize()),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the indexes say all there is to know about fixed sizes
    [columnKey, namePx, days.length],
  );
  const drawnRows = withGaps(rows.getVirtualItems(), HEAD_PX, rows.getTotalSize());

  const onClick = (event: MouseEvent) => {
    const place = placeOf(event.target);
    if (place === null) return;
    takesFocus.current = true;
    setActive(place);
    open(place);
  };

  return (
    <div className="rw-grid-scroller" ref={scroller}>
      <table
        role="grid"
        className="rw-grid"
        aria-label={`Rota ${model.grid.rota.name}, by person`}
        aria-rowcount={people.length + HEAD_ROWS}
        aria-colcount={days.length + FIXED_COLUMNS}
        style={{ width: namePx + HOURS_PX + columns.getTotalSize() }}
        onKeyDown={(event) => onKeyDown(event, moveTo)}
        onClick={onClick}
      >
        <colgroup>
          <col style={{ width: namePx }} />
          <col style={{ width: HOURS_PX }} />
          {drawnColumns.map((part) => (
            <col key={part.key} style={{ width: part.size }} />
          ))}
        </colgroup>
        <GridHead
          model={model}
          columns={drawnColumns}
          activeColumn={active.row === 0 ? active.column : null}
        />
        <tbody>
          {drawnRows.map((part) =>
            part.index === null ? (
              <tr key={part.key} aria-hidden="true">
                <td colSpan={drawnColumns.length + FIXED_COLUMNS} style={{ height: part.size }} />
              </tr>
            ) : (
              <GridRow
                key={people[part.index]!.id}
                model={model}
                person={people[part.index]!}
                row={part.index + 1}
                columns={drawnColumns}
                activeColumn={active.row === part.index + 1 ? active.column : null}
              />
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** The active cell stays drawn wherever the reader scrolls, so that the grid never loses its tab stop. */
function including(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (index < 0 || index >= range.count || indexes.includes(index)) return indexes;
  return [...indexes, index].sort((a, b) => a - b);
}

function cellAt(scroller: HTMLElement | null, { row, column }: Place): HTMLElement | null {
  return scroller?.querySelector(`[data-row="${row}"][data-column="${column}"]`) ?? null;
}

function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  if (cell === null) return null;
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

function openedAt(model: GridModel, { row, column }: Place): OpenedCell {
  return {
    personId: model.people[row - 1]?.id ?? null,
    date: model.days[column - FIXED_COLUMNS]?.date ?? null,
  };
}
