import { useQuery } from '@tanstack/react-query';
import { announce } from '../common/announcer';
import { type SignedInSession } from '../api/types';
import { DataTable } from '../common/data-table';
import { formatInstant } from '../common/dates';
import { Failure, Loaded } from '../common/states';
import { deviceWords } from './device-words';
import { mySessionsQuery, useMySignIn } from './use-my-sign-in';

/** Where one is signed in; any of it can be ended. */
export function SessionSection() {
  const sessions = useQuery(mySessionsQuery);
  const { endSession } = useMySignIn();
  return (
    <section aria-labelledby="sessions-heading">
      <h2 className="nhsuk-heading-m" id="sessions-heading">
        Where you are signed in
      </h2>
      <p>If you do not know one of these, sign it out and change your password.</p>
      {endSession.error === null ? null : <Failure error={endSession.error} />}
      <Loaded query={sessions} what="where you are signed in">
        {(found) => (
          <DataTable<SignedInSession>
            caption="Signed in"
            rows={found}
            rowKey={({ id }) => id}
            columns={[
              { title: 'Device', cell: deviceOf },
              { title: 'Last used', cell: ({ lastSeenAt }) => formatInstant(lastSeenAt) },
              { title: 'Signed in', cell: ({ createdAt }) => formatInstant(createdAt) },
              {
                title: 'Sign out',
                cell: (session) =>
                  session.current ? (
                    'This is where you are now'
                  ) : (
                    <button
                      type="button"
                      className="rw-link-button"
                      disabled={endSession.isPending}
                      onClick={() =>
                        endSession.mutate(session.id, {
                          onSuccess: () => announce(`Signed out: ${deviceOf(session)}.`),
                        })
                      }
                    >
                      Sign out
                      <span className="nhsuk-u-visually-hidden">{`: ${deviceOf(session)}, last used ${formatInstant(session.lastSeenAt)}`}</span>
                    </button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
}

function deviceOf({ userAgent, method }: SignedInSession): string {
  return method === 'provider'
    ? `${deviceWords(userAgent)}, by the trust’s own sign-in`
    : deviceWords(userAgent);
}
