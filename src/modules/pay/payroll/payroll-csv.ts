import { stringify } from 'csv-stringify/sync';
import { payElement, totalsByElement } from '../../../../solver/pay/index.js';
import { type PersonPay } from './pay-person.js';
import { type PayrollInput } from './payroll-input.js';

const COLUMNS = [
  'staff_number',
  'family_name',
  'given_name',
  'unit',
  'from',
  'to',
  'basis',
  'contracts',
  'pay_points',
  'element',
  'element_name',
  'clause',
  'quantity',
  'unit_of_quantity',
  'amount_gbp',
] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/**
 * One line a person and element, with a line of hours for everybody. A cell that a spreadsheet would take for a formula
 * is made text by a leading apostrophe.
 */
export function payrollCsv(input: PayrollInput, people: readonly PersonPay[]): string {
  return stringify(
    people.flatMap((person) => rowsOf(input, person)),
    { header: true, columns: [...COLUMNS], escape_formulas: true, bom: true, record_delimiter: 'windows' },
  );
}

function rowsOf({ unitCode, from, to, basis }: PayrollInput, pay: PersonPay): Row[] {
  const { person, contractCodes, payPoints, workMin, ledger } = pay;
  const same = {
    staff_number: person.staffNumber,
    family_name: person.familyName,
    given_name: person.givenName,
    unit: unitCode,
    from,
    to,
    basis,
    contracts: contractCodes.join(' '),
    pay_points: payPoints.join(' '),
  };
  const hours: Row = {
    ...same,
    element: 'hours',
    element_name: basis === 'planned' ? 'Hours planned' : 'Hours worked',
    clause: '',
    quantity: (workMin / 60).toFixed(2),
    unit_of_quantity: 'h',
    amount_gbp: '',
  };
  const paid = totalsByElement(ledger.entries).map(({ element, quantity, pence }): Row => {
    const { name, clause, unit } = payElement(element);
    return {
      ...same,
      element,
      element_name: name,
      clause,
      quantity: quantity.valueOf().toFixed(4),
      unit_of_quantity: unit,
      amount_gbp: (pence / 100).toFixed(2),
    };
  });
  return [hours, ...paid];
}
