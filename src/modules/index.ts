import type { Type } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { AvailabilityModule } from './availability/availability.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { ComplianceModule } from './compliance/compliance.module.js';
import { DemandModule } from './demand/demand.module.js';
import { FeedsModule } from './feeds/feeds.module.js';
import { LeaveModule } from './leave/leave.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { OpenShiftsModule } from './open-shifts/open-shifts.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PayModule } from './pay/pay.module.js';
import { PeopleModule } from './people/people.module.js';
import { RotasModule } from './rotas/rotas.module.js';
import { SwapsModule } from './swaps/swaps.module.js';
import { UnitsModule } from './units/units.module.js';
import { WorkedHoursModule } from './worked-hours/worked-hours.module.js';

/** The features of the service. A new one is added here, and nowhere else. */
export const featureModules: Type[] = [
  AuditModule,
  AuthModule,
  AvailabilityModule,
  CalendarModule,
  ComplianceModule,
  DemandModule,
  FeedsModule,
  LeaveModule,
  NoticesModule,
  OpenShiftsModule,
  OperationsModule,
  PayModule,
  PeopleModule,
  RotasModule,
  SwapsModule,
  UnitsModule,
  WorkedHoursModule,
];
