import { useQuery } from '@tanstack/react-query';
import { isProblem } from '../api/problem';
import { ledgerQuery, unitsQuery } from '../api/queries';
import { type Unit } from '../api/types';
import { formatPeriod } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { LedgerView } from './ledger-view';
import { BASIS_WORDS, choiceParams, thisMonth, usePayChoice } from './pay-choice';
import { PayForm } from './pay-form';

/** What the reader is paid, and from what. */
export function MyPayPage() {
  const session = useSession();
  const units = useQuery(unitsQuery);
  const [choice, choose] = usePayChoice(thisMonth());
  usePageTitle('My pay');
  const personId = session?.account.personId ?? null;
  return (
    <>
      <h1 className="nhsuk-heading-l">My pay</h1>
      <PayForm key={choiceParams(choice)} choice={choice} onChoose={choose} />
      <p>
        Worked out from {BASIS_WORDS[choice.basis].toLowerCase()}, {formatPeriod(choice.from, choice.to)}.
        What is paid in the end is on your payslip; ask HR where the two differ.
      </p>
      {personId === null ? null : (
        <Loaded query={units} what="your units">
          {(found) =>
            found.map((unit) => <UnitLedger key={unit.id} unit={unit} personId={personId} choice={choice} />)
          }
        </Loaded>
      )}
    </>
  );
}

function UnitLedger({
  unit,
  personId,
  choice,
}: {
  unit: Unit;
  personId: string;
  choice: ReturnType<typeof thisMonth>;
}) {
  const ledger = useQuery(ledgerQuery(unit.id, personId, choice));
  // Placed in the unit, but not in these days.
  if (isProblem(ledger.error, 'not-found')) return null;
  return (
    <>
      <p className="nhsuk-heading-m">{unit.name}</p>
      <Loaded query={ledger} what="your pay">
        {(found) => <LedgerView ledger={found} />}
      </Loaded>
    </>
  );
}
