import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PeopleModule } from '../people/people.module.js';
import { UnitsModule } from '../units/units.module.js';
import { DeaneryRepository } from './deanery.repository.js';
import { IntakeApprovalService } from './intake-approval.service.js';
import { IntakeUndo } from './intake-undo.service.js';
import { IntakesController } from './intakes.controller.js';
import { IntakesRepository } from './intakes.repository.js';
import { IntakesService } from './intakes.service.js';
import { PostMappingsController } from './post-mappings.controller.js';
import { PostMappingsRepository } from './post-mappings.repository.js';
import { PostMappingsService } from './post-mappings.service.js';
import { RotaPlacementsRepository } from './rota-placements.repository.js';
import { RowImagesRepository } from './row-images.repository.js';

@Module({
  imports: [AuditModule, PeopleModule, UnitsModule],
  controllers: [IntakesController, PostMappingsController],
  providers: [
    DeaneryRepository,
    IntakeApprovalService,
    IntakeUndo,
    IntakesRepository,
    IntakesService,
    PostMappingsRepository,
    PostMappingsService,
    RotaPlacementsRepository,
    RowImagesRepository,
  ],
  exports: [IntakeApprovalService, IntakeUndo, IntakesService],
})
export class IntakeModule {}
