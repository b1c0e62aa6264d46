import { Tag } from 'nhsuk-react-components';
import { type LedgerElement, type PaidShift, type PersonLedger } from '../api/types';
import { DataTable } from '../common/data-table';
import { formatClock, formatDay, formatHours, formatPeriod } from '../common/dates';
import { formatDecimal, formatPence, formatPounds } from '../common/money';
import { Notes } from '../common/notes';

const CONTRACTS: Readonly<Record<string, string>> = {
  doctors2016: 'Resident doctors, 2016 contract',
  afc: 'Agenda for Change',
  wtr1998: 'Another contract, under the Working Time Regulations',
};
const EVIDENCE: Readonly<Record<string, string>> = {
  C: 'read on an official, union or employer page',
  Q: 'contract wording as a public rota checker quotes it',
  S: 'a paraphrase by a third party',
  M: 'not confirmed',
};
const PARTS: Readonly<Record<string, string>> = {
  'late-finish': 'ends from 00:00 to 04:00',
  'long-night': 'starts from 20:00 and lasts 8 hours or more',
  'night-hours': 'from 21:00 to 07:00',
  'on-call-estimate': 'estimate of work on call',
  'weekday-night': 'weekday night',
  saturday: 'Saturday',
  'sunday-or-public-holiday': 'Sunday or public holiday',
};

/** A person's pay: the sums, what each is made of with its clause, and the shifts that they come from. */
export function LedgerView({ ledger }: { ledger: PersonLedger }) {
  const { elements, shifts, notes } = ledger;
  return (
    <>
      <Notes notes={notes} />
      <dl className="nhsuk-summary-list rw-pay-summary">
        <Fact name="Hours" value={formatHours(ledger.workMin)} />
        <Fact
          name="Contract"
          value={ledger.contractCodes.map((code) => CONTRACTS[code] ?? code).join('; ') || 'None'}
        />
        <Fact name="Pay point" value={ledger.payPoints.join(', ') || 'None'} />
        {elements.map(({ element, name, pence }) => (
          <Fact key={element} name={<a href={`#${element}`}>{name}</a>} value={formatPence(pence)} />
        ))}
        <Fact name="Total" value={<strong>{formatPence(ledger.totalPence)}</strong>} />
      </dl>
      {elements.map((element) => (
        <ElementSection key={element.element} element={element} shifts={shifts} />
      ))}
      <h2 className="nhsuk-heading-m">Shifts</h2>
      {shifts.length === 0 ? <p>No shifts in this period.</p> : <ShiftTable shifts={shifts} />}
    </>
  );
}

function Fact({ name, value }: { name: React.ReactNode; value: React.ReactNode }) {
  return (
    <div className="nhsuk-summary-list__row">
      <dt className="nhsuk-summary-list__key">{name}</dt>
      <dd className="nhsuk-summary-list__value">{value}</dd>
    </div>
  );
}

function ElementSection({ element, shifts }: { element: LedgerElement; shifts: readonly PaidShift[] }) {
  const unit = element.unit === 'h' ? 'h' : 'weeks';
  return (
    <section aria-labelledby={element.element} className="nhsuk-u-margin-bottom-5">
      <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2" id={element.element} tabIndex={-1}>
        {element.name}: {formatPence(element.pence)}
      </h2>
      <p className="nhsuk-u-margin-bottom-2">{element.says}</p>
      <p className="rw-secondary nhsuk-u-margin-bottom-2">
        {element.clause}. {element.source} (evidence {element.evidence}: {EVIDENCE[element.evidence]}).
      </p>
      <DataTable
        caption={`What makes ${formatPence(element.pence)}`}
        rows={element.entries.map((entry, index) => ({ ...entry, key: String(index) }))}
        rowKey={({ key }) => key}
        columns={[
          { title: 'Days', cell: ({ from, to }) => formatPeriod(from, to) },
          { title: 'How', cell: ({ working }) => working },
          { title: 'From shifts', cell: ({ shiftIds }) => shiftsWords(shiftIds, shifts) },
          {
            title: 'Quantity',
            cell: ({ quantity }) => (
              <span className="rw-nowrap">
                {formatDecimal(quantity)} {unit}
              </span>
            ),
          },
          {
            title: 'Rate',
            cell: ({ rate }) => (
              <span className="rw-nowrap">
                {formatPounds(rate)} {element.unit === 'h' ? 'an hour' : 'a week'}
              </span>
            ),
          },
          {
            title: 'Amount before rounding',
            cell: ({ amount }) => <span className="rw-nowrap">{formatPounds(amount)}</span>,
          },
        ]}
      />
    </section>
  );
}

const MOST_NAMED = 3;

/** "N on 6 August 2026 and 4 more"; an average comes from all shifts of its rota, in the period or not. */
function shiftsWords(ids: readonly string[], shifts: readonly PaidShift[]): string {
  if (ids.length === 0) return 'Whatever is worked';
  const known = shifts.filter(({ id }) => ids.includes(id)).slice(0, MOST_NAMED);
  const named = known.map(({ shiftCode, date }) => `${shiftCode ?? 'extra work'} on ${formatDay(date)}`);
  const rest = ids.length - known.length;
  if (rest === 0) return named.join('; ');
  if (named.length === 0) return `${rest} outside this period`;
  return `${named.join('; ')}; and ${rest} more`;
}

function ShiftTable({ shifts }: { shifts: readonly PaidShift[] }) {
  return (
    <DataTable
      caption="Shifts that start in this period"
      rows={shifts}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Day', cell: ({ date }) => formatDay(date) },
        {
          title: 'Shift',
          cell: ({ shiftCode, shiftName }) => (shiftCode === null ? shiftName : `${shiftCode}, ${shiftName}`),
        },
        {
          title: 'Times',
          cell: (shift) => (
            <>
              {formatClock(shift.startsAt)} to {formatClock(shift.endsAt)}{' '}
              {shift.changed ? <Tag modifier="blue">As worked</Tag> : null}
            </>
          ),
        },
        { title: 'Hours', cell: ({ workMin }) => (workMin === null ? 'Not known' : formatHours(workMin)) },
        { title: 'Enhanced', cell: enhancedWords },
      ]}
    />
  );
}

function enhancedWords({ enhanced }: PaidShift): string {
  if (enhanced.length === 0) return 'None';
  return enhanced.map(({ minutes, part }) => `${formatHours(minutes)}: ${PARTS[part] ?? part}`).join('; ');
}
