import { useQuery } from '@tanstack/react-query';
import { Button, TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { isProblem } from '../api/problem';
import { vacancyQuery } from '../api/staff-queries';
import { type OfferedVacancy, type Vacancy } from '../api/staff-types';
import { announce } from '../common/announcer';
import { ChangeRefusal } from '../common/change-refusal';
import { formatInstant } from '../common/dates';
import { shiftInWords, spokenName } from '../common/shift-words';
import { Loaded } from '../common/states';
import { useVacancies } from './use-vacancies';
import { audienceWords, furtherThan } from './vacancy-words';

/** An open shift of the unit, with who claims it and what the coordinator can do. */
export function VacancyCard({ vacancy }: { vacancy: OfferedVacancy }) {
  const detail = useQuery(vacancyQuery(vacancy.id));
  const changes = useVacancies();
  const [refusal, setRefusal] = useState<Error | null>(null);
  const busy = changes.withdraw.isPending || changes.release.isPending || changes.award.isPending;
  const outcome = (words: string) => ({
    onSuccess: () => {
      setRefusal(null);
      announce(words);
    },
    onError: setRefusal,
  });
  const target = { id: vacancy.id, version: vacancy.version };
  return (
    <>
      <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{shiftInWords(vacancy)}</h3>
      <p className="nhsuk-u-margin-bottom-1">
        Goes out to {audienceWords(vacancy.audience)}.{' '}
        {vacancy.mode === 'first-able' ? 'The first who can gets it.' : 'You choose among those who ask.'}
        {vacancy.note === '' ? '' : ` Note: ${vacancy.note}`}
      </p>
      {vacancy.heldAudience === null ? null : (
        <p>
          <strong>Waits for you:</strong> it is time for it to go to {audienceWords(vacancy.heldAudience)},
          but it costs more there than the limit.
        </p>
      )}
      {refusal === null ? null : <ChangeRefusal error={refusal}>{null}</ChangeRefusal>}
      {vacancy.mode === 'coordinator' ? (
        <Loaded query={detail} what="who asks for it">
          {(found) => (
            <Claimants
              vacancy={found}
              busy={busy}
              mustExplain={isProblem(refusal, 'breaks-a-rule') || isProblem(refusal, 'leaves-too-few')}
              onAward={(personId, name, overrideReason) =>
                changes.award.mutate(
                  { id: vacancy.id, personId, overrideReason },
                  outcome(`${name} works this shift.`),
                )
              }
            />
          )}
        </Loaded>
      ) : null}
      <div className="rw-buttons">
        {furtherThan(vacancy.audience).map((audience) => (
          <Button
            key={audience}
            type="button"
            small
            secondary
            disabled={busy}
            onClick={() =>
              changes.release.mutate(
                { ...target, audience },
                outcome(`The shift goes out to ${audienceWords(audience)}.`),
              )
            }
          >
            {`Offer to ${audienceWords(audience)}`}
          </Button>
        ))}
        <Button
          type="button"
          small
          warning
          disabled={busy}
          onClick={() => changes.withdraw.mutate(target, outcome('Withdrawn.'))}
        >
          Withdraw
        </Button>
      </div>
    </>
  );
}

function Claimants({
  vacancy,
  busy,
  mustExplain,
  onAward,
}: {
  vacancy: Vacancy;
  busy: boolean;
  /** The last choice was refused for want of a reason. */
  mustExplain: boolean;
  onAward: (personId: string, name: string, overrideReason: string | null) => void;
}) {
  const [reason, setReason] = useState('');
  const waiting = vacancy.claims.filter(({ state }) => state === 'waiting');
  if (waiting.length === 0) return <p className="rw-secondary">Nobody has asked for it yet.</p>;
  return (
    <>
      {mustExplain ? (
        <TextInput
          id={`award-reason-${vacancy.id}`}
          label="Why it is given to them all the same"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      <ul className="nhsuk-list">
        {waiting.map(({ personId, displayName, claimedAt }) => (
          <li key={personId}>
            {spokenName(displayName)}, {formatInstant(claimedAt)}{' '}
            <Button
              type="button"
              small
              className="rw-button-flat"
              disabled={busy}
              onClick={() =>
                onAward(personId, spokenName(displayName), reason.trim() === '' ? null : reason.trim())
              }
            >
              {`Give it to ${spokenName(displayName)}`}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
