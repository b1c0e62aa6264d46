import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { formatInstant } from '../common/dates';
import { PageLoaded } from '../common/page-loaded';
import { spokenName } from '../common/shift-words';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { type Account } from '../api/types';
import { useSession } from '../session/use-session';
import { DecisionForm } from './decision-form';
import { FinesSection } from './fines-section';
import { OwnReportActions } from './own-report-actions';
import { reportEventsQuery, reportQuery } from './queries';
import { type Report } from './types';
import { ReportFacts } from './report-facts';
import { eventWords, kindWords } from './report-words';
import { TimelinessTag } from './timeliness-tag';

/** One report: the doctor's own, or one that somebody has to answer. */
export function ReportPage() {
  const { reportId = '' } = useParams();
  const report = useQuery(reportQuery(reportId));
  const session = useSession();
  usePageTitle('Exception report');
  return (
    <div className="rw-narrow">
      <PageLoaded title="Exception report" query={report} what="the report">
        {(found) => (session === null ? null : <Sheet report={found} account={session.account} />)}
      </PageLoaded>
    </div>
  );
}

function Sheet({ report, account }: { report: Report; account: Account }) {
  const isOwn = account.personId === report.reporter.personId;
  const { displayName, email, gradeName } = report.reporter;
  return (
    <>
      <p>
        <Link to={isOwn ? '/my-exception-reports' : '/exception-reports'}>Back to the reports</Link>
      </p>
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-3">
        <span className="nhsuk-caption-l">Exception report</span>
        {kindWords(report.kind)}
      </h1>
      <p>
        <TimelinessTag {...report} />
      </p>
      {isOwn ? null : (
        <p className="nhsuk-inset-text">
          {spokenName(displayName)}, {gradeName}
          {email === null ? '' : `, ${email}`}. The doctor sees that you have opened this. Do not tell
          supervisors or rota coordinators whose it is.
        </p>
      )}
      <ReportFacts report={report} />
      {isOwn ? <OwnReportActions report={report} /> : null}
      {!isOwn && decides(account, report) ? <DecisionForm key={report.version} report={report} /> : null}
      {report.route === 'hr' && (isOwn || holds(account, 'guardian')) ? (
        <FinesSection reportId={report.id} maySet={!isOwn && report.state !== 'withdrawn'} />
      ) : null}
      {isOwn || holds(account, 'guardian') ? <Events reportId={report.id} /> : null}
    </>
  );
}

function Events({ reportId }: { reportId: string }) {
  const events = useQuery(reportEventsQuery(reportId));
  return (
    <section aria-labelledby="events-heading">
      <h2 className="nhsuk-heading-m" id="events-heading">
        Who has opened it
      </h2>
      <Loaded query={events} what="who has opened it">
        {(found) => (
          <ul className="nhsuk-list">
            {found.map((event) => (
              <li key={event.id}>
                {eventWords(event)}
                <br />
                <span className="rw-secondary">{formatInstant(event.at)}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

/** The service has the last word. */
function decides(account: Account, { state, route }: Report): boolean {
  if (state === 'escalated') return holds(account, 'guardian');
  return state === 'submitted' && holds(account, route);
}

function holds(account: Account, role: string): boolean {
  return account.roles.some((held) => held.role === role);
}
