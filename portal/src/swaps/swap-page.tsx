import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { swapQuery } from '../api/staff-queries';
import { type Swap } from '../api/staff-types';
import { ChangeRefusal } from '../common/change-refusal';
import { formatInstant } from '../common/dates';
import { spokenName } from '../common/shift-words';
import { PageLoaded } from '../common/page-loaded';
import { usePageTitle } from '../common/use-page-title';
import { coordinates } from '../session/permissions';
import { useSession } from '../session/use-session';
import { shiftLeft } from './my-part';
import { SwapAnswer } from './swap-answer';
import { SwapDecision } from './swap-decision';
import { SwapLegs } from './swap-legs';
import { kindWords, stateWords } from './swap-words';

const ANSWERS = { asked: 'has not answered yet', accepted: 'agrees', declined: 'says no' } as const;

/** One swap: what it is, where it stands, and what the reader can do about it. Mails lead here. */
export function SwapPage() {
  const { swapId = '' } = useParams();
  const swap = useQuery(swapQuery(swapId));
  usePageTitle('Swap');
  return (
    <>
      <p>
        <Link to="/swaps">Back to my swaps</Link>
      </p>
      <PageLoaded title="Swap" query={swap} what="the swap">
        {(found) => <Found swap={found} />}
      </PageLoaded>
    </>
  );
}

function Found({ swap }: { swap: Swap }) {
  const account = useSession()?.account;
  const [refusal, setRefusal] = useState<Error | null>(null);
  const me = account?.personId ?? null;
  const left = shiftLeft(swap, me);
  const decides =
    account !== undefined &&
    (swap.state === 'proposed' || swap.state === 'accepted') &&
    swap.legs.some(({ unitId }) => coordinates(account, unitId));
  return (
    <>
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-3">{kindWords(swap, me)}</h1>
      {refusal === null ? null : (
        <ChangeRefusal error={refusal}>
          <p>{stateWords(swap, me)}</p>
          <p className="nhsuk-u-margin-bottom-0">
            <Link to="/my-rota">See your rota as it is now</Link>
          </p>
        </ChangeRefusal>
      )}
      <p>
        <strong>{stateWords(swap, me)}</strong>
      </p>
      <SwapLegs swap={swap} me={me} />
      {swap.note === '' ? null : <p className="nhsuk-inset-text">{swap.note}</p>}
      <SwapAnswer swap={swap} me={me} onRefused={setRefusal} />
      {left === null ? null : (
        <p>
          The shift is still yours.{' '}
          <Link to={`/my-rota/shifts/${left}/hand-on?way=give-away`}>See other ways to hand it on</Link>
        </p>
      )}
      <Parties swap={swap} />
      {decides ? <SwapDecision swap={swap} /> : null}
    </>
  );
}

function Parties({ swap }: { swap: Swap }) {
  if (swap.parties.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">Who is asked</h2>
      <ul className="nhsuk-list">
        {swap.parties.map(({ personId, displayName, answer, answeredAt }) => (
          <li key={personId}>
            {spokenName(displayName)} {ANSWERS[answer]}
            {answeredAt === null ? '' : `, ${formatInstant(answeredAt)}`}
          </li>
        ))}
      </ul>
    </>
  );
}
