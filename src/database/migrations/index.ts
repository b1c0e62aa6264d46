import { FirstSchema1763769600000 } from './0001-first-schema.js';
import { FillProgress1763773200000 } from './0002-fill-progress.js';
import { PayAndWorkedHours1763776800000 } from './0003-pay-and-worked-hours.js';
import { Repairs1763863200000 } from './0004-repairs.js';
import { RuleOverridesAndOnCall1763866800000 } from './0005-rule-overrides-and-on-call.js';
import { Amendments1764000000000 } from './0006-amendments.js';
import { Swaps1764003600000 } from './0007-swaps.js';
import { OpenShifts1764007200000 } from './0008-open-shifts.js';
import { CalendarFeeds1764010800000 } from './0009-calendar-feeds.js';

/** In the order in which they run. */
export const migrations = [
  FirstSchema1763769600000,
  FillProgress1763773200000,
  PayAndWorkedHours1763776800000,
  Repairs1763863200000,
  RuleOverridesAndOnCall1763866800000,
  Amendments1764000000000,
  Swaps1764003600000,
  OpenShifts1764007200000,
  CalendarFeeds1764010800000,
];
