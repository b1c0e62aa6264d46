import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOutletContext } from 'react-router';
import { gridQuery } from '../api/queries';
import { type Grid, type Rota } from '../api/types';
import { count, formatDate, listOf, today } from '../common/dates';
import { spokenName } from '../common/shift-words';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { absenceWords } from '../grid/cell-text';
import { coordinates } from '../session/permissions';
import { useSession } from '../session/use-session';
import { awayOnRota } from './away-on-rota';
import { RepairForm } from './repair-form';
import { RepairRun } from './repair-run';
import { SicknessForm } from './sickness-form';

/** Mends a rota with few changes after somebody has become absent. */
export function RepairPage() {
  const rota = useOutletContext<Rota>();
  const grid = useQuery(gridQuery(rota.id));
  const session = useSession();
  const [followed, setFollowed] = useState<string | null>(null);
  usePageTitle(`Repair, ${rota.name}`);
  const mayEdit = session !== null && coordinates(session.account, rota.unitId);
  if (!mayEdit) return <p>Only coordinators of the unit repair its rotas.</p>;
  return (
    <>
      <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2">Repair after sickness</h2>
      <p>
        Enter who has become absent. The repair then finds who can stand in and changes as little else as it
        can; what is pinned, or was let stand on purpose, stays.
      </p>
      {rota.lastDate < today() ? (
        <p>This rota is over; there is nothing left of it to repair.</p>
      ) : (
        <Loaded query={grid} what="who is away">
          {(found) => (
            <>
              <WhoIsAway grid={found} />
              <SicknessForm grid={found} />
              {followed === null ? (
                <RepairForm rota={rota} onStarted={setFollowed} />
              ) : (
                <RepairRun
                  key={followed}
                  fillId={followed}
                  rotaId={rota.id}
                  shiftTypes={found.shiftTypes}
                  onAgain={() => setFollowed(null)}
                />
              )}
            </>
          )}
        </Loaded>
      )}
    </>
  );
}

function WhoIsAway({ grid }: { grid: Grid }) {
  const first = grid.rota.firstDate > today() ? grid.rota.firstDate : today();
  const away = awayOnRota(grid, first);
  return (
    <>
      <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">Away on days of theirs</h3>
      {away.length === 0 ? (
        <p>Nobody is away on a day on which the rota has them working.</p>
      ) : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {away.map(({ personId, displayName, kind, dates }) => (
            <li key={`${personId}${dates[0]}`}>
              {spokenName(displayName)}, {absenceWords(kind).words.toLowerCase()}:{' '}
              {count(dates.length, 'shift')} ({listOf(dates.map(formatDate))})
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
