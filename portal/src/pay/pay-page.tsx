import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { type PayChoice, payrollQuery, rotasQuery } from '../api/queries';
import { type Rota } from '../api/types';
import { formatPeriod } from '../common/dates';
import { Notes } from '../common/notes';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { BASIS_WORDS, choiceParams, usePayChoice, usualChoice } from './pay-choice';
import { PayForm } from './pay-form';
import { sharedNotes } from './notes-of-people';
import { PayTable } from './pay-table';

/** What everybody of a unit is paid for a period, by element; each sum leads to what it is made of. */
export function PayPage() {
  const { unitId = '' } = useParams();
  const rotas = useQuery(rotasQuery(unitId));
  usePageTitle('Pay');
  return (
    <>
      <UnitHeading unitId={unitId} title="Pay" page="pay" />
      <Loaded query={rotas} what="the rotas of this unit">
        {(found) => <UnitPay key={unitId} unitId={unitId} rotas={found} />}
      </Loaded>
    </>
  );
}

function UnitPay({ unitId, rotas }: { unitId: string; rotas: readonly Rota[] }) {
  const [choice, choose] = usePayChoice(usualChoice(rotas));
  const payroll = useQuery(payrollQuery(unitId, choice));
  return (
    <>
      <PayForm key={choiceParams(choice)} choice={choice} onChoose={choose} />
      <Loaded query={payroll} what="what people are paid">
        {(found) =>
          found.people.length === 0 ? (
            <p>Nobody is placed on this unit from {formatPeriod(choice.from, choice.to)}.</p>
          ) : (
            <>
              <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2">
                {formatPeriod(choice.from, choice.to)}, {BASIS_WORDS[choice.basis].toLowerCase()}
              </h2>
              <p>
                <a href={exportAddress(unitId, choice)} download>
                  Download for payroll (CSV)
                </a>
              </p>
              <Notes notes={sharedNotes(found.people)} />
              <PayTable payroll={found} choice={choice} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function exportAddress(unitId: string, choice: PayChoice): string {
  return `/api/v1/payroll/export?${new URLSearchParams({ unitId, ...choice }).toString()}`;
}
