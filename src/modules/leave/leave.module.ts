import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PeopleModule } from '../people/people.module.js';
import { LeaveController } from './leave.controller.js';
import { LeaveRepository } from './leave.repository.js';
import { LeaveService } from './leave.service.js';

@Module({
  imports: [AuditModule, PeopleModule],
  controllers: [LeaveController],
  providers: [LeaveRepository, LeaveService],
  exports: [LeaveService],
})
export class LeaveModule {}
