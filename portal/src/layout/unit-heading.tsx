import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { unitsQuery } from '../api/queries';

/** A page's heading with the unit that it is about, and the way to the same page of the reader's other units. */
export function UnitHeading({ unitId, title, page }: { unitId: string; title: string; page: string }) {
  const { data: units } = useQuery(unitsQuery);
  const unit = units?.find(({ id }) => id === unitId);
  const others = units?.filter(({ id }) => id !== unitId) ?? [];
  return (
    <>
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-3">
        <span className="nhsuk-caption-l">{unit?.name ?? 'Unit'}</span>
        {title}
      </h1>
      {others.length === 0 ? null : (
        <nav aria-label="Other units" className="nhsuk-u-margin-bottom-4">
          <ul className="rw-inline-list">
            {others.map((other) => (
              <li key={other.id}>
                <Link to={`/units/${other.id}/${page}`}>{other.name}</Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}
