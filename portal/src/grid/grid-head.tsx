import { type GridDay } from '../api/types';
import { dayParts } from '../common/dates';
import { unmetWords } from './cell-text';
import { type GridModel } from './grid-model';
import { DAY_ROW_PX, DEMAND_ROW_PX, FIXED_COLUMNS } from './grid-sizes';
import { type DrawnPart } from './windowing';

/** The row of days, and below it the row of unmet demand that stays in sight. */
export function GridHead({
  model,
  columns,
  activeColumn,
}: {
  model: GridModel;
  columns: readonly DrawnPart[];
  activeColumn: number | null;
}) {
  const total = model.days.reduce((sum, { date }) => sum + model.short(date), 0);
  const stop = (column: number) => ({
    'data-row': 0,
    'data-column': column,
    tabIndex: activeColumn === column ? 0 : -1,
  });
  return (
    <thead className="rw-grid__head">
      <tr role="row" aria-rowindex={1} style={{ height: DAY_ROW_PX }}>
        <th role="columnheader" scope="col" aria-colindex={1} className="rw-grid__name">
          Person
        </th>
        <th role="columnheader" scope="col" aria-colindex={2} className="rw-grid__hours">
          Hours
        </th>
        {columns.map((part) =>
          part.index === null ? (
            <td key={part.key} aria-hidden="true" />
          ) : (
            <DayHeader key={part.key} day={model.days[part.index]!} column={part.index + FIXED_COLUMNS} />
          ),
        )}
      </tr>
      <tr role="row" aria-rowindex={2} style={{ height: DEMAND_ROW_PX }}>
        <th role="rowheader" scope="row" aria-colindex={1} className="rw-grid__name" {...stop(0)}>
          Unmet demand
        </th>
        <td role="gridcell" aria-colindex={2} className="rw-grid__hours" {...stop(1)}>
          {total} short
        </td>
        {columns.map((part) => {
          if (part.index === null) return <td key={part.key} aria-hidden="true" />;
          const short = model.short(model.days[part.index]!.date);
          return (
            <td
              key={part.key}
              role="gridcell"
              aria-colindex={part.index + FIXED_COLUMNS + 1}
              className={short > 0 ? 'rw-grid__unmet rw-grid__unmet--short' : 'rw-grid__unmet'}
              {...stop(part.index + FIXED_COLUMNS)}
            >
              <span className="nhsuk-u-visually-hidden">{unmetWords(short)}</span>
              <span aria-hidden="true">{short > 0 ? `−${short}` : 'OK'}</span>
            </td>
          );
        })}
      </tr>
    </thead>
  );
}

function DayHeader({ day, column }: { day: GridDay; column: number }) {
  const { weekday, day: number, month } = dayParts(day.date);
  const weekend = day.weekday >= 5 || day.bankHoliday !== null;
  return (
    <th
      role="columnheader"
      scope="col"
      aria-colindex={column + 1}
      className={weekend ? 'rw-grid__day rw-grid__day--weekend' : 'rw-grid__day'}
    >
      <span className="rw-grid__weekday">{weekday}</span> <span>{number}</span>{' '}
      <span className="rw-grid__month">{month}</span>
      {day.bankHoliday === null ? null : (
        <span className="rw-grid__bank-holiday" title={day.bankHoliday}>
          {' '}
          BH<span className="nhsuk-u-visually-hidden">: bank holiday, {day.bankHoliday}</span>
        </span>
      )}
    </th>
  );
}
