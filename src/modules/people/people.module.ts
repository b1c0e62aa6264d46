import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { UnitsModule } from '../units/units.module.js';
import { HeldSkillsService } from './held-skills.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { HeldSkillsController, PlacementsController } from './person-parts.controller.js';
import { PlacementsService } from './placements.service.js';
import { GradesController, SkillsController } from './reference.controller.js';
import { ReferenceService } from './reference.service.js';

@Module({
  imports: [AuditModule, UnitsModule],
  controllers: [
    GradesController,
    HeldSkillsController,
    PeopleController,
    PlacementsController,
    SkillsController,
  ],
  providers: [HeldSkillsService, PeopleRepository, PeopleService, PlacementsService, ReferenceService],
  exports: [PeopleService, PlacementsService],
})
export class PeopleModule {}
