import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { ChangeLimitsController } from './change-limits.controller.js';
import { ChangeLimitsRepository } from './change-limits.repository.js';
import { ChangeLimitsService } from './change-limits.service.js';
import { SwapClosing } from './swap-closing.service.js';
import { SwapDecisions } from './swap-decisions.service.js';
import { SwapNotices } from './swap-notices.service.js';
import { SwapSuggestions } from './swap-suggestions.service.js';
import { SwapsController } from './swaps.controller.js';
import { SwapsRepository } from './swaps.repository.js';
import { SwapVerdicts } from './swap-verdict.service.js';
import { SwapsService } from './swaps.service.js';

@Module({
  imports: [AuditModule, NoticesModule, PeopleModule, RotasModule],
  controllers: [SwapsController, ChangeLimitsController],
  providers: [
    SwapsRepository,
    ChangeLimitsRepository,
    ChangeLimitsService,
    SwapsService,
    SwapSuggestions,
    SwapVerdicts,
    SwapDecisions,
    SwapClosing,
    SwapNotices,
  ],
})
export class SwapsModule {}
