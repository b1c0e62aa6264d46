import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { accountsQuery, peopleQuery } from '../api/queries';
import { type Person, type PersonAccount } from '../api/types';
import { type Column, DataTable } from '../common/data-table';
import { formatDate, today } from '../common/dates';
import { RowButton } from '../common/row-button';
import { Failure, Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { PayTermsDialog } from '../pay/pay-terms-dialog';
import { entersHours, entersLeave, invites, seesPay } from '../session/permissions';
import { useSession } from '../session/use-session';
import { AccountCell } from './account-cell';
import { AddressDialog } from './address-dialog';
import { UndeliveredMails } from './undelivered-mails';

export function PeoplePage() {
  const { unitId = '' } = useParams();
  const people = useQuery(peopleQuery(unitId, today()));
  const session = useSession();
  const setsPay = session !== null && seesPay(session.account);
  const setsLeave = session !== null && entersLeave(session.account);
  const [paid, setPaid] = useState<Person | null>(null);
  const [addressed, setAddressed] = useState<Person | null>(null);
  const mayInvite = session !== null && invites(session.account, unitId);
  const mayTell = session !== null && entersHours(session.account, unitId);
  const accounts = useQuery({ ...accountsQuery(unitId), enabled: mayInvite });
  const [problem, setProblem] = useState<Error | null>(null);
  usePageTitle('People');
  return (
    <>
      <UnitHeading unitId={unitId} title="People" page="people" />
      {problem === null ? null : <Failure error={problem} />}
      {accounts.error === null ? null : (
        <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />
      )}
      <Loaded query={people} what="the people of this unit">
        {(found) =>
          found.length === 0 ? (
            <p>Nobody is placed on this unit today.</p>
          ) : (
            <DataTable
              caption={`On this unit on ${formatDate(today())}`}
              rows={found}
              rowKey={({ id }) => id}
              columns={[
                { title: 'Name', cell: (person) => `${person.familyName}, ${person.givenName}` },
                { title: 'Staff number', cell: (person) => person.staffNumber },
                { title: 'Grade', cell: (person) => person.gradeCode },
                { title: 'Skills', cell: skillWords },
                { title: 'Placement', cell: (person) => placementWords(person, unitId) },
                mailColumn(setsPay ? setAddressed : null),
                ...(accounts.data === undefined ? [] : [accountColumn(accounts.data, setProblem)]),
                ...(setsPay ? [payColumn(setPaid)] : []),
                ...(setsLeave ? [LEAVE_COLUMN] : []),
              ]}
            />
          )
        }
      </Loaded>
      {mayTell ? <UndeliveredMails unitId={unitId} /> : null}
      {addressed === null ? null : <AddressDialog person={addressed} onClose={() => setAddressed(null)} />}
      {paid === null ? null : <PayTermsDialog person={paid} onClose={() => setPaid(null)} />}
    </>
  );
}

function accountColumn(
  accounts: readonly PersonAccount[],
  onProblem: (problem: Error | null) => void,
): Column<Person> {
  const byPerson = new Map(accounts.map((account) => [account.personId, account]));
  return {
    title: 'Sign-in',
    cell: (person) => {
      const account = byPerson.get(person.id);
      if (account === undefined) return 'Not known';
      return <AccountCell person={person} account={account} onProblem={onProblem} />;
    },
  };
}

/** @param onOpen null: the address is only shown */
function mailColumn(onOpen: ((person: Person) => void) | null): Column<Person> {
  return {
    title: 'Mail',
    cell: (person) =>
      onOpen === null ? (
        (person.email ?? 'None')
      ) : (
        <>
          {person.email ?? 'None'}{' '}
          <RowButton onClick={() => onOpen(person)} of={`${person.familyName}, ${person.givenName}`}>
            Change the address
          </RowButton>
        </>
      ),
  };
}

function payColumn(onOpen: (person: Person) => void): Column<Person> {
  return {
    title: 'Pay',
    cell: (person) => (
      <RowButton onClick={() => onOpen(person)} of={`${person.familyName}, ${person.givenName}`}>
        Pay points
      </RowButton>
    ),
  };
}

const LEAVE_COLUMN: Column<Person> = {
  title: 'Leave',
  cell: (person) => (
    <Link to={`/people/${person.id}/leave`}>
      Leave account
      <span className="nhsuk-u-visually-hidden">{`: ${person.familyName}, ${person.givenName}`}</span>
    </Link>
  ),
};

function skillWords({ skills }: Person): string {
  if (skills.length === 0) return 'None recorded';
  return skills
    .map(({ code, validUntil }) => (validUntil ? `${code} until ${formatDate(validUntil)}` : code))
    .join('; ');
}

function placementWords({ placements }: Person, unitId: string): string {
  const here = placements.filter((placement) => placement.unitId === unitId);
  return here
    .map(({ firstDate, lastDate, wte }) => {
      const until = lastDate ? ` to ${formatDate(lastDate)}` : '';
      return `${wte} WTE from ${formatDate(firstDate)}${until}`;
    })
    .join('; ');
}
