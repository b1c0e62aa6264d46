import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { payPointsQuery, payTermsQuery } from '../api/queries';
import { type PayPoint, type PayTerm, type Person } from '../api/types';
import { DataTable } from '../common/data-table';
import { formatDate } from '../common/dates';
import { Modal } from '../common/modal';
import { Loaded } from '../common/states';
import { PayTermForm } from './pay-term-form';

/** By which point of the pay tables a person is paid, and the form to say so. */
export function PayTermsDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const terms = useQuery(payTermsQuery(person.id));
  const points = useQuery(payPointsQuery);
  const [opened, setOpened] = useState<PayTerm | 'new' | null>(null);
  return (
    <Modal title={`Pay points of ${person.familyName}, ${person.givenName}`} onClose={onClose}>
      <Loaded query={points} what="the pay points">
        {(known) => (
          <>
            <Loaded query={terms} what="their pay points">
              {(found) => <Terms terms={found} points={known} onOpen={setOpened} />}
            </Loaded>
            {opened === null ? (
              <Button type="button" secondary small onClick={() => setOpened('new')}>
                Add a pay point
              </Button>
            ) : (
              <PayTermForm
                key={opened === 'new' ? 'new' : `${opened.id}-${opened.version}`}
                personId={person.id}
                points={known}
                term={opened === 'new' ? null : opened}
                onDone={() => setOpened(null)}
              />
            )}
          </>
        )}
      </Loaded>
    </Modal>
  );
}

function Terms({
  terms,
  points,
  onOpen,
}: {
  terms: readonly PayTerm[];
  points: readonly PayPoint[];
  onOpen: (term: PayTerm) => void;
}) {
  if (terms.length === 0) return <p>None is entered, so no pay can be worked out.</p>;
  const nameOf = (code: string) => points.find((point) => point.code === code)?.name ?? code;
  return (
    <DataTable
      caption="Pay points, earliest first"
      rows={terms}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Pay point', cell: ({ payPoint }) => nameOf(payPoint) },
        { title: 'From', cell: ({ firstDate }) => formatDate(firstDate) },
        { title: 'To', cell: ({ lastDate }) => (lastDate === null ? 'No end' : formatDate(lastDate)) },
        { title: 'Opted out of 48 h', cell: ({ optedOut }) => (optedOut ? 'Yes' : 'No') },
        {
          title: 'Change',
          cell: (term) => (
            <button type="button" className="rw-link-button" onClick={() => onOpen(term)}>
              Change
              <span className="nhsuk-u-visually-hidden">
                {`: ${nameOf(term.payPoint)} from ${formatDate(term.firstDate)}`}
              </span>
            </button>
          ),
        },
      ]}
    />
  );
}
