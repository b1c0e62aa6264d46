import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { myRotaQuery } from '../api/queries';
import { type MyShift } from '../api/types';
import { addDays, count, formatClock, formatDay, formatPeriod, today } from '../common/dates';
import { groupBy } from '../common/group-by';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';

const SPAN_DAYS = 28;

/** The reader's own published shifts, four weeks at a time. */
export function MyRotaPage() {
  const [from, setFrom] = useState(today);
  const to = addDays(from, SPAN_DAYS - 1);
  const shifts = useQuery(myRotaQuery(from, to));
  usePageTitle('My rota');
  return (
    <>
      <h1 className="nhsuk-heading-l">My rota</h1>
      <div className="rw-day-choice">
        <button type="button" className="rw-link-button" onClick={() => setFrom(addDays(from, -SPAN_DAYS))}>
          Four weeks earlier
        </button>
        <span aria-live="polite">{formatPeriod(from, to)}</span>
        <button type="button" className="rw-link-button" onClick={() => setFrom(addDays(from, SPAN_DAYS))}>
          Four weeks later
        </button>
      </div>
      <Loaded query={shifts} what="your shifts">
        {(found) => <Agenda shifts={found.items} />}
      </Loaded>
    </>
  );
}

function Agenda({ shifts }: { shifts: readonly MyShift[] }) {
  if (shifts.length === 0) return <p>No shifts of yours are published for these weeks.</p>;
  return (
    <>
      <p>{count(shifts.length, 'shift')}.</p>
      <ul className="nhsuk-list rw-agenda">
        {[...groupBy(shifts, ({ date }) => date)].map(([date, ofDay]) => (
          <li key={date}>
            <h2 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{formatDay(date)}</h2>
            {ofDay.map((shift) => (
              <p key={shift.assignmentId} className="nhsuk-u-margin-bottom-2">
                {shift.shiftName}, {formatClock(shift.startsAt)} to {formatClock(shift.endsAt)},{' '}
                {shift.unitName}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
