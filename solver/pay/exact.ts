import Fraction from 'fraction.js';

export { Fraction };

export const ZERO = new Fraction(0);

export function sum(amounts: Iterable<Fraction>): Fraction {
  let total = ZERO;
  for (const amount of amounts) total = total.add(amount);
  return total;
}

/** An exact number of pence as whole pence, half a penny upwards. The only place where money is rounded. */
export function roundToPence(exact: Fraction): number {
  return exact.add(1, 2).floor().valueOf();
}

/** A share of full time as the service keeps it: to a thousandth. */
export function exactWte(wte: number): Fraction {
  return new Fraction(Math.round(wte * 1000), 1000);
}
