import { Module } from '@nestjs/common';
import { LeaveRepository } from './leave.repository.js';
import { LeaveService } from './leave.service.js';

@Module({
  providers: [LeaveRepository, LeaveService],
  exports: [LeaveService],
})
export class LeaveModule {}
