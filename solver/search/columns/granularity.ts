import { type Problem } from '../../model/index.js';

/** Weights are looked at to a thousandth. */
const SCALE = 1000;

/**
 * Every cost of a rota is a multiple of this: the greatest common divisor of all weights; 0 when there is none. A bound may be
 * rounded up to the next multiple, and a better rota is better by as much at least.
 */
export function granularityOf(problem: Problem): number {
  const weights = [
    ...problem.cover.flatMap(({ measure }) =>
      measure.kind === 'count'
        ? [measure.underMinimumWeight, measure.underTargetWeight, measure.overMaximumWeight]
        : [measure.underWeight],
    ),
    ...problem.people.flatMap((person) => [
      ...person.requests.map(({ weight }) => weight),
      ...person.constraints.filter(({ level }) => level === 'soft').map(({ weight }) => weight),
    ]),
  ];
  let divisor = 0;
  for (const weight of weights) {
    const scaled = Math.round(weight * SCALE);
    if (Math.abs(weight * SCALE - scaled) > 1e-6) return 0;
    divisor = greatestCommonDivisor(divisor, Math.abs(scaled));
  }
  return divisor / SCALE;
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** A bound, rounded up to what a rota can cost. */
export function roundedUp(bound: number, granularity: number): number {
  if (granularity === 0 || !Number.isFinite(bound)) return bound;
  return Math.ceil(bound / granularity - 1e-6) * granularity;
}

/** Only what costs less than this is better than `value`. */
export function betterThan(value: number, granularity: number): number {
  if (!Number.isFinite(value)) return value;
  return granularity === 0 ? value - 1e-6 * Math.max(1, Math.abs(value)) : value - granularity * 0.99;
}
