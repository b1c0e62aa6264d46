import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { offeredVacanciesQuery } from '../api/staff-queries';
import { type OfferedVacancy } from '../api/staff-types';
import { count } from '../common/dates';
import { shiftInWords } from '../common/shift-words';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';

/** Open shifts that the reader may work; and why not the others that are offered. */
export function OpenShiftsPage() {
  const offered = useQuery(offeredVacanciesQuery);
  usePageTitle('Open shifts');
  return (
    <>
      <h1 className="nhsuk-heading-l">Open shifts</h1>
      <Loaded query={offered} what="what is open for you">
        {(found) => <Offered found={found} />}
      </Loaded>
    </>
  );
}

function Offered({ found }: { found: readonly OfferedVacancy[] }) {
  const able = found.filter((vacancy) => vacancy.able === true);
  const others = found.filter((vacancy) => vacancy.able !== true);
  return (
    <>
      {able.length === 0 ? (
        <p>Nothing is open for you at the moment.</p>
      ) : (
        <>
          <p>{count(able.length, 'open shift')} that you may work. Choose one to take it.</p>
          <ul className="rw-cards">
            {able.map((vacancy) => (
              <li key={vacancy.id} className="rw-card">
                <Link className="rw-card__link" to={`/open-shifts/${vacancy.id}`}>
                  {shiftInWords(vacancy)}
                </Link>
                <p className="nhsuk-u-margin-bottom-0">
                  {vacancy.unitName}.{' '}
                  {vacancy.mode === 'first-able'
                    ? 'The first who takes it gets it.'
                    : 'The coordinator chooses among those who ask for it.'}
                </p>
                {vacancy.reasons.length === 0 ? null : (
                  <p className="rw-secondary nhsuk-u-margin-bottom-0">
                    But: {vacancy.reasons.map(({ message }) => message).join(' ')}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length === 0 ? null : <NotForYou vacancies={others} />}
    </>
  );
}

function NotForYou({ vacancies }: { vacancies: readonly OfferedVacancy[] }) {
  return (
    <Details>
      <Details.Summary>Why you cannot work {count(vacancies.length, 'other open shift')}</Details.Summary>
      <Details.Text>
        <ul className="nhsuk-list">
          {vacancies.map(({ reasons, ...vacancy }) => (
            <li key={vacancy.id}>
              <strong>
                {shiftInWords(vacancy)}, {vacancy.unitName}:
              </strong>{' '}
              {reasons
                .filter(({ level }) => level === 'hard')
                .map(({ message }) => message)
                .join(' ')}
            </li>
          ))}
        </ul>
      </Details.Text>
    </Details>
  );
}
