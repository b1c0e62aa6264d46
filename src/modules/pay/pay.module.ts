import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { LeaveModule } from '../leave/leave.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { UnitsModule } from '../units/units.module.js';
import { WorkedHoursModule } from '../worked-hours/worked-hours.module.js';
import { PayTermsController } from './pay-terms.controller.js';
import { PayTermsRepository } from './pay-terms.repository.js';
import { PayTermsService } from './pay-terms.service.js';
import { PayrollReader } from './payroll-reader.service.js';
import { PayrollController } from './payroll.controller.js';
import { PayrollService } from './payroll.service.js';

@Module({
  imports: [
    AuditModule,
    CalendarModule,
    LeaveModule,
    PeopleModule,
    RotasModule,
    UnitsModule,
    WorkedHoursModule,
  ],
  controllers: [PayTermsController, PayrollController],
  providers: [PayTermsRepository, PayTermsService, PayrollReader, PayrollService],
  exports: [PayTermsService],
})
export class PayModule {}
