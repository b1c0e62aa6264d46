import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { AuditModule } from '../audit/audit.module.js';
import { MailComposers } from '../notices/mail-composers.js';
import { NoticesModule } from '../notices/notices.module.js';
import { Amendments } from './amendments.service.js';
import { AssignmentEntity } from './assignment.entity.js';
import { AssignmentsController } from './assignments.controller.js';
import { AssignmentsRepository } from './assignments.repository.js';
import { AssignmentsService } from './assignments.service.js';
import { DutyRosters } from './duty-rosters.service.js';
import { FillApplier } from './fill-applier.service.js';
import { FillSearch } from './fill-search.service.js';
import { FillSignalsRepository } from './fill-signals.repository.js';
import { FillStream } from './fill-stream.service.js';
import { FillEntity } from './fill.entity.js';
import { FillProcessor } from './fill.processor.js';
import { FillsController } from './fills.controller.js';
import { FillsRepository } from './fills.repository.js';
import { FillsService } from './fills.service.js';
import { RepairsService } from './repairs.service.js';
import { GridService } from './grid.service.js';
import { JudgementController } from './judgement.controller.js';
import { JudgementService } from './judgement.service.js';
import { LineCandidates } from './line-candidates.service.js';
import { MendsService } from './mends.service.js';
import { MyRotaController } from './my-rota.controller.js';
import { MyRotaRepository } from './my-rota.repository.js';
import { MyRotaService } from './my-rota.service.js';
import { PlannedWorkRepository } from './planned-work.repository.js';
import { PlannedWork } from './planned-work.service.js';
import { PublicationReader } from './publication-reader.service.js';
import { PublicationService } from './publication.service.js';
import { PublicationsController } from './publications.controller.js';
import { PublicationsRepository } from './publications.repository.js';
import { composeRotaMail, ROTA_MAIL } from './publication/rota-mail.js';
import { RotaDoor } from './rota-door.service.js';
import { RotaInputRepository } from './rota-input.repository.js';
import { RequestOutcomes } from './request-outcomes.service.js';
import { RotaReader } from './rota-reader.service.js';
import { RotaVersionEntity } from './rota-version.entity.js';
import { RotaEntity } from './rota.entity.js';
import { RotasController } from './rotas.controller.js';
import { RotasRepository } from './rotas.repository.js';
import { RotasService } from './rotas.service.js';
import { StaffChanges } from './staff-changes.service.js';
import { StaffPicks } from './staff-picks.service.js';
import { UnitOutlook } from './unit-outlook.service.js';

@Module({
  imports: [
    AuditModule,
    NoticesModule,
    TypeOrmModule.forFeature([RotaEntity, AssignmentEntity, FillEntity, RotaVersionEntity]),
  ],
  controllers: [
    RotasController,
    AssignmentsController,
    FillsController,
    JudgementController,
    PublicationsController,
    MyRotaController,
  ],
  providers: [
    RotasRepository,
    AssignmentsRepository,
    FillsRepository,
    FillSignalsRepository,
    RotaInputRepository,
    RotaReader,
    RotaDoor,
    RotasService,
    AssignmentsService,
    GridService,
    JudgementService,
    MendsService,
    FillsService,
    RepairsService,
    FillStream,
    FillSearch,
    FillApplier,
    FillProcessor,
    PlannedWorkRepository,
    PlannedWork,
    PublicationsRepository,
    PublicationReader,
    MyRotaRepository,
    MyRotaService,
    PublicationService,
    Amendments,
    StaffChanges,
    UnitOutlook,
    StaffPicks,
    RequestOutcomes,
    DutyRosters,
    LineCandidates,
  ],
  exports: [
    DutyRosters,
    FillsService,
    JudgementService,
    LineCandidates,
    PlannedWork,
    PublicationReader,
    PublicationService,
    RotaReader,
    RotasService,
    StaffChanges,
    UnitOutlook,
    StaffPicks,
    RequestOutcomes,
  ],
})
export class RotasModule implements OnModuleInit {
  constructor(
    private readonly targets: TargetResolvers,
    private readonly rotas: RotasService,
    private readonly fills: FillsService,
    private readonly composers: MailComposers,
  ) {}

  onModuleInit(): void {
    this.targets.registerUnitResolver('rota', async (id) => this.rotas.unitIdOf(id));
    this.targets.registerUnitResolver('fill', async (id) => this.fills.unitIdOf(id));
    this.composers.register(ROTA_MAIL, composeRotaMail);
  }
}
