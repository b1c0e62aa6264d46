import { Select } from 'nhsuk-react-components';
import { useState } from 'react';
import { type Assignment } from '../api/types';
import { formatDay, formatShiftTimes, today } from '../common/dates';
import { coverWords, unmetWords } from './cell-text';
import { type GridModel } from './grid-model';
import { type OpenedCell } from './rota-table';
import { ShiftChip } from './shift-chip';

/** One day of the rota: each shift with its people, and the day's cover. */
export function DayView({ model, onOpen }: { model: GridModel; onOpen: (opened: OpenedCell) => void }) {
  const [date, setDate] = useState(() => firstShown(model));
  const index = model.days.findIndex((day) => day.date === date);
  const step = (by: number) => setDate(model.days[index + by]?.date ?? date);
  return (
    <section aria-label={formatDay(date)}>
      <div className="rw-day-choice">
        <button type="button" className="rw-link-button" onClick={() => step(-1)} disabled={index <= 0}>
          Day before
        </button>
        <Select
          id="day-shown"
          label="Day"
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
          formGroupProps={{ className: 'nhsuk-u-margin-bottom-0' }}
        >
          {model.days.map((day) => (
            <Select.Option key={day.date} value={day.date}>
              {formatDay(day.date)}
            </Select.Option>
          ))}
        </Select>
        <button
          type="button"
          className="rw-link-button"
          onClick={() => step(1)}
          disabled={index >= model.days.length - 1}
        >
          Day after
        </button>
      </div>
      <ShiftsOfDay model={model} date={date} onOpen={onOpen} />
      <h2 className="nhsuk-heading-s">Cover</h2>
      <p>{unmetWords(model.short(date))}.</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {model.cover(date).map((line) => (
          <li key={line.lineId}>{line.short > 0 ? <strong>{coverWords(line)}</strong> : coverWords(line)}</li>
        ))}
      </ul>
    </section>
  );
}

function firstShown(model: GridModel): string {
  const now = today();
  return (model.days.find(({ date }) => date === now) ?? model.days[0])?.date ?? now;
}

function ShiftsOfDay({
  model,
  date,
  onOpen,
}: {
  model: GridModel;
  date: string;
  onOpen: (opened: OpenedCell) => void;
}) {
  const assignments = model.assignmentsOn(date);
  const shifts = [...model.shiftTypes.values()].filter(
    ({ id, active, kind }) => (active && kind !== 'off') || assignments.some((one) => one.shiftTypeId === id),
  );
  return (
    <div className="rw-table-scroller">
      <table className="nhsuk-table">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s">{formatDay(date)}</caption>
        <thead className="nhsuk-table__head">
          <tr>
            <th scope="col" className="nhsuk-table__header">
              Shift
            </th>
            <th scope="col" className="nhsuk-table__header">
              People
            </th>
          </tr>
        </thead>
        <tbody className="nhsuk-table__body">
          {shifts.map((type) => (
            <tr key={type.id} className="nhsuk-table__row">
              <th scope="row" className="nhsuk-table__header">
                <ShiftChip shiftType={type} /> {type.name}
                <br />
                <span className="rw-secondary">{formatShiftTimes(type.startMin, type.endMin)}</span>
              </th>
              <td className="nhsuk-table__cell">
                <Names
                  model={model}
                  assignments={assignments.filter(({ shiftTypeId }) => shiftTypeId === type.id)}
                  onOpen={onOpen}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The people of a shift, each with the way to the day's dialog. */
export function Names({
  model,
  assignments,
  onOpen,
}: {
  model: GridModel;
  assignments: readonly Assignment[];
  onOpen: (opened: OpenedCell) => void;
}) {
  if (assignments.length === 0) return <>Nobody</>;
  return (
    <ul className="rw-names">
      {assignments.map(({ id, personId, date, pinned }) => {
        const broken = model.violationsOn(personId, date).some(({ level }) => level === 'hard');
        return (
          <li key={id}>
            <button type="button" className="rw-link-button" onClick={() => onOpen({ personId, date })}>
              {model.personName(personId)}
            </button>
            {pinned ? ' (pinned)' : ''}
            {broken ? ' (breaks a rule)' : ''}
          </li>
        );
      })}
    </ul>
  );
}
