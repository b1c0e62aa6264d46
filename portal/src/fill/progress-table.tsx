import { useId } from 'react';
import { formatScore, formatSeconds, type FillPoint } from './fill-progress';

/** Each better rota in numbers, the newest first. */
export function ProgressTable({ points }: { points: readonly FillPoint[] }) {
  const captionId = useId();
  return (
    <div className="rw-progress-table" role="region" aria-labelledby={captionId} tabIndex={0}>
      <table className="nhsuk-table">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s" id={captionId}>
          Better rotas so far
        </caption>
        <thead className="nhsuk-table__head">
          <tr>
            {['After', 'Score', 'Unfilled', 'Rule breaks', 'Bound'].map((title) => (
              <th scope="col" className="nhsuk-table__header" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="nhsuk-table__body">
          {[...points].reverse().map((point) => (
            <tr className="nhsuk-table__row" key={point.seq}>
              <td className="nhsuk-table__cell">{formatSeconds(point.elapsedMs)}</td>
              <td className="nhsuk-table__cell">{formatScore(point.objective)}</td>
              <td className="nhsuk-table__cell">{point.unfilled}</td>
              <td className="nhsuk-table__cell">{point.hardViolations}</td>
              <td className="nhsuk-table__cell">
                {point.lowerBound === null ? 'No proof yet' : formatScore(point.lowerBound)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
