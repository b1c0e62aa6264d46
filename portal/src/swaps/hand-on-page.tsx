import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { myShiftQuery } from '../api/staff-queries';
import { type SwapWay } from '../api/staff-types';
import { shiftInWords } from '../common/shift-words';
import { PageLoaded } from '../common/page-loaded';
import { usePageTitle } from '../common/use-page-title';
import { PoolForm } from './pool-form';
import { WayList } from './way-list';

type Way = SwapWay | 'pool';

const WAYS: readonly { way: Way; label: string; says: string }[] = [
  { way: 'give-away', label: 'Give away', says: 'Somebody takes it and gives you nothing for it.' },
  { way: 'direct', label: 'Swap', says: 'Somebody takes it and you work one of theirs.' },
  {
    way: 'chain',
    label: 'Chain of three',
    says: 'Somebody takes it, a third person takes one of theirs, and you work one of the third person’s.',
  },
  {
    way: 'pool',
    label: 'Ask the pool',
    says: 'Everybody in the unit who can may take it or offer one for it.',
  },
];

/** How a shift of the reader's could be handed on: every legal way, best first, and why others cannot. */
export function HandOnPage() {
  const { assignmentId = '' } = useParams();
  const [params] = useSearchParams();
  const chosen = WAYS.find(({ way }) => way === params.get('way')) ?? WAYS[0]!;
  const shift = useQuery(myShiftQuery(assignmentId));
  usePageTitle(`${chosen.label}: hand on a shift`);
  return (
    <>
      <p>
        <Link to={`/my-rota/shifts/${assignmentId}`}>Back to the shift</Link>
      </p>
      <PageLoaded title="Hand on a shift" query={shift} what="your shift">
        {({ shift: found }) => (
          <>
            <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-3">
              <span className="nhsuk-caption-l">{shiftInWords(found)}</span>
              Hand on a shift
            </h1>
            <nav className="rw-tabs" aria-label="Ways to hand it on">
              <ul className="rw-tabs__list">
                {WAYS.map(({ way, label }) => (
                  <li key={way}>
                    <Link
                      className="rw-tabs__link"
                      to={`?way=${way}`}
                      replace
                      aria-current={way === chosen.way ? 'page' : undefined}
                    >
                      {label}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
            <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-1">{chosen.label}</h2>
            <p>{chosen.says} Nothing changes until everybody who is asked agrees.</p>
            {chosen.way === 'pool' ? (
              <PoolForm assignmentId={assignmentId} />
            ) : (
              <WayList key={chosen.way} assignmentId={assignmentId} way={chosen.way} />
            )}
          </>
        )}
      </PageLoaded>
    </>
  );
}
