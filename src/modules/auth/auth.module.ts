import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from '../../common/access.guard.js';
import { SessionSource } from '../../common/actor.js';
import { AuditModule } from '../audit/audit.module.js';
import { UnitsModule } from '../units/units.module.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { InstallationController } from './installation.controller.js';
import { PasswordService } from './password.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [AuditModule, UnitsModule],
  controllers: [InstallationController, SessionsController],
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
