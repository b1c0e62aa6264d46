import { formatDate, formatHours } from '../common/dates';
import { type LeaveAccount } from './leave-queries';

/** Hours of annual leave in a leave year: by contract, otherwise, used and left. */
export function LeaveFigures({ account }: { account: LeaveAccount }) {
  const extra = account.carriedOverMin + account.adjustedMin;
  const figures = [
    ['Left to ask for', account.remainingMin],
    ['By contract', account.entitlementMin],
    ...(extra === 0 ? [] : ([['Carried over or adjusted', extra]] as const)),
    ['Approved', account.approvedMin],
    ['Asked for', account.askedMin],
  ] as const;
  return (
    <section aria-labelledby="leave-hours" className="nhsuk-u-margin-bottom-5">
      <h2 className="nhsuk-heading-m" id="leave-hours">
        Annual leave from {formatDate(account.yearFrom)} to {formatDate(account.yearTo)}
      </h2>
      <dl className="rw-figures">
        {figures.map(([name, minutes]) => (
          <div key={name} className="rw-figures__figure">
            <dt>{name}</dt>
            <dd>{formatHours(minutes)}</dd>
          </div>
        ))}
      </dl>
      {account.adjustments.map(({ id, minutes, reason }) => (
        <p key={id} className="rw-secondary nhsuk-u-margin-top-2 nhsuk-u-margin-bottom-0">
          {formatHours(minutes)}: {reason}
        </p>
      ))}
    </section>
  );
}
