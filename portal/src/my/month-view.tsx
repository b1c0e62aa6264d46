import { Link } from 'react-router';
import { type MyShift } from '../api/types';
import { dayParts, formatDay, WEEKDAYS } from '../common/dates';
import { groupBy } from '../common/group-by';
import { shiftInWords } from '../common/shift-words';
import { monthOf, weeksOf } from './month-days';

/** A month as a calendar; each shift leads to what can be done with it. */
export function MonthView({
  month,
  name,
  shifts,
}: {
  month: string;
  /** "November 2026" */
  name: string;
  shifts: readonly MyShift[];
}) {
  const byDate = groupBy(shifts, ({ date }) => date);
  return (
    <table className="rw-month">
      <caption className="nhsuk-u-visually-hidden">Your shifts in {name}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col" abbr={weekday}>
              <span aria-hidden="true">{weekday.slice(0, 2)}</span>
              <span className="nhsuk-u-visually-hidden">{weekday}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((date) => (
              <td key={date} className={monthOf(date) === month ? undefined : 'rw-month__beyond'}>
                <span className="rw-month__day" aria-hidden="true">
                  {dayParts(date).day}
                </span>
                <Day date={date} shifts={byDate.get(date) ?? []} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ date, shifts }: { date: string; shifts: readonly MyShift[] }) {
  if (shifts.length === 0) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="nhsuk-u-visually-hidden">{formatDay(date)}: no shift</span>
      </>
    );
  }
  return shifts.map((shift) => (
    <Link
      key={shift.assignmentId}
      className="rw-month__shift"
      to={`/my-rota/shifts/${shift.assignmentId}`}
      aria-label={`${shift.shiftCode}: ${shiftInWords(shift)}`}
    >
      {shift.shiftCode}
    </Link>
  ));
}
