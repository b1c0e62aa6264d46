import { Details } from 'nhsuk-react-components';
import { useId } from 'react';
import { type LineAnalysis } from '../api/types';
import { count } from '../common/dates';
import { amountWords, marginWords } from '../compliance/measure-words';
import { levelWords, ruleWords } from '../grid/violation-list';

/** A line of a template: every breach of it, what could not be judged, and its hours week by week. */
export function LineSection({ line }: { line: LineAnalysis }) {
  const id = useId();
  const { violations, notJudged, weeklyHours } = line;
  return (
    <section aria-labelledby={id} className="nhsuk-u-margin-top-4">
      <h3 className="nhsuk-heading-s" id={id}>
        {line.line}:{' '}
        {violations.length === 0
          ? 'no rule broken that could be judged'
          : count(violations.length, 'breach', 'breaches')}
      </h3>
      {violations.length === 0 ? null : <Breaches violations={violations} />}
      {notJudged.length === 0 ? null : (
        <>
          <p className="nhsuk-u-margin-bottom-1">Not judged:</p>
          <ul>
            {notJudged.map(({ rule, name, reason }) => (
              <li key={rule}>
                {name} ({rule}): {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {weeklyHours === null ? null : <Weeks hours={weeklyHours} name={line.line} />}
    </section>
  );
}

function Breaches({ violations }: { violations: LineAnalysis['violations'] }) {
  return (
    <ol className="rw-breaches">
      {violations.map((violation) => {
        const { rule, level, from, to, message, measured, limit, unit, shifts } = violation;
        return (
          <li key={`${rule} ${from} ${to} ${message}`} className={`rw-violation rw-violation--${level}`}>
            <p className="nhsuk-u-margin-bottom-1">
              <span className="rw-violation__level">{levelWords(level)}</span>
              {message}
            </p>
            <dl className="rw-facts">
              <Fact term="Rule" words={ruleWords(violation)} />
              <Fact term="Window" words={from === to ? from : `${from} to ${to}`} />
              <Fact term="Measured" words={amountWords(measured, unit)} />
              <Fact term="Limit" words={amountWords(limit, unit)} />
              <Fact term="Margin" words={marginWords(violation)} />
              {shifts.length === 0 || shifts.length > 10 ? null : (
                <Fact
                  term="Shifts"
                  words={shifts
                    .map(({ day, code, start, end }) => `${code} ${day} ${start} to ${end}`)
                    .join('; ')}
                />
              )}
            </dl>
          </li>
        );
      })}
    </ol>
  );
}

function Fact({ term, words }: { term: string; words: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{words}</dd>
    </div>
  );
}

/** Hours of each week, as a table whose rows are also bars. */
function Weeks({ hours, name }: { hours: readonly number[]; name: string }) {
  const most = Math.max(...hours, 1);
  return (
    <Details className="nhsuk-u-margin-bottom-2">
      <Details.Summary>Hours week by week</Details.Summary>
      <Details.Text>
        <table className="nhsuk-table rw-count-table rw-weeks">
          <caption className="nhsuk-table__caption nhsuk-table__caption--s">{`Hours of ${name} by week`}</caption>
          <thead className="nhsuk-table__head">
            <tr>
              <th scope="col">Week</th>
              <th scope="col">Hours</th>
            </tr>
          </thead>
          <tbody className="nhsuk-table__body">
            {hours.map((value, week) => (
              <tr key={week}>
                <th scope="row">{week + 1}</th>
                <td>
                  <span
                    className="rw-weeks__bar"
                    style={{ width: `${(value / most) * 70}%` }}
                    aria-hidden="true"
                  />
                  {`${Math.round(value * 100) / 100} h`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Details.Text>
    </Details>
  );
}
