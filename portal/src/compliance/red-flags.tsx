import { useState } from 'react';
import { type Compliance } from '../api/types';
import { formatDay } from '../common/dates';
import { DataTable } from '../common/data-table';

const FIRST = 10;

/** Red flags of safe staffing: shifts of a ward that have too little registered nursing. */
export function RedFlags({ flags }: { flags: Compliance['redFlags'] }) {
  const [all, setAll] = useState(false);
  if (flags.length === 0) return null;
  return (
    <section aria-label="Red flags of safe staffing" className="rw-dense nhsuk-u-margin-bottom-4">
      <DataTable
        caption="Red flags of safe staffing: shifts with too little registered nursing"
        rows={all ? flags : flags.slice(0, FIRST)}
        rowKey={({ rule, date, lineId }) => `${rule} ${date} ${lineId}`}
        columns={[
          { title: 'Day', cell: ({ date }) => formatDay(date) },
          { title: 'Cover', cell: ({ lineName }) => lineName },
          { title: 'Flag', cell: ({ message }) => message },
          {
            title: 'Rule',
            cell: ({ name, clause, rule }) => `${name}${clause === null ? '' : `, ${clause}`} (${rule})`,
          },
        ]}
      />
      {flags.length > FIRST ? (
        <button type="button" className="rw-link-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer red flags' : `Show all ${flags.length} red flags`}
        </button>
      ) : null}
    </section>
  );
}
