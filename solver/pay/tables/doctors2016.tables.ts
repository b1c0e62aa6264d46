import { type PayPoint, type PayTable } from './table.js';

export interface NodalPoint extends PayPoint {
  /** On-call availability allowance of a year as the circular prints it, in pence. */
  readonly onCallAvailabilityPence: number;
}

/** Basic pay of doctors in training, England, by nodal point. */
export const doctors2016Tables: readonly PayTable<NodalPoint>[] = [
  {
    effectiveFrom: '2026-04-01',
    printedUntil: '2027-03-31',
    source: 'Pay and Conditions Circular (M&D) 1/2026R',
    evidence: 'S',
    points: {
      NP1: nodalPoint('Nodal point 1 (FY1)', 40_190, 3216),
      NP2: nodalPoint('Nodal point 2 (FY2)', 45_994, 3680),
      NP3: nodalPoint('Nodal point 3 (CT1–2, ST1–2)', 54_499, 4360),
      NP4: nodalPoint('Nodal point 4 (CT3–4, ST3–5)', 67_325, 5386),
      NP5: nodalPoint('Nodal point 5 (ST6–8)', 76_582, 6127),
    },
  },
];

function nodalPoint(name: string, annualPounds: number, onCallPounds: number): NodalPoint {
  return { name, annualPence: annualPounds * 100, onCallAvailabilityPence: onCallPounds * 100 };
}
