import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { unitsQuery } from '../api/queries';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { seesRotas } from '../session/permissions';
import { useSession } from '../session/use-session';
import { useCurrentUnitId } from './use-current-unit';

/** Takes each reader to what they came for: the rotas of their unit, or their own. */
export function HomePage() {
  usePageTitle('Home');
  const session = useSession();
  const last = useCurrentUnitId();
  const mayCoordinate = session !== null && seesRotas(session.account);
  const units = useQuery({ ...unitsQuery, enabled: mayCoordinate });
  if (session === null) return null;
  if (!mayCoordinate) {
    return session.account.personId === null ? <NothingHere /> : <Navigate to="/my-rota" replace />;
  }
  return (
    <Loaded query={units} what="your units">
      {(found) => {
        const unit = found.find(({ id }) => id === last) ?? found[0];
        return unit === undefined ? <NothingHere /> : <Navigate to={`/units/${unit.id}/rotas`} replace />;
      }}
    </Loaded>
  );
}

function NothingHere() {
  return (
    <>
      <h1 className="nhsuk-heading-l">No rotas for you yet</h1>
      <p>
        Your account is not linked to a unit or a person. Ask your medical staffing team or administrator.
      </p>
    </>
  );
}
