import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { count, formatDay } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { myReportsQuery, reportTermsQuery } from './queries';
import { type Report } from './types';
import { ReportForm } from './report-form';
import { kindWords, outcomeWords } from './report-words';
import { TimelinessTag } from './timeliness-tag';

/** What the reader has reported, and reporting more. */
export function MyReportsPage() {
  const personId = useSession()?.account.personId ?? null;
  const [writing, setWriting] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle('My exception reports');
  useEffect(() => {
    if (writing) heading.current?.focus();
  }, [writing]);
  return (
    <div className="rw-narrow">
      <h1 className="nhsuk-heading-l">My exception reports</h1>
      {personId === null ? (
        <p>Your account belongs to nobody who works shifts.</p>
      ) : (
        <>
          <p>
            For doctors in training: tell when work or training was not as your work schedule says. Neither
            your supervisors nor rota coordinators learn that you did.
          </p>
          {writing ? (
            <>
              <h2 className="nhsuk-heading-m" ref={heading} tabIndex={-1}>
                Report an exception
              </h2>
              <ReportForm onSent={() => setWriting(false)} />
            </>
          ) : (
            <Button type="button" onClick={() => setWriting(true)}>
              Report an exception
            </Button>
          )}
          <Mine />
          <Terms />
        </>
      )}
    </div>
  );
}

function Mine() {
  const reports = useQuery(myReportsQuery);
  return (
    <section aria-labelledby="my-reports">
      <h2 className="nhsuk-heading-m" id="my-reports">
        What I reported
      </h2>
      <Loaded query={reports} what="your reports">
        {(found) =>
          found.length === 0 ? (
            <p>You have not reported anything yet.</p>
          ) : (
            <ul className="rw-cards">
              {found.map((report) => (
                <Card key={report.id} report={report} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Card({ report }: { report: Report }) {
  return (
    <li className="rw-card">
      <Link className="rw-card__link" to={`/exception-reports/${report.id}`}>
        {kindWords(report.kind)}, {formatDay(report.date)}
      </Link>
      <p className="nhsuk-u-margin-bottom-1">{outcomeWords(report)}.</p>
      <p className="nhsuk-u-margin-bottom-0">
        <TimelinessTag {...report} />
      </p>
    </li>
  );
}

/** The deadlines, with where each comes from. */
function Terms() {
  const terms = useQuery(reportTermsQuery);
  if (terms.data === undefined) return null;
  const days = (code: string) => terms.data.terms.find((term) => term.code === code)?.value ?? 0;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">How long you and they have</span>
      </summary>
      <div className="nhsuk-details__text">
        <p>
          You have {count(days('raise-within'), 'day')} to report. An answer is due within{' '}
          {count(days('decide-within'), 'day')}, within {count(days('decide-safety-concern-within'), 'day')}{' '}
          where somebody is in danger.
        </p>
        <ul>
          {terms.data.terms.map(({ code, value, unit, evidence, source }) => (
            <li key={code}>
              {value} {unit}: {source}. {evidence === 'C' ? 'Read there.' : 'Not confirmed.'}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
