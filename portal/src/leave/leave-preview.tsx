import { Fragment } from 'react';
import { count, formatDate, formatDay, formatHours, formatHospitalInstant, listOf } from '../common/dates';
import { type LeavePreview } from './leave-queries';

/** What a leave would do: hours, colleagues, cover, shifts, and who decides. */
export function LeavePreviewView({ preview, verdict }: { preview: LeavePreview; verdict: boolean }) {
  const busy = preview.days.filter(({ away, asked }) => away.length > 0 || asked > 0);
  return (
    <section aria-label="What this leave would do">
      {verdict ? <Verdict preview={preview} /> : null}
      <dl className="rw-facts nhsuk-u-margin-bottom-4">
        <div>
          <dt>Hours used</dt>
          <dd>{formatHours(preview.costMin)}</dd>
        </div>
        {preview.years.map(({ yearFrom, remainingMin, costMin }) => (
          <Fragment key={yearFrom}>
            <div>
              <dt>Left before it, of the year from {formatDate(yearFrom)}</dt>
              <dd>{formatHours(remainingMin)}</dd>
            </div>
            <div>
              <dt>Left after it</dt>
              <dd>{formatHours(remainingMin - costMin)}</dd>
            </div>
          </Fragment>
        ))}
      </dl>
      <Lost preview={preview} />
      <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">Who else is away</h3>
      {busy.length === 0 ? <p>Nobody, so far.</p> : null}
      <ul className="nhsuk-list nhsuk-list--bullet">
        {busy.map(({ date, unitName, away, asked, limit }) => (
          <li key={`${date}${unitName}`}>
            {formatDay(date)}: {away.length === 0 ? 'nobody' : listOf(away)}
            {asked === 0 ? '' : `; ${asked} more asked`}
            {limit === null ? '' : `; limit ${limit}`}
          </li>
        ))}
      </ul>
      {preview.cover.length === 0 ? null : (
        <>
          <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">Cover that would be hard to find</h3>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {preview.cover.map(({ date, lineName, minimum, able }) => (
              <li key={`${date}${lineName}`}>
                {formatDay(date)}: {lineName} needs {minimum}, {count(able, 'other', 'others')} could work
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Verdict({ preview: { automatic, reasons, refusals } }: { preview: LeavePreview }) {
  if (refusals.length > 0) {
    return <Inset title="This cannot be asked for." lines={refusals.map(({ message }) => message)} />;
  }
  if (automatic) return <Inset title="It will be approved at once." lines={[]} />;
  return <Inset title="Your coordinator will decide." lines={reasons} />;
}

function Inset({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div className="nhsuk-inset-text nhsuk-u-margin-top-0">
      <p className="nhsuk-u-font-weight-bold nhsuk-u-margin-bottom-1">{title}</p>
      {lines.length === 0 ? null : (
        <ul className="nhsuk-list nhsuk-list--bullet nhsuk-u-margin-bottom-0">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Lost({ preview: { lostShifts, broken } }: { preview: LeavePreview }) {
  if (lostShifts.length === 0) return null;
  return (
    <>
      <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">
        Published shifts that would go out to others
      </h3>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {lostShifts.map(({ assignmentId, shiftName, startsAt }) => (
          <li key={assignmentId}>
            {shiftName}, {formatHospitalInstant(startsAt)}
          </li>
        ))}
      </ul>
      {broken.length === 0 ? null : (
        <>
          <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">What that would break</h3>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {broken.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
