import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { ClaimsService } from './claims.service.js';
import { LaddersController } from './ladders.controller.js';
import { LaddersRepository } from './ladders.repository.js';
import { LaddersService } from './ladders.service.js';
import { VacanciesController } from './vacancies.controller.js';
import { VacanciesRepository } from './vacancies.repository.js';
import { VacanciesService } from './vacancies.service.js';

@Module({
  imports: [AuditModule, PeopleModule, RotasModule],
  controllers: [VacanciesController, LaddersController],
  providers: [VacanciesRepository, LaddersRepository, VacanciesService, ClaimsService, LaddersService],
})
export class OpenShiftsModule {}
