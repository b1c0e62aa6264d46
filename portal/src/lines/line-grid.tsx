import { WEEKDAYS } from '../common/dates';
import { ShiftChip } from '../grid/shift-chip';
import { type StoredTemplate, type TemplateLine } from './types';

const DAYS_PER_WEEK = 7;

/** The lines of a template, week by week. */
export function LineGrid({ template }: { template: StoredTemplate }) {
  const types = new Map(template.shiftTypes.map((type) => [type.code, type]));
  return (
    <div className="rw-table-scroller" role="region" aria-labelledby="line-grid-caption" tabIndex={0}>
      <table className="nhsuk-table rw-line-grid">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s" id="line-grid-caption">
          Lines of version {template.number}
        </caption>
        <thead className="nhsuk-table__head">
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Week</th>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col">
                {weekday.slice(0, 3)}
              </th>
            ))}
          </tr>
        </thead>
        {template.lines.map((line) => (
          <tbody key={line.id} className="nhsuk-table__body">
            {weeksOf(line).map((codes, week) => (
              <tr key={week}>
                {week === 0 ? (
                  <th scope="rowgroup" rowSpan={line.cells.length / DAYS_PER_WEEK}>
                    {line.name}
                    {line.wte === 1 ? null : (
                      <span className="nhsuk-u-display-block">{line.wte} of full time</span>
                    )}
                  </th>
                ) : null}
                <th scope="row">{week + 1}</th>
                {codes.map((code, day) => {
                  const type = types.get(code);
                  return (
                    <td key={day}>
                      {type === undefined ? (
                        <span className="nhsuk-u-visually-hidden">Off</span>
                      ) : (
                        <ShiftChip shiftType={type} />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function weeksOf({ cells }: TemplateLine): string[][] {
  return Array.from({ length: cells.length / DAYS_PER_WEEK }, (_, week) =>
    cells.slice(week * DAYS_PER_WEEK, (week + 1) * DAYS_PER_WEEK),
  );
}
