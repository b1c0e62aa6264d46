import { useId } from 'react';
import { type Spend, type SpendSum } from '../api/types';
import { formatHoursShort } from '../common/dates';
import { costInWords, STEP_WORDS } from './spend-words';

type State = Spend['now'];

interface Row {
  readonly key: string;
  readonly name: string;
  readonly of: (state: State) => readonly SpendSum[];
}

/** A line for each part and staffing step with any hours; hours and cost of each state side by side. */
export function SpendTable({
  caption,
  states,
  rows,
}: {
  caption: string;
  states: readonly { readonly name: string; readonly state: State }[];
  rows: readonly Row[];
}) {
  const captionId = useId();
  return (
    <div className="rw-table-scroller" role="region" aria-labelledby={captionId} tabIndex={0}>
      <table className="nhsuk-table">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s" id={captionId}>
          {caption}
        </caption>
        <thead className="nhsuk-table__head">
          <tr>
            <th scope="col">{caption.replace('By ', '').replace(/^./, (first) => first.toUpperCase())}</th>
            {states.map(({ name }) => [
              <th scope="col" className="nhsuk-table__header--numeric" key={`${name} hours`}>
                {name}, hours
              </th>,
              <th scope="col" className="nhsuk-table__header--numeric" key={`${name} cost`}>
                {name}, cost
              </th>,
            ])}
          </tr>
        </thead>
        <tbody className="nhsuk-table__body">
          {rows.flatMap((row) =>
            STEPS.filter((step) => states.some(({ state }) => sumOf(row, state, step).places > 0)).map(
              (step) => (
                <tr key={`${row.key} ${step}`}>
                  <th scope="row">
                    {row.key === 'all' ? STEP_WORDS[step] : `${row.name}: ${STEP_WORDS[step]}`}
                  </th>
                  {states.map(({ name, state }) => [
                    <td className="nhsuk-table__cell--numeric" key={`${name} hours`}>
                      {formatHoursShort(sumOf(row, state, step).workMin)}
                    </td>,
                    <td className="nhsuk-table__cell--numeric" key={`${name} cost`}>
                      {costInWords(sumOf(row, state, step))}
                    </td>,
                  ])}
                </tr>
              ),
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

const STEPS = ['other-units', 'bank', 'agency', 'uncovered'] as const;

function sumOf(row: Row, state: State, step: SpendSum['step']): SpendSum {
  const nothing = { step, places: 0, workMin: 0, pence: 0, mostPence: 0 };
  return row.of(state).find((sum) => sum.step === step) ?? nothing;
}
