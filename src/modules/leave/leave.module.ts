import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { OpenShiftsModule } from '../open-shifts/open-shifts.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { LeaveAccountsController } from './leave-accounts.controller.js';
import { LeaveAccountsRepository } from './leave-accounts.repository.js';
import { LeaveAccounts } from './leave-accounts.service.js';
import { LeaveAssessor } from './leave-assessor.service.js';
import { LeaveDecisions } from './leave-decisions.service.js';
import { LeaveLimitsController } from './leave-limits.controller.js';
import { LeaveLimitsRepository } from './leave-limits.repository.js';
import { LeaveLimitsService } from './leave-limits.service.js';
import { LeaveNotices } from './leave-notices.service.js';
import { LeaveRequestsController } from './leave-requests.controller.js';
import { LeaveRequestsRepository } from './leave-requests.repository.js';
import { LeaveRequests } from './leave-requests.service.js';
import { LeaveController } from './leave.controller.js';
import { LeaveRepository } from './leave.repository.js';
import { LeaveService } from './leave.service.js';

@Module({
  imports: [AuditModule, NoticesModule, OpenShiftsModule, PeopleModule, RotasModule],
  // Those of longer paths first: `leave/requests` is no absence.
  controllers: [LeaveRequestsController, LeaveAccountsController, LeaveLimitsController, LeaveController],
  providers: [
    LeaveRepository,
    LeaveService,
    LeaveAccountsRepository,
    LeaveAccounts,
    LeaveLimitsRepository,
    LeaveLimitsService,
    LeaveRequestsRepository,
    LeaveAssessor,
    LeaveRequests,
    LeaveDecisions,
    LeaveNotices,
  ],
  exports: [LeaveAccounts, LeaveService],
})
export class LeaveModule {}
