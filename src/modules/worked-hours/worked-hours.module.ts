import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { UnitsModule } from '../units/units.module.js';
import { WorkedEntriesRepository } from './worked-entries.repository.js';
import { WorkedHoursController } from './worked-hours.controller.js';
import { WorkedHoursService } from './worked-hours.service.js';

@Module({
  imports: [AuditModule, PeopleModule, RotasModule, UnitsModule],
  controllers: [WorkedHoursController],
  providers: [WorkedEntriesRepository, WorkedHoursService],
  exports: [WorkedHoursService],
})
export class WorkedHoursModule {}
