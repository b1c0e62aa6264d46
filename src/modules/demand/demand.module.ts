import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PeopleModule } from '../people/people.module.js';
import { UnitsModule } from '../units/units.module.js';
import { CoverExceptionsService } from './cover-exceptions.service.js';
import { CoverService } from './cover.service.js';
import { DemandController } from './demand.controller.js';
import { DemandRepository } from './demand.repository.js';
import { DemandService } from './demand.service.js';
import { KnownCodes } from './known-codes.service.js';
import { ShiftTypesController } from './shift-types.controller.js';
import { ShiftTypesService } from './shift-types.service.js';

@Module({
  imports: [AuditModule, PeopleModule, UnitsModule],
  controllers: [DemandController, ShiftTypesController],
  providers: [
    CoverExceptionsService,
    CoverService,
    DemandRepository,
    DemandService,
    KnownCodes,
    ShiftTypesService,
  ],
  exports: [DemandService],
})
export class DemandModule {}
