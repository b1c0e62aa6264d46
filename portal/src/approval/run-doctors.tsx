import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { personQuery } from '../api/queries';
import { DataTable } from '../common/data-table';
import { RowButton } from '../common/row-button';
import { Failure, Loaded } from '../common/states';
import { PayTermsDialog } from '../pay/pay-terms-dialog';
import { AddressDialog } from '../setup/address-dialog';
import { SIGN_IN_WORDS } from './run-words';
import { type ApprovalRun, type RunDoctor } from './types';
import { runDoctorsQuery } from './use-runs';

/** What is entered of a doctor. */
type Entry = 'address' | 'pay';

/** Everybody whom a run is about: how far their sign-in is, and what HR still has to enter. */
export function RunDoctors({ run: { id, version } }: { run: ApprovalRun }) {
  const doctors = useQuery(runDoctorsQuery(id, version));
  const [opened, setOpened] = useState<{ personId: string; entry: Entry } | null>(null);
  return (
    <Loaded query={doctors} what="the doctors">
      {(found) => (
        <>
          <DataTable
            caption="Doctors and their sign-ins"
            rows={found}
            rowKey={({ unitId, personId }) => `${unitId} ${personId}`}
            columns={[
              { title: 'Doctor', cell: ({ displayName }) => displayName },
              {
                title: 'Unit',
                cell: ({ unitId, unitName }) => <Link to={`/units/${unitId}/people`}>{unitName}</Link>,
              },
              { title: 'Sign-in', cell: signInWords },
              {
                title: 'Enter',
                cell: (doctor) => (
                  <Entries
                    doctor={doctor}
                    onOpen={(entry) => setOpened({ personId: doctor.personId, entry })}
                  />
                ),
              },
            ]}
          />
          {opened === null ? null : <EntryDialog {...opened} onClose={() => setOpened(null)} />}
        </>
      )}
    </Loaded>
  );
}

function Entries({
  doctor: { displayName, hasAddress },
  onOpen,
}: {
  doctor: RunDoctor;
  onOpen: (entry: Entry) => void;
}) {
  return (
    <div className="rw-buttons">
      <RowButton onClick={() => onOpen('address')} of={displayName}>
        {hasAddress ? 'Change the address' : 'Enter the address'}
      </RowButton>
      <RowButton onClick={() => onOpen('pay')} of={displayName}>
        Pay points
      </RowButton>
    </div>
  );
}

function EntryDialog({ personId, entry, onClose }: { personId: string; entry: Entry; onClose: () => void }) {
  const { data, error } = useQuery(personQuery(personId));
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return null;
  return entry === 'pay' ? (
    <PayTermsDialog person={data} onClose={onClose} />
  ) : (
    <AddressDialog person={data} onClose={onClose} />
  );
}

function signInWords({ signIn, hasAddress, mailError }: RunDoctor): string {
  if (signIn === 'none' && !hasAddress) return 'Address missing';
  return mailError === null ? SIGN_IN_WORDS[signIn] : `${SIGN_IN_WORDS[signIn]}: ${mailError}`;
}
