import { PAY_ELEMENT_CODES, type PayElementCode, totalsByElement } from '../../../../solver/pay/index.js';
import { type PersonPay } from './pay-person.js';

/** An element's sum, of a person or of everybody. */
export interface ElementSum {
  readonly element: PayElementCode;
  readonly pence: number;
}

/** What a person is paid: each element is rounded once, the total adds up what was rounded. */
export function personSums({ ledger }: PersonPay): ElementSum[] {
  return totalsByElement(ledger.entries).map(({ element, pence }) => ({ element, pence }));
}

export function totalPence(sums: readonly ElementSum[]): number {
  return sums.reduce((total, { pence }) => total + pence, 0);
}

/** Of everybody: the pence of the people added up, in the order of the catalogue of elements. */
export function elementSums(people: readonly PersonPay[]): ElementSum[] {
  const sums = new Map<PayElementCode, number>();
  for (const { element, pence } of people.flatMap(personSums)) {
    sums.set(element, (sums.get(element) ?? 0) + pence);
  }
  return PAY_ELEMENT_CODES.flatMap((element) => {
    const pence = sums.get(element);
    return pence === undefined ? [] : [{ element, pence }];
  });
}
