import { Button } from 'nhsuk-react-components';
import { DataTable } from '../common/data-table';
import { formatPeriod } from '../common/dates';
import { shareWords } from './line-words';
import { type WithoutLine } from './types';

/** Doctors of the unit who are on no line. */
export function WithoutLineTable({
  rows,
  onPlace,
}: {
  rows: readonly WithoutLine[];
  /** Null: the reader may not. */
  onPlace: ((row: WithoutLine) => void) | null;
}) {
  if (rows.length === 0) return <p>Every doctor of the unit has a line.</p>;
  return (
    <DataTable
      caption="Doctors without a line"
      rows={rows}
      rowKey={({ personId, firstDate }) => `${personId} ${firstDate}`}
      columns={[
        { title: 'Doctor', cell: ({ displayName, gradeCode }) => `${displayName} (${gradeCode})` },
        { title: 'In the unit', cell: ({ firstDate, lastDate }) => formatPeriod(firstDate, lastDate) },
        { title: 'Share', cell: ({ shareThousandths }) => shareWords(shareThousandths) },
        { title: 'Why', cell: ({ reason }) => reason },
        ...(onPlace === null
          ? []
          : [
              {
                title: 'Change',
                cell: (row: WithoutLine) => (
                  <Button type="button" secondary small onClick={() => onPlace(row)}>
                    Put on a line
                    <span className="nhsuk-u-visually-hidden">: {row.displayName}</span>
                  </Button>
                ),
              },
            ]),
      ]}
    />
  );
}
