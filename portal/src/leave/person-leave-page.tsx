import { useQuery } from '@tanstack/react-query';
import { Select } from 'nhsuk-react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { addDays, formatDate } from '../common/dates';
import { Loaded } from '../common/states';
import { PageLoaded } from '../common/page-loaded';
import { usePageTitle } from '../common/use-page-title';
import { AdjustmentForm } from './adjustment-form';
import { LeaveFigures } from './leave-figures';
import { leaveAccountQuery, personQuery } from './leave-queries';
import { ServiceForm } from './service-form';

/** What annual leave somebody has, for those who enter it: since when service counts, and hours more or fewer. */
export function PersonLeavePage() {
  const { personId = '' } = useParams();
  const person = useQuery(personQuery(personId));
  usePageTitle('Leave account');
  return (
    <div className="rw-narrow">
      <PageLoaded title="Leave account" query={person} what="the person">
        {({ givenName, familyName, staffNumber }) => (
          <h1 className="nhsuk-heading-l">
            <span className="nhsuk-caption-l">{`${givenName} ${familyName}, ${staffNumber}`}</span>
            Leave account
          </h1>
        )}
      </PageLoaded>
      <Account personId={personId} />
    </div>
  );
}

function Account({ personId }: { personId: string }) {
  const [on, setOn] = useState<string | undefined>(undefined);
  const current = useQuery(leaveAccountQuery(personId));
  const shown = useQuery(leaveAccountQuery(personId, on));
  return (
    <Loaded query={current} what="their hours of leave">
      {({ yearFrom, yearTo, serviceFrom, version }) => {
        const next = addDays(yearTo, 1);
        return (
          <>
            <Select
              id="leave-year"
              label="Leave year"
              value={on ?? ''}
              onChange={({ currentTarget: { value } }) => setOn(value === '' ? undefined : value)}
            >
              <Select.Option value="">{`From ${formatDate(yearFrom)}`}</Select.Option>
              <Select.Option value={next}>{`From ${formatDate(next)}`}</Select.Option>
            </Select>
            <Loaded query={shown} what="their hours of leave">
              {(account) => <LeaveFigures account={account} />}
            </Loaded>
            <AdjustmentForm key={on ?? yearFrom} personId={personId} on={on ?? yearFrom} />
            <ServiceForm personId={personId} serviceFrom={serviceFrom} version={version} />
          </>
        );
      }}
    </Loaded>
  );
}
