import { type Fraction, payElement, totalsByElement } from '../../../../solver/pay/index.js';
import {
  type ElementSumDto,
  type LedgerElementDto,
  type PaidShiftDto,
  type PayrollDto,
  type PayrollPersonDto,
  type PersonLedgerDto,
} from '../payroll.dto.js';
import { type PersonPay } from './pay-person.js';
import { type PayrollInput } from './payroll-input.js';
import { type ElementSum, elementSums, personSums, totalPence } from './totals.js';
import { workMinutes } from './work-done.js';

export function payrollView(input: PayrollInput, people: readonly PersonPay[]): PayrollDto {
  const { unitId, from, to, basis } = input;
  const sums = elementSums(people);
  return {
    unitId,
    from,
    to,
    basis,
    people: people.map(personView),
    elements: sums.map(sumView),
    totalPence: totalPence(sums),
  };
}

export function ledgerView({ from, to, basis }: PayrollInput, pay: PersonPay): PersonLedgerDto {
  return { ...personView(pay), from, to, basis, elements: elementViews(pay), shifts: shiftViews(pay) };
}

function personView(pay: PersonPay): PayrollPersonDto {
  const { person, contractCodes, payPoints, workMin, ledger } = pay;
  const sums = personSums(pay);
  return {
    personId: person.id,
    staffNumber: person.staffNumber,
    displayName: `${person.familyName}, ${person.givenName}`,
    gradeCode: person.gradeCode,
    contractCodes: [...contractCodes],
    payPoints: [...payPoints],
    workMin,
    elements: sums.map(sumView),
    totalPence: totalPence(sums),
    notes: [...ledger.notes],
  };
}

function sumView({ element, pence }: ElementSum): ElementSumDto {
  return { element, name: payElement(element).name, pence };
}

function elementViews({ ledger }: PersonPay): LedgerElementDto[] {
  return totalsByElement(ledger.entries).map(({ element, quantity, pence, entries }) => {
    const { name, clause, says, source, evidence, unit } = payElement(element);
    return {
      ...{ element, name, clause, says, source, evidence, unit, pence },
      quantity: decimal(quantity, 4),
      entries: entries.map((entry) => ({
        from: entry.from,
        to: entry.to,
        quantity: decimal(entry.quantity, 4),
        rate: decimal(entry.rate.div(100), 4),
        amount: decimal(entry.amount.div(100), 4),
        working: entry.working,
        shiftIds: [...entry.shiftIds],
      })),
    };
  });
}

function shiftViews({ work, ledger }: PersonPay): PaidShiftDto[] {
  const enhancedOf = new Map(ledger.shifts.map(({ shiftId, enhanced }) => [shiftId, enhanced]));
  return work.map((each) => ({
    id: each.id,
    date: each.date,
    shiftCode: each.shiftCode,
    shiftName: each.shiftName,
    startsAt: (each.called ?? each).startsAt.toISOString(),
    endsAt: (each.called ?? each).endsAt.toISOString(),
    unpaidBreakMin: each.unpaidBreakMin,
    workMin: workMinutes(each),
    changed: each.changed,
    enhanced: (enhancedOf.get(each.id) ?? []).map(({ element, part, minutes }) => ({
      element,
      part,
      minutes,
    })),
  }));
}

function decimal(value: Fraction, places: number): string {
  return value.round(places).valueOf().toFixed(places);
}
