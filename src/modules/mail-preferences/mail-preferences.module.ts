import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PeopleModule } from '../people/people.module.js';
import { MailPreferencesController } from './mail-preferences.controller.js';
import { MailPreferencesRepository } from './mail-preferences.repository.js';
import { MailPreferences } from './mail-preferences.service.js';

@Module({
  imports: [AuditModule, PeopleModule],
  controllers: [MailPreferencesController],
  providers: [MailPreferencesRepository, MailPreferences],
  exports: [MailPreferences],
})
export class MailPreferencesModule {}
