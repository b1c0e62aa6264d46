import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from '../../common/access.guard.js';
import { SessionSource } from '../../common/actor.js';
import { AuditModule } from '../audit/audit.module.js';
import { UnitsModule } from '../units/units.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PeopleModule } from '../people/people.module.js';
import { AccountLog } from './account-log.service.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { CommandActors } from './command-actors.service.js';
import { DirectoryAccounts } from './directory-accounts.service.js';
import { InstallationController } from './installation.controller.js';
import { Invitations } from './invitations.service.js';
import { AccountMails } from './links/account-mails.service.js';
import { PasswordLinksController } from './links/password-links.controller.js';
import { PasswordLinksRepository } from './links/password-links.repository.js';
import { PasswordLinks } from './links/password-links.service.js';
import { PasswordResets } from './links/password-resets.processor.js';
import { MySignInController } from './my-sign-in.controller.js';
import { MySignIn } from './my-sign-in.service.js';
import { PasswordService } from './password.service.js';
import { PersonAccountsController } from './person-accounts.controller.js';
import { ProviderClient } from './provider/provider-client.js';
import { ProviderSignIns } from './provider/provider-sign-ins.service.js';
import { ProviderController } from './provider/provider.controller.js';
import { ProviderRepository } from './provider/provider.repository.js';
import { SecondStepsRepository } from './second-step/second-steps.repository.js';
import { SecondSteps } from './second-step/second-steps.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { SetUp } from './sign-ins/set-up.service.js';
import { SignInsController } from './sign-ins/sign-ins.controller.js';
import { SignInsRepository } from './sign-ins/sign-ins.repository.js';
import { SignIns } from './sign-ins/sign-ins.service.js';

@Module({
  imports: [AuditModule, NoticesModule, PeopleModule, UnitsModule],
  controllers: [
    InstallationController,
    MySignInController,
    PasswordLinksController,
    PersonAccountsController,
    ProviderController,
    SessionsController,
    SignInsController,
  ],
  providers: [
    { provide: SessionSource, useExisting: SessionsService },
    { provide: APP_GUARD, useClass: AccessGuard },
    AccountLog,
    AccountMails,
    AccountsRepository,
    AccountsService,
    CommandActors,
    DirectoryAccounts,
    Invitations,
    MySignIn,
    PasswordLinks,
    PasswordLinksRepository,
    PasswordResets,
    PasswordService,
    ProviderClient,
    ProviderRepository,
    ProviderSignIns,
    SecondSteps,
    SecondStepsRepository,
    SessionsRepository,
    SessionsService,
    SetUp,
    SignInService,
    SignIns,
    SignInsRepository,
  ],
  exports: [AccountsService, CommandActors, DirectoryAccounts, Invitations, PasswordService, SessionsService],
})
export class AuthModule {}
