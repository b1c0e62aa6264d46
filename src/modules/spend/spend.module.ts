import { Module } from '@nestjs/common';
import { OpenShiftsModule } from '../open-shifts/open-shifts.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { SpendController } from './spend.controller.js';
import { SpendRepository } from './spend.repository.js';
import { SpendService } from './spend.service.js';

@Module({
  imports: [OpenShiftsModule, RotasModule],
  controllers: [SpendController],
  providers: [SpendRepository, SpendService],
})
export class SpendModule {}
