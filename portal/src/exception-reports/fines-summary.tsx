import { useQuery } from '@tanstack/react-query';
import { DataTable } from '../common/data-table';
import { formatPence } from '../common/money';
import { Loaded } from '../common/states';
import { finesSummaryQuery } from './queries';

/** Sums of fines by quarter, for the guardian's report. */
export function FinesSummary() {
  const summary = useQuery(finesSummaryQuery);
  return (
    <Loaded query={summary} what="the fines by quarter">
      {({ quarters }) =>
        quarters.length === 0 ? (
          <p>There has been no fine.</p>
        ) : (
          <DataTable
            caption="Fines by quarter"
            rows={quarters}
            rowKey={({ quarter }) => quarter}
            columns={[
              { title: 'Quarter', cell: ({ quarter }) => quarter },
              { title: 'Fines', cell: ({ fines }) => fines },
              { title: 'Sum', cell: ({ finePence }) => formatPence(finePence) },
              { title: 'To doctors', cell: ({ doctorPence }) => formatPence(doctorPence) },
              { title: 'To the guardian', cell: ({ guardianPence }) => formatPence(guardianPence) },
            ]}
          />
        )
      }
    </Loaded>
  );
}
