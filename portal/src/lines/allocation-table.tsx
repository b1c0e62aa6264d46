import { Button, Details, Tag } from 'nhsuk-react-components';
import { formatPeriod, formatWeekdays } from '../common/dates';
import { gapWords, shareWords, slotKey } from './line-words';
import { type Allocation, type LineGap, type LinePlace } from './types';

interface Actions {
  /** Null: the reader may not. */
  readonly onChange: ((place: LinePlace) => void) | null;
  readonly onTakeOff: ((place: LinePlace) => void) | null;
}

/** Every line with who is on it, and what of it is nobody's. */
export function AllocationTable({ allocation, ...actions }: { allocation: Allocation } & Actions) {
  const { slots, places, gaps } = allocation;
  return (
    <div className="rw-table-scroller" role="region" aria-labelledby="allocation-caption" tabIndex={0}>
      <table className="nhsuk-table rw-allocation-table">
        <caption className="nhsuk-table__caption nhsuk-table__caption--m" id="allocation-caption">
          Lines
        </caption>
        <thead className="nhsuk-table__head">
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Doctor</th>
            <th scope="col">Days</th>
            <th scope="col">Share</th>
            <th scope="col">Why</th>
            {actions.onChange === null ? null : <th scope="col">Change</th>}
          </tr>
        </thead>
        {slots.map((slot) => {
          const key = slotKey(slot);
          const rows = [
            ...places.filter((place) => slotKey(place) === key).map((place) => ({ place, gap: null })),
            ...gaps.filter((gap) => slotKey(gap) === key).map((gap) => ({ place: null, gap })),
          ];
          return (
            <tbody key={key} className="nhsuk-table__body">
              {rows.map(({ place, gap }, index) => (
                <tr key={place?.id ?? `${gap?.firstDate} ${gap?.kind}`}>
                  {index === 0 ? (
                    <th scope="rowgroup" rowSpan={rows.length}>
                      {slot.name}
                    </th>
                  ) : null}
                  {place === null ? (
                    <GapCells gap={gap} hasActions={actions.onChange !== null} />
                  ) : (
                    <PlaceCells place={place} allocation={allocation} {...actions} />
                  )}
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

function GapCells({ gap, hasActions }: { gap: LineGap; hasActions: boolean }) {
  return (
    <>
      <td>
        <Tag modifier={gap.kind === 'part' ? 'yellow' : 'grey'}>{gapWords(gap)}</Tag>
      </td>
      <td>{formatPeriod(gap.firstDate, gap.lastDate)}</td>
      <td>{shareWords(gap.freeThousandths)}</td>
      <td>For a fill, or for somebody else</td>
      {hasActions ? <td /> : null}
    </>
  );
}

function PlaceCells({
  place,
  allocation,
  onChange,
  onTakeOff,
}: { place: LinePlace; allocation: Allocation } & Actions) {
  const { displayName, gradeCode, pinned, reasons, overrideReason, daysOff } = place;
  const isWhole = place.firstDate === allocation.firstDate && place.lastDate === allocation.lastDate;
  return (
    <>
      <td>
        {displayName} ({gradeCode}) {pinned ? <Tag modifier="blue">Set by hand</Tag> : null}
      </td>
      <td>{isWhole ? 'All' : formatPeriod(place.firstDate, place.lastDate)}</td>
      <td>
        {shareWords(place.shareThousandths)}
        {daysOff.length === 0 ? null : `, never on ${formatWeekdays(daysOff)}`}
      </td>
      <td>
        <Details>
          <Details.Summary>
            Why<span className="nhsuk-u-visually-hidden"> {displayName} has this line</span>
          </Details.Summary>
          <Details.Text>
            <ul>
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
              {overrideReason === null ? null : <li>It stands because: {overrideReason}</li>}
            </ul>
          </Details.Text>
        </Details>
      </td>
      {onChange === null || onTakeOff === null ? null : (
        <td>
          <div className="rw-buttons">
            <Button type="button" secondary small onClick={() => onChange(place)}>
              Change
              <span className="nhsuk-u-visually-hidden"> the line of {displayName}</span>
            </Button>
            <Button type="button" secondary small onClick={() => onTakeOff(place)}>
              Take off
              <span className="nhsuk-u-visually-hidden"> {displayName}</span>
            </Button>
          </div>
        </td>
      )}
    </>
  );
}
