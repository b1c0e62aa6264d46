import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { MailPreferencesModule } from '../mail-preferences/mail-preferences.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { ClaimAward } from './claim-award.service.js';
import { ClaimDecisions } from './claim-decisions.service.js';
import { ClaimsService } from './claims.service.js';
import { DigestsRepository } from './digests.repository.js';
import { DigestsService } from './digests.service.js';
import { LaddersController } from './ladders.controller.js';
import { LaddersRepository } from './ladders.repository.js';
import { LaddersService } from './ladders.service.js';
import { OpenShiftNotices } from './open-shift-notices.service.js';
import { VacanciesController } from './vacancies.controller.js';
import { VacanciesRepository } from './vacancies.repository.js';
import { VacanciesService } from './vacancies.service.js';
import { OpenShiftVerdicts } from './verdicts.service.js';

@Module({
  imports: [AuditModule, MailPreferencesModule, NoticesModule, PeopleModule, RotasModule],
  controllers: [VacanciesController, LaddersController],
  providers: [
    VacanciesRepository,
    LaddersRepository,
    DigestsRepository,
    OpenShiftVerdicts,
    OpenShiftNotices,
    VacanciesService,
    ClaimAward,
    ClaimDecisions,
    ClaimsService,
    LaddersService,
    DigestsService,
  ],
  exports: [LaddersService, VacanciesService],
})
export class OpenShiftsModule {}
