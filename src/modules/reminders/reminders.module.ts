import { Module } from '@nestjs/common';
import { MailPreferencesModule } from '../mail-preferences/mail-preferences.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { RemindersRepository } from './reminders.repository.js';
import { RemindersService } from './reminders.service.js';

@Module({
  imports: [MailPreferencesModule, NoticesModule],
  providers: [RemindersRepository, RemindersService],
})
export class RemindersModule {}
