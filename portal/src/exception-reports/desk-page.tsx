import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { DataTable } from '../common/data-table';
import { formatDate, formatHours } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { FinesSummary } from './fines-summary';
import { deskQuery } from './queries';
import { type ReportItem } from './types';
import { deskWords, kindWords } from './report-words';
import { TimelinessTag } from './timeliness-tag';

/** The reports that come to the reader's desk, by the day on which an answer is due. Without whose they are. */
export function DeskPage() {
  const open = useQuery(deskQuery(true));
  const over = useQuery(deskQuery(false));
  const isGuardian = useSession()?.account.roles.some(({ role }) => role === 'guardian') ?? false;
  usePageTitle('Exception reports');
  return (
    <>
      <h1 className="nhsuk-heading-l">Exception reports</h1>
      <p>
        Whose a report is you see when you open it, and the doctor sees that you did. Nobody who supervises or
        plans may learn it from you.
      </p>
      <Loaded query={open} what="the reports that wait">
        {(found) => <ReportTable caption="Waiting for an answer" reports={found} none="No report waits." />}
      </Loaded>
      <Loaded query={over} what="the reports that are dealt with">
        {(found) => (
          <ReportTable caption="Dealt with" reports={found} none="No report has been dealt with yet." />
        )}
      </Loaded>
      {isGuardian ? <FinesSummary /> : null}
    </>
  );
}

function ReportTable({
  caption,
  reports,
  none,
}: {
  caption: string;
  reports: readonly ReportItem[];
  none: string;
}) {
  if (reports.length === 0) return <p>{none}</p>;
  return (
    <DataTable
      caption={caption}
      rows={reports}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Report', cell: (report) => <ReportLink report={report} /> },
        { title: 'Unit', cell: ({ unitName }) => unitName },
        { title: 'Beyond the plan', cell: extraWords },
        { title: 'Answers', cell: deskWords },
        { title: 'Due', cell: ({ actBy }) => formatDate(actBy) },
        { title: 'State', cell: (report) => <TimelinessTag {...report} /> },
      ]}
    />
  );
}

function ReportLink({ report: { id, kind, date, immediateSafetyConcern } }: { report: ReportItem }) {
  return (
    <>
      <Link to={`/exception-reports/${id}`}>
        {kindWords(kind)}, {formatDate(date)}
      </Link>
      {immediateSafetyConcern ? (
        <>
          {' '}
          <strong className="nhsuk-tag nhsuk-tag--red">Danger</strong>
        </>
      ) : null}
    </>
  );
}

function extraWords({ extraMin, routine }: ReportItem): string {
  if (extraMin === 0) return 'None';
  return routine ? formatHours(extraMin) : `${formatHours(extraMin)}, more than two hours`;
}
