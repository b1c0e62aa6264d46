import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { type Answer, type Item } from '../api/types';
import { allPages } from '../api/pages';
import { DataTable } from '../common/data-table';
import { formatInstant } from '../common/dates';
import { Loaded } from '../common/states';

const PAGE = 500;

type UndeliveredMail = Item<Answer<'/api/v1/units/{unitId}/undelivered-mails', 'get'>>;

const undeliveredMailsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['undelivered-mails', { unitId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(
          api.GET('/api/v1/units/{unitId}/undelivered-mails', {
            params: { path: { unitId }, query: { cursor, limit: PAGE } },
          }),
        ),
      ),
  });

/** Mails that did not arrive: somebody has to tell these people otherwise. Nothing where all did. */
export function UndeliveredMails({ unitId }: { unitId: string }) {
  const mails = useQuery(undeliveredMailsQuery(unitId));
  return (
    <Loaded query={mails} what="mails that did not arrive">
      {(found) =>
        found.length === 0 ? null : (
          <section aria-labelledby="undelivered-heading">
            <h2 className="nhsuk-heading-m" id="undelivered-heading">
              Mails that did not arrive
            </h2>
            <p>Tell these people otherwise, and check their addresses.</p>
            <DataTable
              caption="Newest first"
              rows={found}
              rowKey={({ id }) => id}
              columns={[
                { title: 'Name', cell: ({ displayName }) => displayName },
                { title: 'Address', cell: ({ toAddress }) => toAddress },
                { title: 'Written', cell: ({ createdAt }) => formatInstant(createdAt) },
                { title: 'State', cell: stateOf },
                { title: 'The mail server said', cell: ({ lastError }) => lastError ?? 'Nothing' },
              ]}
            />
          </section>
        )
      }
    </Loaded>
  );
}

function stateOf({ attempts, nextAttemptAt }: UndeliveredMail): string {
  const tried = `tried ${attempts === 1 ? 'once' : `${attempts} times`}`;
  return nextAttemptAt === null ? `Given up, ${tried}` : `Again at ${formatInstant(nextAttemptAt)}, ${tried}`;
}
