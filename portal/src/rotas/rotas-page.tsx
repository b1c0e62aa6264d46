import { useQuery } from '@tanstack/react-query';
import { Tag } from 'nhsuk-react-components';
import { Link, useParams } from 'react-router';
import { rotasQuery } from '../api/queries';
import { type Rota } from '../api/types';
import { formatPeriod } from '../common/dates';
import { DataTable } from '../common/data-table';
import { LinkButton } from '../common/link-button';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { coordinates } from '../session/permissions';
import { useSession } from '../session/use-session';

export function RotasPage() {
  const { unitId = '' } = useParams();
  const rotas = useQuery(rotasQuery(unitId));
  const session = useSession();
  const mayCreate = session !== null && coordinates(session.account, unitId);
  usePageTitle('Rotas');
  return (
    <>
      <UnitHeading unitId={unitId} title="Rotas" page="rotas" />
      {mayCreate ? <LinkButton to={`/units/${unitId}/rotas/new`}>Create a rota</LinkButton> : null}
      <Loaded query={rotas} what="rotas">
        {(found) => (found.length === 0 ? <p>No rotas yet.</p> : <RotaTable rotas={found} />)}
      </Loaded>
    </>
  );
}

function RotaTable({ rotas }: { rotas: readonly Rota[] }) {
  return (
    <DataTable
      caption="Rotas of this unit"
      rows={rotas}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Rota', cell: (rota) => <Link to={`/rotas/${rota.id}`}>{rota.name}</Link> },
        { title: 'Period', cell: (rota) => formatPeriod(rota.firstDate, rota.lastDate) },
        { title: 'State', cell: (rota) => <RotaState rota={rota} /> },
      ]}
    />
  );
}

export function RotaState({ rota }: { rota: Rota }) {
  if (rota.activeFillId !== null) return <Tag modifier="yellow">Being filled</Tag>;
  if (rota.state === 'draft') return <Tag modifier="grey">Draft</Tag>;
  if (rota.state === 'closed') return <Tag modifier="purple">Closed</Tag>;
  return <Tag modifier="green">{`Published, version ${rota.publishedVersion}`}</Tag>;
}
