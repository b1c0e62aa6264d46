import { useQuery } from '@tanstack/react-query';
import { Details } from 'nhsuk-react-components';
import { capacityQuery } from '../api/queries';
import { type Capacity } from '../api/types';
import { count } from '../common/dates';
import { Loaded } from '../common/states';

type Shortfall = Capacity['shortfalls'][number];

/** Whether these people's hours, grades and skills can meet the demand at all; and where they cannot, whatever the rota. */
export function CapacitySection({ rotaId }: { rotaId: string }) {
  const capacity = useQuery(capacityQuery(rotaId));
  return (
    <Details>
      <Details.Summary>Could these people fill it at all?</Details.Summary>
      <Details.Text>
        <Loaded query={capacity} what="whether there are enough people">
          {(found) => <Verdict capacity={found} />}
        </Loaded>
      </Details.Text>
    </Details>
  );
}

function Verdict({ capacity: { enough, totalShort, hoursUsedShare, shortfalls } }: { capacity: Capacity }) {
  return (
    <>
      <p>
        {enough
          ? 'Yes: hours, grades and skills do not stand in the way. Other rules may.'
          : `No: whatever the rota, at least ${places(totalShort)} stay open.`}{' '}
        {hoursUsedShare < WORTH_TELLING
          ? ''
          : `The minimum cover takes ${percent(hoursUsedShare)} of the hours that these people may work.`}
      </p>
      {shortfalls.length === 0 ? null : <ShortTable shortfalls={shortfalls} />}
    </>
  );
}

function ShortTable({ shortfalls }: { shortfalls: readonly Shortfall[] }) {
  const sorted = [...shortfalls].sort((a, b) => b.short - a.short);
  const most = sorted[0]?.short ?? 1;
  return (
    <div className="rw-table-scroller" tabIndex={0} role="region" aria-label="Where people are short">
      <table className="rw-count-table">
        <caption className="rw-caption">Where people are short whatever the rota</caption>
        <thead>
          <tr>
            <th scope="col">Cover</th>
            <th scope="col">Short</th>
            <th scope="col">Of</th>
            <th scope="col">What would help</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((shortfall) => (
            <tr key={shortfall.lineName}>
              <th scope="row">
                {shortfall.lineName}
                {shortfall.filterLabel === '' ? null : (
                  <>
                    <br />
                    <span className="rw-secondary">{shortfall.filterLabel}</span>
                  </>
                )}
              </th>
              <td className="rw-nowrap">
                <span
                  className="rw-weeks__bar"
                  aria-hidden="true"
                  style={{ width: `${(shortfall.short / most) * WIDEST_REM}rem` }}
                />
                {rounded(shortfall.short)}
              </td>
              <td>{shortfall.needed}</td>
              <td>{helpWords(shortfall)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const WIDEST_REM = 8;
/** Where a contract limits no hours the share is next to nothing, and says nothing. */
const WORTH_TELLING = 0.01;

function helpWords({ bottleneck, people }: Shortfall): string {
  return bottleneck === 'hours'
    ? `More hours: ${count(people, 'person', 'people')} match, but their hours run out.`
    : `More people: ${people === 0 ? 'nobody matches' : `only ${count(people, 'person', 'people')} match`}.`;
}

function places(short: number): string {
  return `${rounded(short)} ${short === 1 ? 'place' : 'places'}`;
}

function rounded(short: number): string {
  return String(Math.round(short * 10) / 10);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
