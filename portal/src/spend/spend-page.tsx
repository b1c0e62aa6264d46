import { useQuery } from '@tanstack/react-query';
import { Link, useOutletContext } from 'react-router';
import { spendQuery } from '../api/queries';
import { type Rota, type Spend } from '../api/types';
import { formatDate, formatHospitalInstant } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { SpendPlot } from './spend-plot';
import { SpendTable } from './spend-table';

/** What a rota takes from bank and agency, and what a fill saved. */
export function SpendPage() {
  const rota = useOutletContext<Rota>();
  const spend = useQuery(spendQuery(rota.id));
  usePageTitle(`Spend, ${rota.name}`);
  return (
    <>
      <h2 className="nhsuk-heading-m">Bank and agency spend</h2>
      <Loaded query={spend} what="what this rota costs">
        {(found) => <Found rota={rota} spend={found} />}
      </Loaded>
    </>
  );
}

function Found({ rota, spend }: { rota: Rota; spend: Spend }) {
  const { before, after, now, fill, rates } = spend;
  const states = [
    ...(before === null ? [] : [{ name: 'Before the fill', state: before }]),
    ...(after === null ? [] : [{ name: 'After the fill', state: after }]),
    { name: 'Now', state: now },
  ];
  return (
    <>
      <p>
        {fill === null
          ? 'No fill has been applied to this rota yet, so there is nothing to compare it with. '
          : `Compared with the fill of ${formatHospitalInstant(fill.appliedAt)}. `}
        {'Places that nobody works are priced from the cheapest to the dearest of bank and agency.'}
      </p>
      {rates.length === 0 ? (
        <p>
          {rota.unitName} has not said what bank and agency cost.{' '}
          <Link to={`/units/${rota.unitId}/vacancies`}>Set the steps of its open shifts</Link> to see costs.
        </p>
      ) : null}
      <SpendPlot states={states} />
      <SpendTable
        caption="By staffing step"
        states={states}
        rows={[{ key: 'all', name: 'All', of: (state) => state.steps }]}
      />
      <SpendTable
        caption="By cover line"
        states={states}
        rows={rowsOf(states, ({ lines }) =>
          lines.map(({ lineId, lineName, steps }) => ({ key: lineId ?? '', name: lineName, steps })),
        )}
      />
      <SpendTable
        caption="By week"
        states={states}
        rows={rowsOf(states, ({ weeks }) =>
          weeks.map(({ weekFrom, steps }) => ({
            key: weekFrom,
            name: `Week from ${formatDate(weekFrom)}`,
            steps,
          })),
        )}
      />
    </>
  );
}

type State = Spend['now'];

interface Part {
  readonly key: string;
  readonly name: string;
  readonly steps: State['steps'];
}

/** A row for each part that any of the states has. */
function rowsOf(states: readonly { readonly state: State }[], partsOf: (state: State) => readonly Part[]) {
  const parts = new Map(states.flatMap(({ state }) => partsOf(state)).map(({ key, name }) => [key, name]));
  return [...parts]
    .map(([key, name]) => ({
      key,
      name,
      of: (state: State) => partsOf(state).find((part) => part.key === key)?.steps ?? [],
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
