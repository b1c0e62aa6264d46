import { type DemoPerson } from './demo-types.js';

const NODAL_POINTS: Readonly<Record<string, string>> = {
  F1: 'NP1',
  F2: 'NP2',
  CT1: 'NP3',
  CT2: 'NP3',
  ST1: 'NP3',
  ST2: 'NP3',
  CF: 'NP3',
  CT3: 'NP4',
  ST3: 'NP4',
  ST4: 'NP4',
  ST5: 'NP4',
  ST6: 'NP5',
  ST7: 'NP5',
  ST8: 'NP5',
};

/** Steps that a band has. */
const STEPS: Readonly<Record<string, number>> = { B2: 1, B3: 2, B4: 2, B5: 3, B6: 3, B7: 3 };

/** By which point of the pay tables a person of the demo is paid; null for contracts that the tables do not hold. */
export function payPointOf({ staffNumber, gradeCode, contractCode }: DemoPerson): string | null {
  if (contractCode === 'doctors2016') return NODAL_POINTS[gradeCode] ?? null;
  const steps = STEPS[gradeCode];
  if (contractCode !== 'afc' || steps === undefined) return null;
  // Some are new in their band, some have been in it for long.
  return `${gradeCode}-${(Number(staffNumber) % steps) + 1}`;
}
