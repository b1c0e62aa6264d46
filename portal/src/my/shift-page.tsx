import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { myShiftQuery, swapsUnderWayQuery } from '../api/staff-queries';
import { type MyShiftDetail, type Swap } from '../api/staff-types';
import { formatDay, formatHours } from '../common/dates';
import { LinkButton } from '../common/link-button';
import { lengthMin, shiftTimes, spokenName } from '../common/shift-words';
import { PageLoaded } from '../common/page-loaded';
import { usePageTitle } from '../common/use-page-title';
import { kindWords } from '../swaps/swap-words';

/** One shift of the reader's: when, with whom, and what can be done with it. */
export function ShiftPage() {
  const { assignmentId = '' } = useParams();
  const shift = useQuery(myShiftQuery(assignmentId));
  usePageTitle(shift.data === undefined ? 'Your shift' : `${shift.data.shift.shiftName}, your shift`);
  return (
    <>
      <p>
        <Link to="/my-rota">Back to my rota</Link>
      </p>
      <PageLoaded title="Your shift" query={shift} what="your shift">
        {(found) => <Sheet found={found} />}
      </PageLoaded>
    </>
  );
}

function Sheet({ found: { shift, colleagues } }: { found: MyShiftDetail }) {
  const [now] = useState(Date.now);
  const begun = Date.parse(shift.startsAt) <= now;
  return (
    <>
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-3">
        <span className="nhsuk-caption-l">{formatDay(shift.date)}</span>
        {shift.shiftName}
      </h1>
      <p>
        {shiftTimes(shift)} ({formatHours(lengthMin(shift))} with breaks), {shift.unitName}, {shift.rotaName}.
      </p>
      {begun ? (
        <p>This shift has begun. If you cannot work it, ring the ward and your coordinator.</p>
      ) : (
        <WhatToDo assignmentId={shift.assignmentId} />
      )}
      <h2 className="nhsuk-heading-m">With you</h2>
      {colleagues.length === 0 ? (
        <p>Nobody else of the unit is on the rota at that time.</p>
      ) : (
        <ul className="nhsuk-list rw-colleagues">
          {colleagues.map((colleague) => (
            <li key={`${colleague.displayName}${colleague.startsAt}`}>
              <strong>{spokenName(colleague.displayName)}</strong>, {colleague.gradeName}
              <br />
              <span className="rw-secondary">
                {colleague.shiftName}, {shiftTimes(colleague)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function WhatToDo({ assignmentId }: { assignmentId: string }) {
  const swaps = useQuery(swapsUnderWayQuery());
  const about = swaps.data?.filter(({ legs }) => legs.some((leg) => leg.assignmentId === assignmentId)) ?? [];
  const to = `/my-rota/shifts/${assignmentId}/hand-on`;
  return (
    <>
      {about.length === 0 ? null : <UnderWay swaps={about} />}
      <h2 className="nhsuk-heading-m">You cannot, or would rather not, work it</h2>
      <div className="rw-buttons">
        <LinkButton to={`${to}?way=give-away`}>Give it away</LinkButton>
        <LinkButton to={`${to}?way=direct`} secondary>
          Swap it
        </LinkButton>
        <LinkButton to={`${to}?way=pool`} secondary>
          Ask the pool
        </LinkButton>
      </div>
      <p className="rw-secondary">It stays yours until somebody else has it.</p>
    </>
  );
}

function UnderWay({ swaps }: { swaps: readonly Swap[] }) {
  return (
    <section className="rw-panel" aria-labelledby="under-way-title">
      <h2 className="nhsuk-heading-s nhsuk-u-margin-bottom-1" id="under-way-title">
        Under way about this shift
      </h2>
      <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
        {swaps.map((swap) => (
          <li key={swap.id}>
            <Link to={`/swaps/${swap.id}`}>{kindWords(swap)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
