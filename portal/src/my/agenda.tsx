import { Link } from 'react-router';
import { type MyShift } from '../api/types';
import { count, formatDay } from '../common/dates';
import { groupBy } from '../common/group-by';
import { shiftTimes } from '../common/shift-words';

/** Shifts day by day; each leads to what can be done with it. */
export function Agenda({
  shifts,
  inSwaps,
}: {
  shifts: readonly MyShift[];
  /** Shifts that a swap under way is about. */
  inSwaps: ReadonlySet<string>;
}) {
  return (
    <>
      <p>
        {count(shifts.length, 'shift')}. Choose one to see who works with you, to give it away or to swap it.
      </p>
      <ul className="nhsuk-list rw-agenda">
        {[...groupBy(shifts, ({ date }) => date)].map(([date, ofDay]) => (
          <li key={date}>
            <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{formatDay(date)}</h3>
            {ofDay.map((shift) => (
              <Link
                key={shift.assignmentId}
                className="rw-agenda__shift"
                to={`/my-rota/shifts/${shift.assignmentId}`}
              >
                <strong>{shift.shiftName}</strong>, {shiftTimes(shift)}, {shift.unitName}
                {inSwaps.has(shift.assignmentId) ? <span className="rw-chip">Swap under way</span> : null}
              </Link>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
