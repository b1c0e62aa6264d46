import { useQuery } from '@tanstack/react-query';
import { addDays, count, formatHospitalInstant, formatPeriod, today } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { AskForm } from './ask-form';
import { Outcomes } from './outcomes';
import { OwnRequests } from './own-requests';
import { PickShifts } from './pick-shifts';
import { myRequestsQuery, outcomesQuery, type Round, roundsQuery } from './request-queries';

const AHEAD_DAYS = 365;
const OUTCOMES_BACK_DAYS = 28;
const OUTCOMES_AHEAD_DAYS = 60;

/** When the reader cannot, would rather not or would like to work, shifts that they pick, and what came of it all. */
export function MyRequestsPage() {
  const personId = useSession()?.account.personId ?? null;
  usePageTitle('My requests');
  return (
    <div className="rw-narrow">
      <h1 className="nhsuk-heading-l">My requests</h1>
      {personId === null ? (
        <p>Your account belongs to nobody who works shifts.</p>
      ) : (
        <Mine personId={personId} />
      )}
    </div>
  );
}

function Mine({ personId }: { personId: string }) {
  const now = today();
  const rounds = useQuery(roundsQuery());
  const requests = useQuery(myRequestsQuery(personId, now, addDays(now, AHEAD_DAYS)));
  const outcomes = useQuery(
    outcomesQuery(personId, addDays(now, -OUTCOMES_BACK_DAYS), addDays(now, OUTCOMES_AHEAD_DAYS)),
  );
  return (
    <>
      <Loaded query={rounds} what="the rounds">
        {(found) => (
          <>
            <Rounds rounds={found.filter(({ state, lastDate }) => state !== 'closed' && lastDate >= now)} />
            {found
              .filter(({ state, picks }) => state === 'open' && picks)
              .map((round) => (
                <PickShifts key={round.id} round={round} />
              ))}
          </>
        )}
      </Loaded>
      <Loaded query={requests} what="your requests">
        {(found) => <OwnRequests requests={found} />}
      </Loaded>
      <h2 className="nhsuk-heading-m">Ask for days</h2>
      <AskForm personId={personId} />
      <Loaded query={outcomes} what="what came of your requests">
        {(found) => <Outcomes outcomes={found} />}
      </Loaded>
    </>
  );
}

function Rounds({ rounds }: { rounds: readonly Round[] }) {
  if (rounds.length === 0) return null;
  return (
    <section aria-labelledby="open-rounds">
      <h2 className="nhsuk-heading-m" id="open-rounds">
        Rotas that are being made
      </h2>
      <ul className="nhsuk-list">
        {rounds.map((round) => (
          <li key={round.id}>
            <strong>
              {round.rotaName}, {round.unitName}
            </strong>{' '}
            ({formatPeriod(round.firstDate, round.lastDate)}): {whenWords(round)}
            {quotaWords(round)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function whenWords({ state, opensAt, closesAt }: Round): string {
  if (state === 'planned') return `requests open ${formatHospitalInstant(opensAt)}.`;
  if (state === 'open') return `requests are open until ${formatHospitalInstant(closesAt)}.`;
  return 'requests are being decided.';
}

/** " You can ask for 3 days that you cannot work." */
function quotaWords({ maxCannot, maxRatherNot, maxWouldLike }: Round): string {
  const parts = [
    [maxCannot, 'that you cannot work'],
    [maxRatherNot, 'that you would rather not work'],
    [maxWouldLike, 'that you would like to work'],
  ] as const;
  const limited = parts.flatMap(([most, words]) => (most === null ? [] : `${count(most, 'day')} ${words}`));
  return limited.length === 0 ? '' : ` You can ask for at most ${limited.join(', ')}.`;
}
