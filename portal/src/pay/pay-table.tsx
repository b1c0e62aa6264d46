import { Link } from 'react-router';
import { type PayChoice } from '../api/queries';
import { type ElementSum, type Payroll, type PayrollPerson } from '../api/types';
import { count, formatHoursShort } from '../common/dates';
import { formatPence } from '../common/money';
import { ownNotes } from './notes-of-people';
import { choiceParams } from './pay-choice';

/** A line a person, a column an element. Every sum is a link to its entries. */
export function PayTable({ payroll, choice }: { payroll: Payroll; choice: PayChoice }) {
  const { people, elements, unitId } = payroll;
  const notes = ownNotes(people);
  const workMin = people.reduce((total, person) => total + person.workMin, 0);
  return (
    <div className="rw-table-scroller" role="region" aria-labelledby="pay-caption" tabIndex={0}>
      <table className="nhsuk-table rw-pay-table">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s" id="pay-caption">
          Pay by person and element. A sum leads to what it is made of.
        </caption>
        <thead className="nhsuk-table__head">
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Pay point</th>
            <Amount head>Hours</Amount>
            {elements.map(({ element, name }) => (
              <Amount head key={element}>
                {name}
              </Amount>
            ))}
            <Amount head>Total</Amount>
          </tr>
        </thead>
        <tbody className="nhsuk-table__body">
          {people.map((person) => (
            <PersonRow
              key={person.personId}
              person={person}
              notes={notes.get(person) ?? 0}
              elements={elements}
              address={`/units/${unitId}/pay/${person.personId}?${choiceParams(choice)}`}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Everybody</th>
            <td />
            <Amount>{formatHoursShort(workMin)}</Amount>
            {elements.map(({ element, pence }) => (
              <Amount key={element}>{formatPence(pence)}</Amount>
            ))}
            <Amount>{formatPence(payroll.totalPence)}</Amount>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function PersonRow({
  person,
  notes,
  elements,
  address,
}: {
  person: PayrollPerson;
  /** Of this person alone. */
  notes: number;
  elements: readonly ElementSum[];
  address: string;
}) {
  const penceOf = (element: string) => person.elements.find((each) => each.element === element)?.pence;
  return (
    <tr>
      <th scope="row">
        <Link to={address}>{person.displayName}</Link>
        {notes === 0 ? null : <span className="rw-secondary">{count(notes, 'note')}</span>}
      </th>
      <td>{person.payPoints.length === 0 ? 'None' : person.payPoints.join(', ')}</td>
      <Amount>{formatHoursShort(person.workMin)}</Amount>
      {elements.map(({ element, name }) => {
        const pence = penceOf(element);
        return (
          <Amount key={element}>
            {pence === undefined ? (
              <span aria-label="Nothing">–</span>
            ) : (
              <Link
                to={`${address}#${element}`}
                aria-label={`${formatPence(pence)}, ${name}, ${person.displayName}`}
              >
                {formatPence(pence)}
              </Link>
            )}
          </Amount>
        );
      })}
      <Amount>{formatPence(person.totalPence)}</Amount>
    </tr>
  );
}

function Amount({ head = false, children }: { head?: boolean; children: React.ReactNode }) {
  return head ? (
    <th scope="col" className="nhsuk-table__header--numeric">
      {children}
    </th>
  ) : (
    <td className="nhsuk-table__cell--numeric">{children}</td>
  );
}
