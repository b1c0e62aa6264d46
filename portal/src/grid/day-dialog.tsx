import { formatDay } from '../common/dates';
import { Modal } from '../common/modal';
import { coverWords, unmetWords } from './cell-text';
import { type GridModel } from './grid-model';

/** What a day needs and has, line by line; without a date, of every day that is short. */
export function DayDialog({
  model,
  date,
  onClose,
}: {
  model: GridModel;
  date: string | null;
  onClose: () => void;
}) {
  const dates =
    date === null ? model.days.map((day) => day.date).filter((day) => model.short(day) > 0) : [date];
  return (
    <Modal title={date === null ? 'Unmet demand' : `Cover on ${formatDay(date)}`} onClose={onClose}>
      {dates.length === 0 ? <p>Minimum cover is met on every day.</p> : null}
      {dates.map((day) => (
        <section key={day}>
          {date === null ? (
            <h3 className="nhsuk-heading-xs nhsuk-u-margin-bottom-1">{formatDay(day)}</h3>
          ) : null}
          <p className="nhsuk-u-margin-bottom-1">{unmetWords(model.short(day))}.</p>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {model
              .cover(day)
              .filter((line) => date !== null || line.short > 0)
              .map((line) => (
                <li key={line.lineId}>
                  {line.short > 0 ? <strong>{coverWords(line)}</strong> : coverWords(line)}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Modal>
  );
}
