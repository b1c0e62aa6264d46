import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { offeredVacanciesQuery, vacancyQuery } from '../api/staff-queries';
import { type OfferedVacancy, type Vacancy } from '../api/staff-types';
import { announce } from '../common/announcer';
import { formatHours } from '../common/dates';
import { lengthMin, shiftInWords, spokenName } from '../common/shift-words';
import { PageLoaded } from '../common/page-loaded';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { ClaimRefusal, OtherOpenShifts } from './claim-refusal';
import { useVacancies } from './use-vacancies';
import { vacancyStateWords } from './vacancy-words';

/** One open shift, and the way to take it. Mails lead here; nothing changes by opening it. */
export function OpenShiftPage() {
  const { vacancyId = '' } = useParams();
  const vacancy = useQuery(vacancyQuery(vacancyId));
  usePageTitle('Open shift');
  return (
    <>
      <p>
        <Link to="/open-shifts">All open shifts</Link>
      </p>
      <PageLoaded title="Open shift" query={vacancy} what="the open shift">
        {(found) => <Found key={found.id} vacancy={found} />}
      </PageLoaded>
    </>
  );
}

function Found({ vacancy }: { vacancy: Vacancy }) {
  const me = useSession()?.account.personId ?? null;
  const offered = useQuery({ ...offeredVacanciesQuery, enabled: me !== null });
  const { claim, takeBack } = useVacancies();
  const [refusal, setRefusal] = useState<Error | null>(null);
  const mine = vacancy.claims.find(({ personId }) => personId === me);
  const outcome = (words: string) => ({
    onSuccess: () => {
      setRefusal(null);
      announce(words);
    },
    onError: setRefusal,
  });
  const waits = vacancy.mode === 'coordinator';
  return (
    <>
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-3">
        <span className="nhsuk-caption-l">Open shift, {vacancy.unitName}</span>
        {shiftInWords(vacancy)}
      </h1>
      {refusal === null ? null : <ClaimRefusal error={refusal} />}
      <p>{formatHours(lengthMin(vacancy))} with breaks.</p>
      {vacancy.note === '' ? null : <p className="nhsuk-inset-text">{vacancy.note}</p>}
      {vacancy.state === 'open' ? (
        <Claim
          vacancy={vacancy}
          verdict={offered.data?.find(({ id }) => id === vacancy.id)}
          known={offered.data !== undefined}
          waiting={mine?.state === 'waiting'}
          busy={claim.isPending || takeBack.isPending}
          onClaim={() =>
            claim.mutate(
              vacancy.id,
              outcome(waits ? 'You have asked for this shift.' : 'The shift is yours.'),
            )
          }
          onTakeBack={() => takeBack.mutate(vacancy.id, outcome('You have taken your request back.'))}
        />
      ) : (
        <Over vacancy={vacancy} me={me} others={refusal === null} />
      )}
    </>
  );
}

interface ClaimProps {
  vacancy: Vacancy;
  /** As it is offered to the reader; undefined: not to them, or not known yet. */
  verdict: OfferedVacancy | undefined;
  known: boolean;
  waiting: boolean;
  busy: boolean;
  onClaim: () => void;
  onTakeBack: () => void;
}

function Claim({ vacancy, verdict, known, waiting, busy, onClaim, onTakeBack }: ClaimProps) {
  if (waiting) {
    return (
      <>
        <p>
          <strong>You have asked for it.</strong> The coordinator chooses; you get a mail either way.
        </p>
        <Button type="button" secondary disabled={busy} onClick={onTakeBack}>
          Take it back
        </Button>
      </>
    );
  }
  if (known && verdict === undefined) return <p>This shift is not offered to you.</p>;
  const reasons = verdict?.reasons ?? [];
  if (verdict?.able === false) {
    return (
      <>
        <p>
          <strong>You cannot work it:</strong>
        </p>
        <ReasonList reasons={reasons.filter(({ level }) => level === 'hard')} />
        <p>
          <Link to="/open-shifts">See what else is open for you</Link>
        </p>
      </>
    );
  }
  return (
    <>
      {reasons.length === 0 ? null : (
        <>
          <p className="nhsuk-u-margin-bottom-1">You may work it, but:</p>
          <ReasonList reasons={reasons} />
        </>
      )}
      <p>
        {vacancy.mode === 'first-able'
          ? 'The first who takes it gets it.'
          : 'The coordinator chooses among those who ask for it.'}
      </p>
      <Button type="button" disabled={busy} onClick={onClaim}>
        {vacancy.mode === 'first-able' ? 'Take this shift' : 'Ask for this shift'}
      </Button>
    </>
  );
}

function ReasonList({ reasons }: { reasons: OfferedVacancy['reasons'] }) {
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {reasons.map(({ rule, message }) => (
        <li key={`${rule}${message}`}>{message}</li>
      ))}
    </ul>
  );
}

function Over({ vacancy, me, others }: { vacancy: Vacancy; me: string | null; others: boolean }) {
  const { winner, state } = vacancy;
  if (winner !== null && winner.personId === me) {
    return (
      <p>
        <strong>It is yours.</strong> <Link to="/my-rota">See it in your rota</Link>
      </p>
    );
  }
  return (
    <>
      <p>
        <strong>{vacancyStateWords(state)}.</strong>
        {winner === null ? '' : ` ${spokenName(winner.displayName)} works it.`}
      </p>
      {others ? <OtherOpenShifts /> : null}
    </>
  );
}
