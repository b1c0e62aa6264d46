import { type DemoUnit } from '../demo-types.js';

/** Invented rates of the size that such shifts are paid at; a real unit enters its own. */
export const openShiftSteps: DemoUnit['openShiftSteps'] = [
  { audience: 'bank', afterHours: 24, beforeStartHours: 72, hourlyPence: 2400, maxCostPence: null },
  { audience: 'agency', afterHours: null, beforeStartHours: 24, hourlyPence: 3900, maxCostPence: 45_000 },
];
