import { useQuery } from '@tanstack/react-query';
import { NavLink, Outlet, useParams } from 'react-router';
import { rotaQuery } from '../api/queries';
import { type Rota } from '../api/types';
import { formatPeriod } from '../common/dates';
import { Loaded } from '../common/states';
import { RotaState } from './rotas-page';

/** The heading and tabs of a rota, around each of its pages. */
export function RotaLayout() {
  const { rotaId = '' } = useParams();
  const rota = useQuery(rotaQuery(rotaId));
  return (
    <Loaded query={rota} what="the rota">
      {(found) => (
        <>
          <RotaHeading rota={found} />
          <Outlet context={found satisfies Rota} />
        </>
      )}
    </Loaded>
  );
}

function RotaHeading({ rota }: { rota: Rota }) {
  const tabs = [
    { to: '', label: 'Rota' },
    { to: 'unfilled', label: 'Unfilled shifts' },
    { to: 'repair', label: 'Repair' },
    { to: 'compliance', label: 'Compliance' },
    { to: 'publish', label: 'Publish' },
    { to: 'sent', label: 'Versions and mails' },
    { to: 'spend', label: 'Spend' },
  ];
  return (
    <>
      <div className="rw-rota-heading">
        <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-1">{rota.name}</h1>
        <p className="nhsuk-u-margin-bottom-2">
          {rota.unitName}, {formatPeriod(rota.firstDate, rota.lastDate)} <RotaState rota={rota} />
        </p>
      </div>
      <nav aria-label="This rota" className="rw-tabs">
        <ul className="rw-tabs__list">
          {tabs.map(({ to, label }) => (
            <li key={to}>
              <NavLink className="rw-tabs__link" to={`/rotas/${rota.id}${to === '' ? '' : `/${to}`}`} end>
                {label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
