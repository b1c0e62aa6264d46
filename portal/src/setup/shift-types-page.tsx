import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { shiftTypesQuery } from '../api/queries';
import { type ShiftType } from '../api/types';
import { DataTable } from '../common/data-table';
import { count, formatHours, formatShiftTimes } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { ShiftChip } from '../grid/shift-chip';
import { UnitHeading } from '../layout/unit-heading';

export function ShiftTypesPage() {
  const { unitId = '' } = useParams();
  const shiftTypes = useQuery(shiftTypesQuery(unitId));
  usePageTitle('Shift types');
  return (
    <>
      <UnitHeading unitId={unitId} title="Shift types" page="shift-types" />
      <Loaded query={shiftTypes} what="the shift types">
        {(found) =>
          found.length === 0 ? (
            <p>No shift types yet.</p>
          ) : (
            <DataTable
              caption="Shifts that this unit works"
              rows={found}
              rowKey={({ id }) => id}
              columns={[
                { title: 'Code', cell: (type) => <ShiftChip shiftType={type} /> },
                {
                  title: 'Name',
                  cell: (type) => (type.active ? type.name : `${type.name} (no longer used)`),
                },
                { title: 'Times', cell: (type) => formatShiftTimes(type.startMin, type.endMin) },
                { title: 'Work', cell: workWords },
                { title: 'Who may work it', cell: whoWords },
              ]}
            />
          )
        }
      </Loaded>
    </>
  );
}

/** Hours of work; of on-call what is expected, or that nobody has said. */
function workWords({ kind, workMin, onCallEstimate }: ShiftType): string {
  if (kind !== 'on-call') return formatHours(workMin);
  if (onCallEstimate === null || onCallEstimate === undefined)
    return `${formatHours(workMin)}, not estimated`;
  const { episodes, restMin } = onCallEstimate;
  return `${formatHours(workMin)} expected, ${count(episodes, 'call')} a day, ${formatHours(restMin)} of rest`;
}

function whoWords({ gradeCodes, skillCodes }: ShiftType): string {
  const grades = gradeCodes.length === 0 ? 'Every grade' : gradeCodes.join(', ');
  return skillCodes.length === 0 ? grades : `${grades}, with ${skillCodes.join(' and ')}`;
}
