import { memo } from 'react';
import { type GridDay, type GridPerson } from '../api/types';
import { textColourOn } from '../common/contrast';
import { count, formatHoursShort } from '../common/dates';
import { describeCell } from './cell-text';
import { type GridModel } from './grid-model';
import { FIXED_COLUMNS, ROW_PX } from './grid-sizes';
import { type DrawnPart } from './windowing';

/** A person's line of the rota. */
export const GridRow = memo(function GridRow({
  model,
  person,
  row,
  columns,
  activeColumn,
}: {
  model: GridModel;
  person: GridPerson;
  row: number;
  columns: readonly DrawnPart[];
  /** The column that is the grid's tab stop; null: it is in another row. */
  activeColumn: number | null;
}) {
  const stop = (column: number) => ({
    'data-row': row,
    'data-column': column,
    tabIndex: activeColumn === column ? 0 : -1,
  });
  const breaks = model.violationsOf(person.id).filter(({ level }) => level === 'hard').length;
  return (
    <tr role="row" aria-rowindex={row + 2} style={{ height: ROW_PX }}>
      <th role="rowheader" scope="row" aria-colindex={1} className="rw-grid__name" {...stop(0)}>
        <span className="rw-grid__person">{person.displayName}</span>{' '}
        <span className="rw-grid__grade">
          {person.gradeCode}
          {person.wte !== null && person.wte < 1 ? `, ${person.wte} WTE` : ''}
        </span>
        {breaks > 0 ? (
          <span className="rw-grid__mark rw-grid__mark--hard">
            <span aria-hidden="true">!</span>
            <span className="nhsuk-u-visually-hidden">{count(breaks, 'rule break')}</span>
          </span>
        ) : null}
      </th>
      <td role="gridcell" aria-colindex={2} className="rw-grid__hours" {...stop(1)}>
        <Hours person={person} />
      </td>
      {columns.map((part) =>
        part.index === null ? (
          <td key={part.key} aria-hidden="true" />
        ) : (
          <DayCell
            key={part.key}
            model={model}
            personId={person.id}
            day={model.days[part.index]!}
            column={part.index + FIXED_COLUMNS}
            stop={stop(part.index + FIXED_COLUMNS)}
          />
        ),
      )}
    </tr>
  );
});

/** Hours worked against the hours of the contract. */
function Hours({ person }: { person: GridPerson }) {
  const over = person.workedMin > person.targetMin;
  return (
    <>
      <span className={over ? 'rw-grid__worked rw-grid__worked--over' : 'rw-grid__worked'}>
        {formatHoursShort(person.workedMin)}
      </span>{' '}
      <span className="rw-grid__target">of {formatHoursShort(person.targetMin)}</span>
    </>
  );
}

function DayCell({
  model,
  personId,
  day,
  column,
  stop,
}: {
  model: GridModel;
  personId: string;
  day: GridDay;
  column: number;
  stop: { tabIndex: number; 'data-row': number; 'data-column': number };
}) {
  const cell = describeCell(model, personId, day.date);
  const weekend = day.weekday >= 5 || day.bankHoliday !== null;
  const classes = ['rw-grid__cell'];
  if (weekend) classes.push('rw-grid__cell--weekend');
  if (cell.request !== null) classes.push('rw-grid__cell--request');
  return (
    <td role="gridcell" aria-colindex={column + 1} className={classes.join(' ')} {...stop}>
      <span className="nhsuk-u-visually-hidden">{cell.name}</span>
      <span
        aria-hidden="true"
        className={cell.colour === null ? 'rw-shift rw-shift--none' : 'rw-shift'}
        style={
          cell.colour === null
            ? undefined
            : { backgroundColor: cell.colour, color: textColourOn(cell.colour) }
        }
      >
        {cell.code}
        {cell.pinned ? <Pin /> : null}
      </span>
      {cell.request === null ? null : (
        <span className="rw-grid__request" aria-hidden="true">
          {cell.request}
        </span>
      )}
      {cell.mark === null ? null : (
        <span className={`rw-grid__mark rw-grid__mark--${cell.mark}`} aria-hidden="true">
          {cell.mark === 'hard' ? '!' : '?'}
        </span>
      )}
    </td>
  );
}

export function Pin() {
  return (
    <svg className="rw-pin" viewBox="0 0 12 12" width="10" height="10" aria-hidden="true" focusable="false">
      <path
        fill="currentcolor"
        d="M7.5 0 12 4.5l-1.2.9-.9-.2L7.6 7.500l.2 2.200-1.100 1.100L4.300 8.400 1 11.700l-.7-.7 3.300-3.300L1.200 5.300 2.300 4.200l2.200.2L6.800 2.100l-.2-.9z"
      />
    </svg>
  );
}
