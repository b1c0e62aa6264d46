import { type ReactNode, useState } from 'react';

const FIRST = 10;

interface Counts {
  hard: number;
  soft: number;
  advisory: number;
}

/** How many breaches of each level there are in each group. The service has sorted the groups. */
export function CountTable<Row extends Counts>({
  caption,
  rows,
  rowKey,
  name,
}: {
  caption: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  name: (row: Row) => ReactNode;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <div className="rw-table-scroller" role="region" aria-label={caption} tabIndex={0}>
      <table className="nhsuk-table rw-count-table">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s">{caption}</caption>
        <thead className="nhsuk-table__head">
          <tr>
            <th scope="col">{caption.replace('By ', '').replace(/^./, (first) => first.toUpperCase())}</th>
            <th scope="col" className="nhsuk-table__header--numeric">
              Broken
            </th>
            <th scope="col" className="nhsuk-table__header--numeric">
              Should be better
            </th>
            <th scope="col" className="nhsuk-table__header--numeric">
              Advice
            </th>
          </tr>
        </thead>
        <tbody className="nhsuk-table__body">
          {shown.map((row) => (
            <tr key={rowKey(row)}>
              <th scope="row">{name(row)}</th>
              <td className="nhsuk-table__cell--numeric">{row.hard}</td>
              <td className="nhsuk-table__cell--numeric">{row.soft}</td>
              <td className="nhsuk-table__cell--numeric">{row.advisory}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > FIRST ? (
        <button type="button" className="rw-link-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${rows.length}`}
          <span className="nhsuk-u-visually-hidden">{`: ${caption}`}</span>
        </button>
      ) : null}
    </div>
  );
}
