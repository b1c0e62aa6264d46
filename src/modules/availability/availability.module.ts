import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { RoundsModule } from '../rounds/rounds.module.js';
import { AvailabilityController } from './availability.controller.js';
import { AvailabilityRepository } from './availability.repository.js';
import { AvailabilityService } from './availability.service.js';
import { OutcomesController } from './outcomes.controller.js';
import { OutcomesService } from './outcomes.service.js';

@Module({
  imports: [AuditModule, PeopleModule, RotasModule, RoundsModule],
  // `availability/outcomes` is no entry.
  controllers: [OutcomesController, AvailabilityController],
  providers: [AvailabilityRepository, AvailabilityService, OutcomesService],
  exports: [AvailabilityService],
})
export class AvailabilityModule {}
