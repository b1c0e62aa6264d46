import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { myRotaQuery } from '../api/queries';
import { myStandingQuery, swapsUnderWayQuery } from '../api/staff-queries';
import { addDays, formatDay, formatMonth, formatPeriod, today } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { Agenda } from './agenda';
import { ChangesPanel } from './changes-panel';
import { addMonths, monthOf, weeksOf } from './month-days';
import { MonthView } from './month-view';
import { StandingPanel } from './standing-panel';

const SPAN_DAYS = 28;
/** The longest period that the service tells at once. */
const LONGEST_DAYS = 371;

/** The reader's own published shifts, what changed in them and where they stand. */
export function MyRotaPage() {
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const view = params.get('view') === 'month' ? 'month' : 'agenda';
  usePageTitle('My rota');
  return (
    <>
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-3">My rota</h1>
      {session === null ? null : <ChangesPanel accountId={session.account.id} />}
      <div className="rw-view-choice nhsuk-u-margin-bottom-3" role="group" aria-label="View">
        {(['agenda', 'month'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="rw-view-choice__button"
            aria-pressed={view === each}
            onClick={() => setParams(each === 'agenda' ? {} : { view: each }, { replace: true })}
          >
            {each === 'agenda' ? 'Agenda' : 'Month'}
          </button>
        ))}
      </div>
      {view === 'agenda' ? <FourWeeks /> : <OneMonth />}
      <p>
        <Link to="/my-rota/calendar">Your shifts in your own calendar</Link>{' '}
        <Link to="/my-mails">Mails to you</Link>
      </p>
      <Standing />
    </>
  );
}

function FourWeeks() {
  const [from, setFrom] = useState(today);
  const to = addDays(from, SPAN_DAYS - 1);
  const shifts = useQuery(myRotaQuery(from, to));
  const swaps = useQuery(swapsUnderWayQuery());
  const inSwaps = new Set(swaps.data?.flatMap(({ legs }) => legs.map(({ assignmentId }) => assignmentId)));
  return (
    <section aria-labelledby="shifts-title">
      <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2" id="shifts-title" aria-live="polite">
        {formatPeriod(from, to)}
      </h2>
      <div className="rw-day-choice">
        <button type="button" className="rw-link-button" onClick={() => setFrom(addDays(from, -SPAN_DAYS))}>
          Four weeks earlier
        </button>
        <button type="button" className="rw-link-button" onClick={() => setFrom(addDays(from, SPAN_DAYS))}>
          Four weeks later
        </button>
      </div>
      <Loaded query={shifts} what="your shifts">
        {(found) =>
          found.items.length === 0 ? (
            <NoShifts from={from} onGo={setFrom} />
          ) : (
            <Agenda shifts={found.items} inSwaps={inSwaps} />
          )
        }
      </Loaded>
    </section>
  );
}

/** Four weeks without a shift, and the way to the next one. */
function NoShifts({ from, onGo }: { from: string; onGo: (date: string) => void }) {
  const ahead = useQuery(myRotaQuery(from, addDays(from, LONGEST_DAYS - 1)));
  const next = ahead.data?.items[0];
  return (
    <>
      <p>No shifts of yours are published for these weeks.</p>
      {next === undefined ? null : (
        <Button type="button" secondary small onClick={() => onGo(next.date)}>
          {`Go to your next shift, ${formatDay(next.date)}`}
        </Button>
      )}
    </>
  );
}

function OneMonth() {
  const [month, setMonth] = useState(() => monthOf(today()));
  const days = weeksOf(month).flat();
  const shifts = useQuery(myRotaQuery(days[0]!, days.at(-1)!));
  return (
    <section aria-labelledby="shifts-title">
      <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2" id="shifts-title" aria-live="polite">
        {formatMonth(month)}
      </h2>
      <div className="rw-day-choice">
        <button type="button" className="rw-link-button" onClick={() => setMonth(addMonths(month, -1))}>
          Month before
        </button>
        <button type="button" className="rw-link-button" onClick={() => setMonth(addMonths(month, 1))}>
          Month after
        </button>
      </div>
      <Loaded query={shifts} what="your shifts">
        {(found) => <MonthView month={month} name={formatMonth(month)} shifts={found.items} />}
      </Loaded>
    </section>
  );
}

function Standing() {
  const standing = useQuery(myStandingQuery(today()));
  return (
    <Loaded query={standing} what="where you stand">
      {(found) => <StandingPanel standing={found} />}
    </Loaded>
  );
}
