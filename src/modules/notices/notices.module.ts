import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailEntity } from './mail.entity.js';
import { MailsRepository } from './mails.repository.js';
import { NoticesService } from './notices.service.js';
import { OutboxRelay } from './outbox-relay.processor.js';

@Module({
  imports: [TypeOrmModule.forFeature([MailEntity])],
  providers: [MailsRepository, NoticesService, OutboxRelay],
  exports: [NoticesService],
})
export class NoticesModule {}
