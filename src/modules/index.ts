import type { Type } from '@nestjs/common';
import { ApprovalRunsModule } from './approval-runs/approval-runs.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { AvailabilityModule } from './availability/availability.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { ComplianceModule } from './compliance/compliance.module.js';
import { DemandModule } from './demand/demand.module.js';
import { ExceptionReportsModule } from './exception-reports/exception-reports.module.js';
import { FeedsModule } from './feeds/feeds.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { LeaveModule } from './leave/leave.module.js';
import { LinesModule } from './lines/lines.module.js';
import { MailPreferencesModule } from './mail-preferences/mail-preferences.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { OpenShiftsModule } from './open-shifts/open-shifts.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PayModule } from './pay/pay.module.js';
import { PeopleModule } from './people/people.module.js';
import { RemindersModule } from './reminders/reminders.module.js';
import { RotationsModule } from './rotations/rotations.module.js';
import { RotasModule } from './rotas/rotas.module.js';
import { RoundsModule } from './rounds/rounds.module.js';
import { ScimModule } from './scim/scim.module.js';
import { SpendModule } from './spend/spend.module.js';
import { SwapsModule } from './swaps/swaps.module.js';
import { UnitsModule } from './units/units.module.js';
import { WorkSchedulesModule } from './work-schedules/work-schedules.module.js';
import { WorkedHoursModule } from './worked-hours/worked-hours.module.js';

/** The features of the service. A new one is added here, and nowhere else. */
export const featureModules: Type[] = [
  ApprovalRunsModule,
  AuditModule,
  AuthModule,
  AvailabilityModule,
  CalendarModule,
  ComplianceModule,
  DemandModule,
  ExceptionReportsModule,
  FeedsModule,
  IntakeModule,
  LeaveModule,
  LinesModule,
  MailPreferencesModule,
  NoticesModule,
  OpenShiftsModule,
  OperationsModule,
  PayModule,
  PeopleModule,
  RemindersModule,
  RotasModule,
  RoundsModule,
  ScimModule,
  SpendModule,
  RotationsModule,
  SwapsModule,
  UnitsModule,
  WorkedHoursModule,
  WorkSchedulesModule,
];
