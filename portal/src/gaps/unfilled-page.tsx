import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Button } from 'nhsuk-react-components';
import { useOutletContext } from 'react-router';
import { gapsQuery, gridQuery } from '../api/queries';
import { type Gaps, type Rota } from '../api/types';
import { count } from '../common/dates';
import { Notes } from '../common/notes';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { buildGridModel, type GridModel } from '../grid/grid-model';
import { coordinates } from '../session/permissions';
import { useSession } from '../session/use-session';
import { CapacitySection } from './capacity-section';
import { GapSection } from './gap-section';

const PAGE = 20;

/** What is unfilled: who could take it, and for everybody else the rules that rule them out. */
export function UnfilledPage() {
  const rota = useOutletContext<Rota>();
  const gaps = useQuery(gapsQuery(rota.id));
  const grid = useQuery(gridQuery(rota.id));
  const model = useMemo(() => (grid.data === undefined ? null : buildGridModel(grid.data)), [grid.data]);
  const session = useSession();
  const mayEdit = session !== null && coordinates(session.account, rota.unitId) && rota.activeFillId === null;
  usePageTitle(`Unfilled shifts, ${rota.name}`);
  return (
    <>
      <h2 className="nhsuk-heading-m">Unfilled shifts</h2>
      <CapacitySection rotaId={rota.id} />
      <Loaded query={gaps} what="what is unfilled and why">
        {(found) => (model === null ? null : <Found gaps={found} model={model} mayEdit={mayEdit} />)}
      </Loaded>
    </>
  );
}

function Found({ gaps, model, mayEdit }: { gaps: Gaps; model: GridModel; mayEdit: boolean }) {
  const [shown, setShown] = useState(PAGE);
  const { minimumNeeded, minimumMet, share } = gaps.coverMet;
  return (
    <>
      <p>
        {minimumMet} of {minimumNeeded} places of minimum cover are filled ({percent(share)}).{' '}
        {gaps.gaps.length === 0
          ? 'Nothing is unfilled.'
          : `${count(gaps.gaps.length, 'gap')} ${gaps.gaps.length === 1 ? 'is' : 'are'} left.`}
      </p>
      <Notes notes={gaps.notes} />
      {gaps.gaps.slice(0, shown).map((gap) => (
        <GapSection key={`${gap.lineId}-${gap.date}`} gap={gap} model={model} mayEdit={mayEdit} />
      ))}
      {gaps.gaps.length > shown ? (
        <Button type="button" secondary onClick={() => setShown(shown + PAGE)}>
          {`Show more (${gaps.gaps.length - shown} not shown)`}
        </Button>
      ) : null}
    </>
  );
}

/** Never rounds up to "100 %" while something is open. */
function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}
