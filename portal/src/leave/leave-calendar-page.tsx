import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { addDays, dayParts, formatDay, formatPeriod, today } from '../common/dates';
import { Modal } from '../common/modal';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { LeaveDecision } from './leave-decision';
import { type CapacityDay, capacityQuery, type LeaveRequest, leaveRequestsQuery } from './leave-queries';
import { kindWords } from './leave-words';

const SPAN_DAYS = 28;
const MS_PER_DAY = 86_400_000;

/** Leave that waits for a decision, and how much of each day is taken. */
export function LeaveCalendarPage() {
  const { unitId = '' } = useParams();
  const [from, setFrom] = useState(() => mondayOf(today()));
  const to = addDays(from, SPAN_DAYS - 1);
  const waiting = useQuery(leaveRequestsQuery({ unitId, state: 'requested' }));
  const days = useQuery(capacityQuery(unitId, from, to));
  const [open, setOpen] = useState<LeaveRequest | null>(null);
  usePageTitle('Leave');
  return (
    <>
      <UnitHeading unitId={unitId} title="Leave" page="leave" />
      <p>
        <Link to={`/units/${unitId}/leave/limits`}>Limits for leave without asking</Link>
      </p>
      <h2 className="nhsuk-heading-m">Waiting for a decision</h2>
      <Loaded query={waiting} what="the requests">
        {(found) => <Waiting requests={found} onOpen={setOpen} />}
      </Loaded>
      <h2 className="nhsuk-heading-m">Days</h2>
      <div className="rw-day-choice">
        <button type="button" className="rw-link-button" onClick={() => setFrom(addDays(from, -SPAN_DAYS))}>
          Four weeks earlier
        </button>
        <span aria-live="polite">{formatPeriod(from, to)}</span>
        <button type="button" className="rw-link-button" onClick={() => setFrom(addDays(from, SPAN_DAYS))}>
          Four weeks later
        </button>
      </div>
      <Loaded query={days} what="the days">
        {(found) => <Days days={found} />}
      </Loaded>
      {open === null ? null : (
        <Modal title={`Leave of ${open.displayName}`} onClose={() => setOpen(null)}>
          <LeaveDecision request={open} onDone={() => setOpen(null)} />
        </Modal>
      )}
    </>
  );
}

function Waiting({
  requests,
  onOpen,
}: {
  requests: readonly LeaveRequest[];
  onOpen: (request: LeaveRequest) => void;
}) {
  if (requests.length === 0) return <p>Nothing waits for you.</p>;
  return (
    <ul className="nhsuk-list">
      {requests.map((request) => (
        <li key={request.id}>
          <button type="button" className="rw-link-button" onClick={() => onOpen(request)}>
            {request.displayName}: {kindWords(request.kind)},{' '}
            {formatPeriod(request.firstDate, request.lastDate)}
          </button>
          {request.lifeEvent ? <strong className="nhsuk-tag nhsuk-u-margin-left-2">Life event</strong> : null}
        </li>
      ))}
    </ul>
  );
}

function Days({ days }: { days: readonly CapacityDay[] }) {
  return (
    <ol className="rw-calendar">
      {days.map((day) => (
        <li
          key={day.date}
          className={isFull(day) ? 'rw-calendar__day rw-calendar__day--full' : 'rw-calendar__day'}
        >
          <h3 className="rw-calendar__date">
            <span aria-hidden="true">
              {dayParts(day.date).weekday} {dayParts(day.date).day} {dayParts(day.date).month}
            </span>
            <span className="nhsuk-u-visually-hidden">{formatDay(day.date)}</span>
          </h3>
          <p>{takenWords(day.taken, day.limit)}</p>
          {day.asked === 0 ? null : <p>{day.asked} asked</p>}
          {day.blocked === null ? null : <p>No leave: {day.blocked}</p>}
          {day.groups.map(({ name, taken, limit }) => (
            <p key={name} className="rw-secondary">
              {name}: {takenWords(taken, limit)}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}

function isFull({ taken, limit, blocked }: CapacityDay): boolean {
  return blocked !== null || (limit !== null && taken >= limit);
}

/** "2 of 3 away", "Nobody away". */
function takenWords(taken: number, limit: number | null): string {
  if (limit !== null) return `${taken} of ${limit} away`;
  return taken === 0 ? 'Nobody away' : `${taken} away`;
}

function mondayOf(date: string): string {
  const weekday = (new Date(Date.parse(date)).getUTCDay() + 6) % 7;
  return new Date(Date.parse(date) - weekday * MS_PER_DAY).toISOString().slice(0, 10);
}
