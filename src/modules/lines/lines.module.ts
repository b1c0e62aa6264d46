import { Module, type OnModuleInit } from '@nestjs/common';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { AuditModule } from '../audit/audit.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { AllocatedLines } from './allocated-lines.service.js';
import { AllocationReader } from './allocation-reader.service.js';
import { DutyRosterService } from './duty-roster.service.js';
import { LineAllocationsController } from './line-allocations.controller.js';
import { LineAllocationsRepository } from './line-allocations.repository.js';
import { LineAllocationsService } from './line-allocations.service.js';
import { LinePlacesService } from './line-places.service.js';
import { ALLOCATION_TARGET, TEMPLATE_TARGET } from './lines-access.js';
import { LinesReaderRepository } from './lines-reader.repository.js';
import { RotaTemplatesController } from './rota-templates.controller.js';
import { RotaTemplatesRepository } from './rota-templates.repository.js';
import { RotaTemplatesService } from './rota-templates.service.js';
import { TrainingNeedsController } from './training-needs.controller.js';
import { TrainingNeedsRepository } from './training-needs.repository.js';
import { TrainingNeedsService } from './training-needs.service.js';

@Module({
  imports: [AuditModule, ComplianceModule, RotasModule],
  controllers: [RotaTemplatesController, LineAllocationsController, TrainingNeedsController],
  providers: [
    AllocatedLines,
    AllocationReader,
    DutyRosterService,
    LineAllocationsRepository,
    LineAllocationsService,
    LinePlacesService,
    LinesReaderRepository,
    RotaTemplatesRepository,
    RotaTemplatesService,
    TrainingNeedsRepository,
    TrainingNeedsService,
  ],
  exports: [
    AllocatedLines,
    DutyRosterService,
    LineAllocationsService,
    LinePlacesService,
    RotaTemplatesService,
  ],
})
export class LinesModule implements OnModuleInit {
  constructor(
    private readonly targets: TargetResolvers,
    private readonly templates: RotaTemplatesService,
    private readonly allocations: LineAllocationsService,
  ) {}

  onModuleInit(): void {
    this.targets.registerUnitResolver(TEMPLATE_TARGET, async (id) => this.templates.unitIdOf(id));
    this.targets.registerUnitResolver(ALLOCATION_TARGET, async (id) => this.allocations.unitIdOf(id));
  }
}
