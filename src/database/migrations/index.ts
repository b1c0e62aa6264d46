import { FirstSchema1763769600000 } from './0001-first-schema.js';
import { FillProgress1763773200000 } from './0002-fill-progress.js';
import { PayAndWorkedHours1763776800000 } from './0003-pay-and-worked-hours.js';
import { Repairs1763863200000 } from './0004-repairs.js';
import { RuleOverridesAndOnCall1763866800000 } from './0005-rule-overrides-and-on-call.js';
import { Amendments1764000000000 } from './0006-amendments.js';
import { Swaps1764003600000 } from './0007-swaps.js';
import { OpenShifts1764007200000 } from './0008-open-shifts.js';
import { CalendarFeeds1764010800000 } from './0009-calendar-feeds.js';
import { Accounts1764014400000 } from './0010-accounts.js';
import { LeaveAndRounds1764018000000 } from './0011-leave-and-rounds.js';
import { OpenShiftMails1764021600000 } from './0012-open-shift-mails.js';
import { DeaneryIntake1764025200000 } from './0013-deanery-intake.js';
import { Rotations1764028800000 } from './0014-rotations.js';
import { Lines1764032400000 } from './0015-lines.js';
import { ExceptionReports1764036000000 } from './0016-exception-reports.js';
import { WorkSchedules1764039600000 } from './0017-work-schedules.js';
import { Scim1764043200000 } from './0018-scim.js';
import { ApprovalRuns1764046800000 } from './0019-approval-runs.js';
import { SheetsInRuns1764050400000 } from './0020-sheets-in-runs.js';
import { SeveralTemplates1764054000000 } from './0021-several-templates.js';

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
  Accounts1764014400000,
  LeaveAndRounds1764018000000,
  OpenShiftMails1764021600000,
  DeaneryIntake1764025200000,
  Rotations1764028800000,
  Lines1764032400000,
  ExceptionReports1764036000000,
  WorkSchedules1764039600000,
  Scim1764043200000,
  ApprovalRuns1764046800000,
  SheetsInRuns1764050400000,
  SeveralTemplates1764054000000,
];
