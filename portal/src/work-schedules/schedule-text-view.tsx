import { type ScheduleText, type TextBlock } from './types';

/** What a work schedule says. The first cell of each row is its header. */
export function ScheduleTextView({ text: { sections } }: { text: ScheduleText }) {
  return sections.map(({ heading, blocks }) => (
    <section key={heading} aria-label={heading}>
      <h2 className="nhsuk-heading-m">{heading}</h2>
      {blocks.map((block, index) => (
        <Block key={block.caption ?? `text-${index}`} block={block} />
      ))}
    </section>
  ));
}

function Block({ block: { text, caption, columns, rows } }: { block: TextBlock }) {
  if (caption === null) return <p>{text}</p>;
  const alignment = (index: number) =>
    columns[index]?.numeric === true ? 'nhsuk-table__cell--numeric' : undefined;
  return (
    <div className="rw-table-scroller" role="region" aria-label={caption} tabIndex={0}>
      <table className="nhsuk-table">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s">{caption}</caption>
        <thead className="nhsuk-table__head">
          <tr>
            {columns.map(({ title }, index) => (
              <th key={title} scope="col" className={alignment(index)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="nhsuk-table__body">
          {rows.map(([header, ...cells], row) => (
            <tr key={`${header} ${row}`}>
              <th scope="row">{header}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]?.title} className={alignment(index + 1)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
