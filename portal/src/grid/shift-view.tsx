import { Select } from 'nhsuk-react-components';
import { useState } from 'react';
import { formatDay, formatShiftTimes } from '../common/dates';
import { coverWords } from './cell-text';
import { Names } from './day-view';
import { type GridModel } from './grid-model';
import { type OpenedCell } from './rota-table';

/** One shift over all days: who works it, and the cover lines that it counts in. */
export function ShiftView({ model, onOpen }: { model: GridModel; onOpen: (opened: OpenedCell) => void }) {
  const shifts = [...model.shiftTypes.values()].filter(({ kind }) => kind !== 'off');
  const [shownId, setShownId] = useState(shifts[0]?.id);
  const shown = shifts.find(({ id }) => id === shownId);
  if (shown === undefined) return <p>This unit has no shift types yet.</p>;
  return (
    <section aria-label={shown.name}>
      <Select
        id="shift-shown"
        label="Shift"
        value={shown.id}
        onChange={(event) => setShownId(event.currentTarget.value)}
      >
        {shifts.map((type) => (
          <Select.Option key={type.id} value={type.id}>
            {`${type.code}: ${type.name}, ${formatShiftTimes(type.startMin, type.endMin)}`}
          </Select.Option>
        ))}
      </Select>
      <div className="rw-table-scroller">
        <table className="nhsuk-table">
          <caption className="nhsuk-table__caption nhsuk-table__caption--s">{shown.name}</caption>
          <thead className="nhsuk-table__head">
            <tr>
              {['Day', 'People', 'Cover'].map((title) => (
                <th scope="col" className="nhsuk-table__header" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="nhsuk-table__body">
            {model.days.map(({ date }) => {
              const lines = model.cover(date).filter(({ shiftTypeIds }) => shiftTypeIds.includes(shown.id));
              return (
                <tr key={date} className="nhsuk-table__row">
                  <th scope="row" className="nhsuk-table__header">
                    {formatDay(date)}
                  </th>
                  <td className="nhsuk-table__cell">
                    <Names
                      model={model}
                      assignments={model
                        .assignmentsOn(date)
                        .filter(({ shiftTypeId }) => shiftTypeId === shown.id)}
                      onOpen={onOpen}
                    />
                  </td>
                  <td className="nhsuk-table__cell">
                    {lines.length === 0 ? 'None needed' : lines.map(coverWords).join('; ')}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
