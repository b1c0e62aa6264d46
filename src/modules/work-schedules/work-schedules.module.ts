import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { DemandModule } from '../demand/demand.module.js';
import { LeaveModule } from '../leave/leave.module.js';
import { LinesModule } from '../lines/lines.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PayModule } from '../pay/pay.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { RotationsModule } from '../rotations/rotations.module.js';
import { UnitsModule } from '../units/units.module.js';
import { ScheduleNotices } from './schedule-notices.service.js';
import { ScheduleReading } from './schedule-reading.service.js';
import { ScheduleSources } from './schedule-sources.service.js';
import { WorkSchedulesController } from './work-schedules.controller.js';
import { WorkSchedulesRepository } from './work-schedules.repository.js';
import { WorkSchedulesService } from './work-schedules.service.js';

@Module({
  imports: [
    AuditModule,
    ComplianceModule,
    DemandModule,
    LeaveModule,
    LinesModule,
    NoticesModule,
    PayModule,
    PeopleModule,
    RotasModule,
    RotationsModule,
    UnitsModule,
  ],
  controllers: [WorkSchedulesController],
  providers: [
    ScheduleNotices,
    ScheduleReading,
    ScheduleSources,
    WorkSchedulesRepository,
    WorkSchedulesService,
  ],
  exports: [WorkSchedulesService],
})
export class WorkSchedulesModule {}
