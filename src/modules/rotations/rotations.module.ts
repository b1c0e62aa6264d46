import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { UnitsModule } from '../units/units.module.js';
import { RotationClockService } from './rotation-clock.service.js';
import { RotationsController } from './rotations.controller.js';
import { RotationsRepository } from './rotations.repository.js';
import { RotationsService } from './rotations.service.js';

@Module({
  imports: [AuditModule, CalendarModule, NoticesModule, UnitsModule],
  controllers: [RotationsController],
  providers: [RotationClockService, RotationsRepository, RotationsService],
  exports: [RotationsService],
})
export class RotationsModule {}
