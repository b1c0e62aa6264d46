import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { ledgerQuery } from '../api/queries';
import { formatPeriod } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { LedgerView } from './ledger-view';
import { BASIS_WORDS, choiceParams, thisMonth, usePayChoice } from './pay-choice';

/** Everything that one person's pay is made of, for HR. */
export function LedgerPage() {
  const { unitId = '', personId = '' } = useParams();
  const [choice] = usePayChoice(thisMonth());
  const ledger = useQuery(ledgerQuery(unitId, personId, choice));
  usePageTitle('Pay of a person');
  useJumpTo(ledger.data !== undefined);
  return (
    <>
      <p>
        <Link to={`/units/${unitId}/pay?${choiceParams(choice)}`}>Back to the pay of the unit</Link>
      </p>
      <Loaded query={ledger} what="what this person is paid">
        {(found) => (
          <>
            <h1 className="nhsuk-heading-l">
              <span className="nhsuk-caption-l">
                {formatPeriod(choice.from, choice.to)}, {BASIS_WORDS[choice.basis].toLowerCase()}
              </span>
              Pay of {found.displayName}
            </h1>
            <LedgerView ledger={found} />
          </>
        )}
      </Loaded>
    </>
  );
}

/** To the element that the address names, once it is there. */
function useJumpTo(isThere: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (!isThere || hash === '') return;
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    target?.focus({ preventScroll: true });
    target?.scrollIntoView();
  }, [isThere, hash]);
}
