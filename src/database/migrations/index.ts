import { FirstSchema1763769600000 } from './0001-first-schema.js';
import { FillProgress1763773200000 } from './0002-fill-progress.js';
import { PayAndWorkedHours1763776800000 } from './0003-pay-and-worked-hours.js';
import { Repairs1763863200000 } from './0004-repairs.js';
import { RuleOverridesAndOnCall1763866800000 } from './0005-rule-overrides-and-on-call.js';

/** In the order in which they run. */
export const migrations = [
  FirstSchema1763769600000,
  FillProgress1763773200000,
  PayAndWorkedHours1763776800000,
  Repairs1763863200000,
  RuleOverridesAndOnCall1763866800000,
];
