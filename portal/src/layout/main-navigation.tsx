import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { type Account } from '../api/types';
import { unitsQuery } from '../api/queries';
import { entersHours, seesPay, seesRequests, seesRotas } from '../session/permissions';
import { useCurrentUnitId } from './use-current-unit';

export function MainNavigation({ account }: { account: Account }) {
  return (
    <nav className="rw-navigation" aria-label="Main">
      <ul className="nhsuk-width-container-fluid rw-navigation__list">
        {seesRotas(account) ? <UnitLinks account={account} /> : null}
        {account.personId === null ? null : (
          <>
            <NavigationItem to="/my-rota" label="My rota" />
            <NavigationItem to="/my-pay" label="My pay" />
          </>
        )}
        {seesRotas(account) ? null : <NavigationItem to="/rules" label="Rules" />}
        <NavigationItem to="/templates" label="Templates" />
      </ul>
    </nav>
  );
}

function UnitLinks({ account }: { account: Account }) {
  const units = useQuery(unitsQuery);
  const current = useCurrentUnitId();
  const unitId = current ?? units.data?.[0]?.id;
  if (unitId === undefined) return null;
  return (
    <>
      <NavigationItem to={`/units/${unitId}/rotas`} label="Rotas" />
      <NavigationItem to={`/units/${unitId}/people`} label="People" />
      <NavigationItem to={`/units/${unitId}/shift-types`} label="Shift types" />
      <NavigationItem to={`/units/${unitId}/cover`} label="Cover" />
      {seesRequests(account) ? (
        <NavigationItem to={`/units/${unitId}/requests`} label="Requests and leave" />
      ) : null}
      {entersHours(account, unitId) ? (
        <NavigationItem to={`/units/${unitId}/worked-hours`} label="Worked hours" />
      ) : null}
      <NavigationItem to={`/units/${unitId}/rules`} label="Rules" />
      {seesPay(account) ? <NavigationItem to={`/units/${unitId}/pay`} label="Pay" /> : null}
    </>
  );
}

function NavigationItem({ to, label }: { to: string; label: string }) {
  return (
    <li className="rw-navigation__item">
      <NavLink className="rw-navigation__link" to={to}>
        {label}
      </NavLink>
    </li>
  );
}
