import { useQuery } from '@tanstack/react-query';
import { useOutletContext } from 'react-router';
import { gridQuery, mailsQuery, versionsQuery } from '../api/queries';
import { type MailState, type Rota, type RotaVersion } from '../api/types';
import { count, formatInstant } from '../common/dates';
import { DataTable } from '../common/data-table';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';

const POLL_MS = 2000;

const STATES: Readonly<Record<MailState['state'], string>> = {
  queued: 'Waiting',
  'handed-over': 'Handed over to the mail server',
  failing: 'Failing, will be tried again',
  failed: 'Failed',
};

/** The versions that were published, and what became of each mail. */
export function SentPage() {
  const rota = useOutletContext<Rota>();
  const versions = useQuery(versionsQuery(rota.id));
  const mails = useQuery({
    ...mailsQuery(rota.id),
    refetchInterval: (query) => (query.state.data?.items.some(isOnTheWay) ? POLL_MS : false),
  });
  const grid = useQuery(gridQuery(rota.id));
  const nameOf = (personId: string | null) =>
    grid.data?.people.find(({ id }) => id === personId)?.displayName ?? '–';
  usePageTitle(`Versions and mails, ${rota.name}`);
  return (
    <>
      <h2 className="nhsuk-heading-m">Versions and mails</h2>
      <Loaded query={versions} what="the versions">
        {(found) => <Versions versions={found.items} />}
      </Loaded>
      <Loaded query={mails} what="the mails">
        {({ items }) => (items.length === 0 ? <p>No mails yet.</p> : <Mails mails={items} nameOf={nameOf} />)}
      </Loaded>
    </>
  );
}

function isOnTheWay({ state }: MailState): boolean {
  return state === 'queued' || state === 'failing';
}

function Versions({ versions }: { versions: readonly RotaVersion[] }) {
  if (versions.length === 0) return <p>The rota has not been published yet.</p>;
  return (
    <ul className="nhsuk-list">
      {versions.map((version) => (
        <li key={version.number}>
          Version {version.number}, published on {formatInstant(version.publishedAt)}
        </li>
      ))}
    </ul>
  );
}

function Mails({
  mails,
  nameOf,
}: {
  mails: readonly MailState[];
  nameOf: (personId: string | null) => string;
}) {
  const over = mails.filter(({ state }) => state === 'handed-over').length;
  return (
    <>
      <p role="status">
        {over} of {count(mails.length, 'mail')} handed over.
      </p>
      <DataTable
        caption="Mails"
        rows={mails}
        rowKey={(mail) => mail.id}
        columns={[
          { title: 'Person', cell: (mail) => nameOf(mail.personId) },
          { title: 'Address', cell: (mail) => mail.toAddress },
          { title: 'Subject', cell: (mail) => mail.subject },
          {
            title: 'State',
            cell: (mail) =>
              mail.lastError ? `${STATES[mail.state]}: ${mail.lastError}` : STATES[mail.state],
          },
        ]}
      />
    </>
  );
}
