import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { newestSwapsQuery, swapsUnderWayQuery } from '../api/staff-queries';
import { type Swap } from '../api/staff-types';
import { shiftInWords } from '../common/shift-words';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { isMine, mustAnswer } from './my-part';
import { kindWords, stateWords } from './swap-words';

/** Swaps that the reader asked for, is asked for, or may join, and what became of the last ones. */
export function SwapsPage() {
  const me = useSession()?.account.personId ?? null;
  const underWay = useQuery(swapsUnderWayQuery());
  const newest = useQuery(newestSwapsQuery());
  usePageTitle('My swaps');
  return (
    <>
      <h1 className="nhsuk-heading-l">My swaps</h1>
      <p>
        To give a shift away or swap it, choose it in <Link to="/my-rota">your rota</Link>.
      </p>
      <Loaded query={underWay} what="your swaps">
        {(found) => <UnderWay swaps={found} me={me} />}
      </Loaded>
      <Loaded query={newest} what="swaps that are over">
        {(found) => (
          <SwapSection
            title="Over"
            none="No swap of yours is over yet."
            swaps={found.filter((swap) => isOver(swap) && isMine(swap, me))}
            me={me}
          />
        )}
      </Loaded>
    </>
  );
}

function UnderWay({ swaps, me }: { swaps: readonly Swap[]; me: string | null }) {
  const asked = swaps.filter((swap) => mustAnswer(swap, me));
  const mine = swaps.filter((swap) => isMine(swap, me) && !asked.includes(swap));
  const pool = swaps.filter((swap) => swap.kind === 'pool' && swap.state === 'proposed' && !isMine(swap, me));
  return (
    <>
      <SwapSection
        title="Waiting for your answer"
        none="Nobody waits for your answer."
        swaps={asked}
        me={me}
      />
      <SwapSection title="Under way" none="No other swap of yours is under way." swaps={mine} me={me} />
      <SwapSection
        title="In the pool of your units"
        none="No shift is in the pool at the moment."
        swaps={pool}
        me={me}
      />
    </>
  );
}

function isOver({ state }: Swap): boolean {
  return state !== 'proposed' && state !== 'accepted';
}

function SwapSection({
  title,
  none,
  swaps,
  me,
}: {
  title: string;
  none: string;
  swaps: readonly Swap[];
  me: string | null;
}) {
  return (
    <section>
      <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2">{title}</h2>
      {swaps.length === 0 ? (
        <p className="rw-secondary">{none}</p>
      ) : (
        <ul className="rw-cards">
          {swaps.map((swap) => (
            <li key={swap.id} className="rw-card">
              <Link className="rw-card__link" to={`/swaps/${swap.id}`}>
                {kindWords(swap, me)}
              </Link>
              <p className="rw-secondary nhsuk-u-margin-bottom-1">
                {swap.legs.map((leg) => shiftInWords(leg)).join('; ')}
              </p>
              <p className="nhsuk-u-margin-bottom-0">{stateWords(swap, me)}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
