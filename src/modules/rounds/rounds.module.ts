import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { PicksController } from './picks.controller.js';
import { PicksService } from './picks.service.js';
import { RoundClosing } from './round-closing.service.js';
import { RoundGate } from './round-gate.service.js';
import { RoundNotices } from './round-notices.service.js';
import { RoundsController } from './rounds.controller.js';
import { RoundsRepository } from './rounds.repository.js';
import { RoundsService } from './rounds.service.js';

@Module({
  imports: [AuditModule, NoticesModule, RotasModule],
  controllers: [RoundsController, PicksController],
  providers: [RoundsRepository, RoundsService, RoundGate, PicksService, RoundNotices, RoundClosing],
  exports: [RoundGate],
})
export class RoundsModule {}
