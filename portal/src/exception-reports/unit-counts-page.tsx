import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { DataTable } from '../common/data-table';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { reportCountsQuery } from './queries';
import { kindWords } from './report-words';

/** How many exception reports a unit had, where nobody can be told from it. */
export function UnitCountsPage() {
  const { unitId = '' } = useParams();
  const counts = useQuery(reportCountsQuery(unitId));
  usePageTitle('Exception reports');
  return (
    <div className="rw-narrow">
      <UnitHeading unitId={unitId} title="Exception reports" page="exception-reports" />
      <p>
        Who reports is withheld from whoever supervises or plans. Numbers are shown for whole quarters, once
        nobody can add to them, and only where at least five doctors of ten or more have reported.
      </p>
      <Loaded query={counts} what="the numbers">
        {({ quarters }) => (
          <DataTable
            caption="Reports by quarter"
            rows={quarters}
            rowKey={({ quarter }) => quarter}
            columns={[
              { title: 'Quarter', cell: ({ quarter }) => quarter.replace('-', ' ') },
              { title: 'Reports', cell: ({ reports }) => reports ?? 'Fewer than are shown' },
              {
                title: 'Of these',
                cell: ({ kinds }) =>
                  kinds === null
                    ? 'Not shown'
                    : kinds.map(({ kind, reports }) => `${kindWords(kind)}: ${reports}`).join('; '),
              },
            ]}
          />
        )}
      </Loaded>
    </div>
  );
}
