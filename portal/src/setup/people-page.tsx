import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { peopleQuery } from '../api/queries';
import { type Person } from '../api/types';
import { type Column, DataTable } from '../common/data-table';
import { formatDate, today } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { PayTermsDialog } from '../pay/pay-terms-dialog';
import { seesPay } from '../session/permissions';
import { useSession } from '../session/use-session';

export function PeoplePage() {
  const { unitId = '' } = useParams();
  const people = useQuery(peopleQuery(unitId, today()));
  const session = useSession();
  const setsPay = session !== null && seesPay(session.account);
  const [paid, setPaid] = useState<Person | null>(null);
  usePageTitle('People');
  return (
    <>
      <UnitHeading unitId={unitId} title="People" page="people" />
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
                { title: 'Mail', cell: (person) => person.email ?? 'None' },
                ...(setsPay ? [payColumn(setPaid)] : []),
              ]}
            />
          )
        }
      </Loaded>
      {paid === null ? null : <PayTermsDialog person={paid} onClose={() => setPaid(null)} />}
    </>
  );
}

function payColumn(onOpen: (person: Person) => void): Column<Person> {
  return {
    title: 'Pay',
    cell: (person) => (
      <button type="button" className="rw-link-button" onClick={() => onOpen(person)}>
        Pay points
        <span className="nhsuk-u-visually-hidden">{`: ${person.familyName}, ${person.givenName}`}</span>
      </button>
    ),
  };
}

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
