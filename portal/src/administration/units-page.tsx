import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { unitsQuery } from '../api/queries';
import { DataTable } from '../common/data-table';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { type Unit, UnitDialog } from './unit-dialog';

/** The wards and departments of the hospital. */
export function UnitsPage() {
  const units = useQuery(unitsQuery);
  const [edited, setEdited] = useState<Unit | 'new' | null>(null);
  usePageTitle('Units');
  return (
    <>
      <h1 className="nhsuk-heading-l">Units</h1>
      <p>A unit is a ward or department with rotas of its own.</p>
      <Button type="button" small onClick={() => setEdited('new')}>
        Add a unit
      </Button>
      <Loaded query={units} what="the units">
        {(found) =>
          found.length === 0 ? (
            <p>There is no unit yet. Add the first one; then give somebody the role of its coordinator.</p>
          ) : (
            <DataTable
              caption="Units, by name"
              rows={found}
              rowKey={({ id }) => id}
              columns={[
                { title: 'Name', cell: ({ id, name }) => <Link to={`/units/${id}/people`}>{name}</Link> },
                { title: 'Code', cell: ({ code }) => code },
                {
                  title: 'Actions',
                  cell: (unit) => (
                    <button type="button" className="rw-link-button" onClick={() => setEdited(unit)}>
                      Rename
                      <span className="nhsuk-u-visually-hidden">{`: ${unit.name}`}</span>
                    </button>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {edited === null ? null : (
        <UnitDialog unit={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}
