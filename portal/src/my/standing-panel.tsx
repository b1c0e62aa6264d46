import { type MyStanding, type UnitStanding } from '../api/staff-types';
import { addDays, formatDate, formatDay, formatHours, formatPeriod } from '../common/dates';

const SHARE_WORDS = { nights: 'Nights', weekends: 'Weekends', 'bank-holidays': 'Bank holidays' } as const;

/** Hours against the contract, the next weekend off, and what the reader carries against the unit's share. */
export function StandingPanel({ standing }: { standing: MyStanding }) {
  return (
    <section aria-labelledby="standing-title">
      <h2 className="nhsuk-heading-m" id="standing-title">
        Where you stand
      </h2>
      <p>
        <strong>Next weekend off:</strong> {weekendOffWords(standing.weekendOff)}
      </p>
      {standing.units.map((unit) => (
        <UnitFigures key={unit.rotaId} unit={unit} />
      ))}
    </section>
  );
}

function weekendOffWords({ saturday, publishedUntil }: MyStanding['weekendOff']): string {
  if (saturday !== null) return `${formatDay(saturday)} and ${formatDay(addDays(saturday, 1))}.`;
  if (publishedUntil === null) return 'nothing is published from today on, so nobody knows yet.';
  return `none in what is published, up to ${formatDate(publishedUntil)}.`;
}

function UnitFigures({ unit }: { unit: UnitStanding }) {
  const difference = unit.workedMin - unit.contractMin;
  return (
    <div className="rw-panel">
      <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">
        {unit.unitName}, {formatPeriod(unit.firstDate, unit.lastDate)}
      </h3>
      <p>
        <strong>{formatHours(unit.workedMin)}</strong> planned of{' '}
        <strong>{formatHours(unit.contractMin)}</strong> of your contract: {differenceWords(difference)}
        {unit.awayMin === 0 ? '' : ` ${formatHours(unit.awayMin)} more count as done because of your leave.`}
      </p>
      <table className="rw-count-table">
        <caption className="rw-caption">Your share of what the unit works</caption>
        <thead>
          <tr>
            <td className="nhsuk-u-visually-hidden">What</td>
            <th scope="col">Yours</th>
            <th scope="col">Fair share</th>
            <th scope="col">Whole unit</th>
          </tr>
        </thead>
        <tbody>
          {unit.shares.map((share) => (
            <tr key={share.kind}>
              <th scope="row">{SHARE_WORDS[share.kind]}</th>
              <td>{share.own}</td>
              <td>{Math.round(share.fair * 10) / 10}</td>
              <td>{share.unit}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="rw-secondary nhsuk-u-margin-bottom-0">
        The fair share goes by working time, among those who may work the same shifts and are not away.
      </p>
    </div>
  );
}

function differenceWords(min: number): string {
  if (min === 0) return 'exactly that.';
  return min > 0 ? `${formatHours(min)} more.` : `${formatHours(-min)} fewer.`;
}
