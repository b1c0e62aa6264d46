import { useQuery } from '@tanstack/react-query';
import { Button, Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { ladderQuery, unitVacanciesQuery } from '../api/staff-queries';
import { type OfferedVacancy } from '../api/staff-types';
import { count } from '../common/dates';
import { shiftInWords, spokenName } from '../common/shift-words';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { LadderForm } from './ladder-form';
import { OpenVacancyForm } from './open-vacancy-form';
import { VacancyCard } from './vacancy-card';
import { vacancyStateWords } from './vacancy-words';

/** Open shifts of a unit: who claims them, how far they have gone out and what they may cost. */
export function UnitVacanciesPage() {
  const { unitId = '' } = useParams();
  const vacancies = useQuery(unitVacanciesQuery(unitId));
  const ladder = useQuery(ladderQuery(unitId));
  const [opening, setOpening] = useState(false);
  usePageTitle('Vacancies of the unit');
  return (
    <>
      <UnitHeading unitId={unitId} title="Vacancies" page="vacancies" />
      {opening ? (
        <OpenVacancyForm unitId={unitId} onDone={() => setOpening(false)} />
      ) : (
        <Button type="button" onClick={() => setOpening(true)}>
          Open a shift
        </Button>
      )}
      <Loaded query={vacancies} what="the vacancies of the unit">
        {(found) => <Vacancies found={found} />}
      </Loaded>
      <section aria-labelledby="ladder-title">
        <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2" id="ladder-title">
          Steps in which open shifts go out
        </h2>
        <p>
          The unit’s own people come first. At each step below more people are offered the shift, as soon as
          one of its times is reached. A shift that would cost more than the step’s limit waits for you.
        </p>
        <Loaded query={ladder} what="the steps">
          {(found) => <LadderForm key={found.version} ladder={found} />}
        </Loaded>
      </section>
    </>
  );
}

function Vacancies({ found }: { found: readonly OfferedVacancy[] }) {
  const open = found.filter(({ state }) => state === 'open');
  const over = found.filter(({ state }) => state !== 'open').reverse();
  return (
    <>
      <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2">Open</h2>
      {open.length === 0 ? <p className="rw-secondary">No shift of the unit is open.</p> : null}
      <ul className="rw-cards">
        {open.map((vacancy) => (
          <li key={vacancy.id} className="rw-card">
            <VacancyCard vacancy={vacancy} />
          </li>
        ))}
      </ul>
      {over.length === 0 ? null : (
        <Details>
          <Details.Summary>
            {count(over.length, 'vacancy that is over', 'vacancies that are over')}
          </Details.Summary>
          <Details.Text>
            <ul className="nhsuk-list">
              {over.map((vacancy) => (
                <li key={vacancy.id}>
                  {shiftInWords(vacancy)}: {vacancyStateWords(vacancy.state)}
                  {vacancy.winner === null ? '' : ` by ${spokenName(vacancy.winner.displayName)}`}
                </li>
              ))}
            </ul>
          </Details.Text>
        </Details>
      )}
    </>
  );
}
