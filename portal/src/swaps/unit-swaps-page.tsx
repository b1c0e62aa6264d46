import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { newestSwapsQuery, swapsUnderWayQuery } from '../api/staff-queries';
import { type Swap } from '../api/staff-types';
import { Loaded } from '../common/states';
import { shiftInWords } from '../common/shift-words';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { LimitsSection } from './limits-section';
import { SwapDecision } from './swap-decision';
import { SwapLegs } from './swap-legs';
import { kindWords, stateWords } from './swap-words';

/** Swaps of a unit: those that wait for its coordinator, the others, and what goes through without them. */
export function UnitSwapsPage() {
  const { unitId = '' } = useParams();
  const underWay = useQuery(swapsUnderWayQuery(unitId));
  const newest = useQuery(newestSwapsQuery(unitId));
  usePageTitle('Swaps of the unit');
  return (
    <>
      <UnitHeading unitId={unitId} title="Swaps of the unit" page="swaps" />
      <Loaded query={underWay} what="the swaps of the unit">
        {(found) => <UnderWay swaps={found} unitId={unitId} />}
      </Loaded>
      <Loaded query={newest} what="swaps that are over">
        {(found) => (
          <Section
            title="Over"
            none="No swap is over yet."
            swaps={found.filter(({ state }) => state !== 'proposed' && state !== 'accepted')}
          />
        )}
      </Loaded>
      <LimitsSection unitId={unitId} />
    </>
  );
}

function UnderWay({ swaps, unitId }: { swaps: readonly Swap[]; unitId: string }) {
  const waiting = swaps.filter(({ awaitingUnitIds }) => awaitingUnitIds.includes(unitId));
  return (
    <>
      <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2">Waiting for you</h2>
      {waiting.length === 0 ? <p className="rw-secondary">No swap waits for your decision.</p> : null}
      <ul className="rw-cards">
        {waiting.map((swap) => (
          <li key={swap.id} className="rw-card">
            <p className="nhsuk-u-font-weight-bold nhsuk-u-margin-bottom-1">{kindWords(swap)}</p>
            <SwapLegs swap={swap} me={null} />
            {swap.note === '' ? null : <p>Their note: {swap.note}</p>}
            <SwapDecision swap={swap} />
          </li>
        ))}
      </ul>
      <Section
        title="Waiting for the people who are asked"
        none="No other swap is under way."
        swaps={swaps.filter((swap) => !waiting.includes(swap))}
      />
    </>
  );
}

function Section({ title, none, swaps }: { title: string; none: string; swaps: readonly Swap[] }) {
  return (
    <>
      <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2">{title}</h2>
      {swaps.length === 0 ? <p className="rw-secondary">{none}</p> : null}
      <ul className="rw-cards">
        {swaps.map((swap) => (
          <li key={swap.id} className="rw-card">
            <Link className="rw-card__link" to={`/swaps/${swap.id}`}>
              {kindWords(swap)}
            </Link>
            <p className="rw-secondary nhsuk-u-margin-bottom-1">
              {swap.legs.map((leg) => shiftInWords(leg)).join('; ')}
            </p>
            <p className="nhsuk-u-margin-bottom-0">{stateWords(swap)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
