import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from '../../common/access.guard.js';
import { SessionSource } from '../../common/actor.js';
import { AuditModule } from '../audit/audit.module.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { PasswordService } from './password.service.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [AuditModule],
  providers: [
    { provide: SessionSource, useExisting: SessionsService },
    { provide: APP_GUARD, useClass: AccessGuard },
    AccountsRepository,
    AccountsService,
    PasswordService,
    SessionsRepository,
    SessionsService,
  ],
  exports: [AccountsService, PasswordService, SessionsService],
})
export class AuthModule {}
